from __future__ import annotations

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "project"

    def ready(self) -> None:
        # A process that publishes tasks must know the broker. The package itself stays empty,
        # because project.bootstrap is imported before Celery is installed.
        from project import celery as _celery  # noqa: F401
