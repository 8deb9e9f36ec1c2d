"""A page's script, and all that it imports.

A browser learns what a module imports only when it has the module, so a chain of ten modules takes
ten ways to the server and back. Named in the page, all of them are asked for at once.
"""

from __future__ import annotations

import posixpath
import re
from functools import cache
from pathlib import Path

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_IMPORTED = re.compile(r'^(?:import|export) [^;"]*from "(\.[^"]+)";$', re.MULTILINE)

register = template.Library()


@register.simple_tag
def page_script(path: str, *, heavy: bool = False) -> SafeString:
    """path: of a module below static/, such as js/recover.js. heavy: js/first.js stands in for it
    until it is there, and nothing that the page's picture needs waits for it."""
    needed = [(static(module),) for module in imported_by(path)]
    if not heavy:
        script = format_html('<script type="module" src="{}"></script>', static(path))
        return script + format_html_join("", '<link rel="modulepreload" href="{}">', needed)
    low = '<link rel="modulepreload" fetchpriority="low" href="{}">'
    return (
        format_html('<script type="module" src="{}"></script>', static("js/first.js"))
        + format_html(low.replace(" href", ' id="page-script" href'), static(path))
        + format_html_join("", low, needed)
    )


@cache
def imported_by(path: str) -> tuple[str, ...]:
    """What this module needs before it can run, through others too, each once."""
    found: dict[str, None] = {}

    def follow(module: str) -> None:
        for target in _IMPORTED.findall(_source(module)):
            needed = posixpath.normpath(posixpath.join(posixpath.dirname(module), target))
            if needed not in found:
                found[needed] = None
                follow(needed)

    follow(path)
    return tuple(found)


def _source(module: str) -> str:
    file = finders.find(module)
    if file is None:
        raise template.TemplateSyntaxError(f"There is no {module} below static/.")
    return Path(file).read_text()
