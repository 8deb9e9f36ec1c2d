"""What every template may show."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from recovery.pages import hosted

SITE_NAME = "Keyhaven"


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "site_name": SITE_NAME,
        "is_demo": settings.DEMO,
        "waiting_request": hosted.waiting(request),
    }
