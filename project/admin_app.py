from __future__ import annotations

import importlib

from django.contrib.admin.apps import AdminConfig as DjangosAdminConfig


class AdminConfig(DjangosAdminConfig):
    """Django's admin, with a site of our own that knows relying parties."""

    default_site = "recovery.admin.site.Site"

    def ready(self) -> None:
        # Django makes the one site when it is first asked for. Were that in the middle of importing
        # our lists, they would register with a second one that nobody ever sees.
        importlib.import_module("recovery.admin")
        super().ready()
