from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from recovery.flows import demo_cloud, demo_faults, demo_people
from recovery.flows.demo_cloud import DemoCloud
from recovery.models import Holder


def cloud_of(holder: Holder | None) -> DemoCloud | None:
    """The folder that the demo gives to somebody, or None outside the demo."""
    if holder is None or not settings.DEMO:
        return None
    word = demo_people.word_of(holder)
    return demo_cloud.of(word, revoked=demo_faults.times_revoked(word))


def in_demo(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Hide a page everywhere but in the demo."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return wrapped
