"""The documentation, from the same files as the repository's docs/."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(settings.BASE_DIR) / "docs"
FIRST = "guide/quick-start"
# What the margin lists, in reading order. Other pages are reached by links.
GUIDE = [
    "guide/quick-start",
    "guide/concepts",
    "guide/methods",
    "guide/clouds",
    "guide/own-site",
    "guide/custodian-shares",
    "guide/webhooks",
    "guide/self-managed-storage",
    "guide/rate-limits",
    "guide/errors",
    "guide/migrating",
    "guide/going-to-production",
]
REFERENCE = ["format", "protocol", "threat-model", "enclave", "operations", "configuration"]
# Raw HTML in a file would be shown as text; nothing in these files may add to what a page does.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class Page:
    name: str
    title: str
    html: SafeString


@require_safe
def first(request: HttpRequest) -> HttpResponse:
    return redirect("docs", name=FIRST)


@require_safe
def page(request: HttpRequest, name: str) -> HttpResponse:
    if name not in _files():
        raise Http404
    context = {
        "page": _page(name),
        "guide": [_page(each) for each in GUIDE],
        "reference": [_page(each) for each in REFERENCE],
    }
    return render(request, "recovery/docs.html", context)


@cache
def _files() -> dict[str, Path]:
    """What may be asked for: no name is ever made into a path."""
    return {str(path.relative_to(ROOT).with_suffix("")): path for path in ROOT.rglob("*.md")}


@cache
def _page(name: str) -> Page:
    path = _files()[name]
    tokens = _MARKDOWN.parse(path.read_text())
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("id", _anchor(tokens[index + 1].content))
        _lead(token.children or [], path)
    title = next(tokens[i + 1].content for i, each in enumerate(tokens) if each.tag == "h1")
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return Page(name, title, mark_safe(html))  # noqa: S308 - made of our own files, see _MARKDOWN


def _lead(tokens: Sequence[Token], path: Path) -> None:
    """Links between files lead to pages; what is not a page is left as text."""
    for token in tokens:
        if token.type != "link_open":
            continue
        href = str(token.attrGet("href"))
        parts = urlsplit(href)
        if parts.scheme or not parts.path:
            continue
        target = (path.parent / parts.path).resolve()
        name = str(target.relative_to(ROOT).with_suffix("")) if _is_below(target) else ""
        anchor = f"#{parts.fragment}" if parts.fragment else ""
        token.attrSet("href", reverse("docs", args=[name]) + anchor if name in _files() else "#")


def _is_below(path: Path) -> bool:
    return path.is_relative_to(ROOT) and path.suffix == ".md"


def _anchor(heading: str) -> str:
    """As code hosts make them, so that a link works in both places."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")
