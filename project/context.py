"""What every template may show."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

SITE_NAME = "Keyhaven"


def site(request: HttpRequest) -> dict[str, Any]:
    return {"site_name": SITE_NAME, "is_demo": settings.DEMO}
