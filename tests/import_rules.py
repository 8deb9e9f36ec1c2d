"""An import contract that lists what is allowed, where import-linter's own lists what is not."""

from __future__ import annotations

import sys
from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class OnlyTheseContract(Contract):
    """The source package imports the standard library and the allowed packages, nothing else.

    only_there: "package in module", for packages that one module alone may import. An entry that
    nobody needs breaks the contract too.
    """

    source = fields.ModuleField()
    allowed = fields.SetField(subfield=fields.StringField())
    only_there = fields.SetField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        # Chains matter: what an allowed module of our own imports is loaded as well.
        source: str = self.source.name  # type: ignore[attr-defined]
        modules = {source, *graph.find_descendants(source), source.partition(".")[0]}
        foreign = {
            (importer, imported)
            for importer in modules
            for imported in graph.find_modules_directly_imported_by(importer)
            if imported not in modules and not self._is_allowed(imported)
        }
        exceptions = self._exceptions()
        broken = sorted(foreign - exceptions)
        idle = sorted(exceptions - foreign)
        return ContractCheck(
            kept=not broken and not idle, metadata={"foreign": broken, "idle": idle}
        )

    def render_broken_contract(self, check: ContractCheck) -> None:
        pairs: list[tuple[str, str]] = check.metadata["foreign"]
        for importer, imported in pairs:
            output.print_error(f"{importer} imports {imported}")
        idle: list[tuple[str, str]] = check.metadata["idle"]
        for importer, imported in idle:
            output.print_error(f"{importer} may import {imported}, and does not")

    def _exceptions(self) -> set[tuple[str, str]]:
        entries: Any = self.only_there or set()
        pairs = [entry.partition(" in ") for entry in entries]
        return {(module, package) for package, _, module in pairs}

    def _is_allowed(self, module: str) -> bool:
        names: Any = self.allowed
        return module.partition(".")[0] in sys.stdlib_module_names or module in names
