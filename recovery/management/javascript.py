"""Puts modules of ours into one script. Only Python takes part, so anybody can do it again."""

from __future__ import annotations

import re
from pathlib import Path

from django.core.management.base import CommandError

# The forms in which our modules import and export; anything else is refused, not guessed at.
_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)";$', re.MULTILINE)
_RE_EXPORT = re.compile(r'^export \{([^}]*)\} from "(\.[^"]+)";$', re.MULTILINE)
_DECLARED = re.compile(r"^export (?=(?:async function|function|class|const) (\w+))", re.MULTILINE)
_LISTED = re.compile(r"\bexport\s*\{([^}]*)\};\s*\Z")
_LEFT = re.compile(r"^(?:import|export)\b(?!\s*\()|\bimport\s*\(|\bimport\.meta\b", re.MULTILINE)


def bundle(entry: Path) -> str:
    """Each module as a function that gives its exports, behind those that it imports.

    Raises CommandError.
    """
    script = "\n".join(_modules(entry).functions)
    if "</script" in script.lower() or "<!--" in script:
        raise CommandError("A module holds what would end the script in a page.")
    return script


def bundle_module(entry: Path) -> str:
    """The same, as a module that exports what the entry exports. Raises CommandError."""
    modules = _modules(entry)
    names = ", ".join(sorted(modules.exports[entry]))
    return "\n".join(
        [*modules.functions, f"export const {{ {names} }} = {modules.name(entry)};", ""]
    )


def _modules(entry: Path) -> _Modules:
    modules = _Modules()
    modules.add(entry, above=())
    return modules


class _Modules:
    """The modules so far, each after those that it needs."""

    def __init__(self) -> None:
        self.functions: list[str] = []
        self.exports: dict[Path, list[str]] = {}
        self._names: dict[Path, str] = {}

    def name(self, path: Path) -> str:
        return self._names[path]

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
        self.exports[path] = list(exports)
        given = ", ".join(f"{outer}: {inner}" for outer, inner in exports.items())
        return f"(() => {{\n{code.strip()}\nreturn {{ {given} }};\n}})()"


def _names(listing: str) -> list[tuple[str, str]]:
    """Of `a, b as c`: what each is called inside, and what outside."""
    entries = [entry.split(" as ") for entry in listing.split(",") if entry.strip()]
    return [(words[0].strip(), words[-1].strip()) for words in entries]
