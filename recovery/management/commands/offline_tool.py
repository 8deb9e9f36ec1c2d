"""Builds the offline tool for browsers: one HTML file of the page, its style and its modules.

Nothing but Python takes part, so that anybody can build it again and compare the SHA-256.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

SOURCE = Path(settings.BASE_DIR) / "recovery" / "offline" / "browser"
BUILT = Path(settings.BASE_DIR) / "recovery" / "offline" / "keyhaven-offline.html"

# The forms in which our modules import and export; anything else is refused, not guessed at.
_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)";$', re.MULTILINE)
_RE_EXPORT = re.compile(r'^export \{([^}]*)\} from "(\.[^"]+)";$', re.MULTILINE)
_DECLARED = re.compile(r"^export (?=(?:async function|function|class|const) (\w+))", re.MULTILINE)
_LISTED = re.compile(r"\bexport\s*\{([^}]*)\};\s*\Z")
_LEFT = re.compile(r"^(?:import|export)\b(?!\s*\()|\bimport\s*\(|\bimport\.meta\b", re.MULTILINE)


class Command(BaseCommand):
    help = "Build recovery/offline/keyhaven-offline.html; --check only compares."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail if it is not what is built")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        page = build().encode()
        if not check:
            BUILT.write_bytes(page)
        elif not BUILT.exists() or BUILT.read_bytes() != page:
            raise CommandError(f"{BUILT.name} is out of date: run `manage.py offline_tool`.")
        self.stdout.write(f"{hashlib.sha256(page).hexdigest()}  {BUILT.name}")


def build() -> str:
    """The whole file. Raises CommandError for a module in a form that is not foreseen."""
    script = bundle(SOURCE / "page.js")
    style = (SOURCE / "page.css").read_text().rstrip()
    policy = (
        f"default-src 'none'; script-src {_hashed(script)} 'wasm-unsafe-eval'; "
        f"style-src {_hashed(style)}; base-uri 'none'; form-action 'none'"
    )
    page = (SOURCE / "page.html").read_text()
    parts = {"policy": policy, "style": style, "script": script}
    return re.sub(r"\{\{ (\w+) \}\}", lambda mark: parts[mark[1]], page)


def _hashed(content: str) -> str:
    """A source expression of the content security policy that permits exactly this text."""
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def bundle(entry: Path) -> str:
    """Each module as a function that gives its exports, behind those that it imports.

    Raises CommandError.
    """
    modules = _Modules()
    modules.add(entry, above=())
    script = "\n".join(modules.functions)
    if "</script" in script.lower() or "<!--" in script:
        raise CommandError("A module holds what would end the script in a page.")
    return script


class _Modules:
    """The modules so far, each after those that it needs."""

    def __init__(self) -> None:
        self.functions: list[str] = []
        self._names: dict[Path, str] = {}

    def add(self, path: Path, *, above: tuple[Path, ...]) -> str:
        """The name under which the module's exports are found. above: who imports it."""
        if path in above:
            raise CommandError(f"{path.name} imports itself, through other modules.")
        if path not in self._names:
            function = self._function(path, above=(*above, path))
            self._names[path] = f"module{len(self._names)}"
            self.functions.append(f"// {path.name}\nconst {self._names[path]} = {function};")
        return self._names[path]

    def _function(self, path: Path, *, above: tuple[Path, ...]) -> str:
        exports: dict[str, str] = {}

        def module(target: str) -> str:
            return self.add((path.parent / target).resolve(), above=above)

        def imported(match: re.Match[str]) -> str:
            pairs = [f"{theirs}: {ours}" for theirs, ours in _names(match[1])]
            return f"const {{ {', '.join(pairs)} }} = {module(match[2])};"

        def passed_on(match: re.Match[str]) -> str:
            source = module(match[2])
            exports.update({outer: f"{source}.{inner}" for inner, outer in _names(match[1])})
            return ""

        def declared(match: re.Match[str]) -> str:
            exports[match[1]] = match[1]
            return ""

        def listed(match: re.Match[str]) -> str:
            exports.update({outer: inner for inner, outer in _names(match[1])})
            return ""

        code = _IMPORT.sub(imported, path.read_text())
        code = _RE_EXPORT.sub(passed_on, code)
        code = _LISTED.sub(listed, _DECLARED.sub(declared, code))
        if _LEFT.search(code):
            raise CommandError(f"{path.name} imports or exports in a form that is not foreseen.")
        given = ", ".join(f"{outer}: {inner}" for outer, inner in exports.items())
        return f"(() => {{\n{code.strip()}\nreturn {{ {given} }};\n}})()"


def _names(listing: str) -> list[tuple[str, str]]:
    """Of `a, b as c`: what each is called inside, and what outside."""
    entries = [entry.split(" as ") for entry in listing.split(",") if entry.strip()]
    return [(words[0].strip(), words[-1].strip()) for words in entries]
