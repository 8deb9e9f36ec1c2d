"""The files under /.well-known/, for the host that is asked."""

from __future__ import annotations

import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

from recovery.flows import well_known

FOLDER = "/.well-known/"
_KEPT_SECONDS = 300


class WellKnown:
    """Middleware: a relying party's host is served these files although it has no pages of ours.

    It stands before everything that looks at hosts, sessions or cookies. Nothing is redirected, as
    Apple and browsers follow no redirect here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        name = request.path.removeprefix(FOLDER)
        if not request.path.startswith(FOLDER) or name not in well_known.FILES:
            return self.get_response(request)
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        party = well_known.party_at(request.META.get("HTTP_HOST", ""))
        if party is None:
            return HttpResponse("Nobody is known here.", status=404, content_type="text/plain")
        text = json.dumps(well_known.FILES[name](party))
        response = HttpResponse(text, content_type="application/json")
        response.headers["Cache-Control"] = f"public, max-age={_KEPT_SECONDS}"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response
