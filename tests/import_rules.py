"""An import contract that lists what is allowed, where import-linter's own lists what is not."""

from __future__ import annotations

import sys
from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class OnlyTheseContract(Contract):
    """The source package imports the standard library and the allowed packages, nothing else."""

    source = fields.ModuleField()
    allowed = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        # Chains matter: what an allowed module of our own imports is loaded as well.
        source: str = self.source.name  # type: ignore[attr-defined]
        modules = {source, *graph.find_descendants(source), source.partition(".")[0]}
        foreign = sorted(
            (importer, imported)
            for importer in modules
            for imported in graph.find_modules_directly_imported_by(importer)
            if imported not in modules and not self._is_allowed(imported)
        )
        return ContractCheck(kept=not foreign, metadata={"foreign": foreign})

    def render_broken_contract(self, check: ContractCheck) -> None:
        pairs: list[tuple[str, str]] = check.metadata["foreign"]
        for importer, imported in pairs:
            output.print_error(f"{importer} imports {imported}")

    def _is_allowed(self, module: str) -> bool:
        names: Any = self.allowed
        return module.partition(".")[0] in sys.stdlib_module_names or module in names
