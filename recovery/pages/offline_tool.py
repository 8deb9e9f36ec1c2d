from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

TOOL = Path(__file__).parents[1] / "offline" / "keyhaven-offline.html"


@cache
def tool_sha256() -> str:
    """Of the file that is handed out, in hexadecimal; it stands on pages and on emergency kits."""
    return hashlib.sha256(TOOL.read_bytes()).hexdigest()


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """How a backup opens without this site, and the tool for it."""
    context = {"sha256": tool_sha256(), "file_name": TOOL.name, "size": TOOL.stat().st_size}
    return render(request, "recovery/offline_tool.html", context)


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """The tool as a file. It is never shown as a page of this site: it is meant for a disk."""
    return HttpResponse(
        TOOL.read_bytes(),
        content_type="text/html; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{TOOL.name}"'},
    )
