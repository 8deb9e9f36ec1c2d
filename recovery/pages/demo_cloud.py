from __future__ import annotations

import os
from dataclasses import dataclass, field

from django.conf import settings


@dataclass(frozen=True)
class DemoCloud:
    """The WebDAV server that the demo starts, so that there is a cloud to copy to."""

    url: str
    user: str
    password: str = field(repr=False)


def demo_cloud() -> DemoCloud | None:
    """How to reach the demo's cloud, or None outside the demo."""
    if not settings.DEMO or "DEMO_WEBDAV_URL" not in os.environ:
        return None
    names = ("DEMO_WEBDAV_URL", "DEMO_WEBDAV_USER", "DEMO_WEBDAV_PASSWORD")
    return DemoCloud(*(os.environ[name] for name in names))
