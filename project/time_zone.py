"""Shows times in the zone of the person who looks, as far as the browser has told."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

# Written by static/js/zone.js, on the first page; it takes effect with the second.
COOKIE = "time-zone"


class PersonsTimeZone:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        untrusted_name = request.COOKIES.get(COOKIE, "")
        if untrusted_name not in _known():
            return self._get_response(request)
        with timezone.override(ZoneInfo(untrusted_name)):
            return self._get_response(request)


@cache
def _known() -> frozenset[str]:
    return frozenset(available_timezones())
