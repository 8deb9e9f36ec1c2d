from __future__ import annotations

from django.apps import AppConfig


class RecoveryConfig(AppConfig):
    name = "recovery"
    verbose_name = "Keyhaven"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Importing the module is what registers the start-up checks.
        from recovery import checks as _checks  # noqa: F401
