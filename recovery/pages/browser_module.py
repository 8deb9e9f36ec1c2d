"""The browser module, for pages of other sites."""

from __future__ import annotations

from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

FOLDER = Path(__file__).parents[1] / "module"
_KINDS = {
    "keyhaven.js": "text/javascript; charset=utf-8",
    "argon2.js": "text/javascript; charset=utf-8",
    "keyhaven.d.ts": "text/plain; charset=utf-8",
    "integrity.json": "application/json",
}


@require_safe
def file(request: HttpRequest, name: str) -> HttpResponse:
    """One of the files that sites load; integrity.json says what they must be."""
    if name not in _KINDS:
        raise Http404
    headers = {
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Cache-Control": "public, max-age=300",
    }
    data = (FOLDER / name).read_bytes()
    return HttpResponse(data, content_type=_KINDS[name], headers=headers)
