from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase


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


def in_demo(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Hide a page everywhere but in the demo."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return wrapped
