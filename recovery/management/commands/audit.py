"""Looks at the history of relying parties: is it as it was written?"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from recovery.flows import audit
from recovery.models import RelyingParty


class Command(BaseCommand):
    help = "Verify the chain of events of each relying party, or export it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["verify", "export"])
        parser.add_argument("--party", help="relying party id; all of them if it is left out")
        parser.add_argument("--file", type=Path, help="verify an export instead of the database")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["file"]:
            findings = {str(options["file"]): audit.verify_entries(_read(options["file"]))}
        else:
            parties = _parties(options["party"])
            for party in parties:
                audit.link(party.pk)
            if options["what"] == "export":
                self._export(parties)
                return
            findings = {party.rp_id: audit.verify(party) for party in parties}
        self._report(findings)

    def _export(self, parties: list[RelyingParty]) -> None:
        for party in parties:
            for entry in audit.entries(party):
                self.stdout.write(json.dumps(asdict(entry)))

    def _report(self, findings: dict[str, list[audit.Finding]]) -> None:
        for name, found in findings.items():
            for finding in found:
                self.stderr.write(f"{name}, event {finding.number}: {finding.what}")
            if not found:
                self.stdout.write(f"{name}: every event is as it was written.")
        if any(findings.values()):
            sys.exit(1)


def _parties(rp_id: str | None) -> list[RelyingParty]:
    parties = RelyingParty.objects.order_by("rp_id")
    found = list(parties.filter(rp_id=rp_id) if rp_id else parties)
    if rp_id and not found:
        raise CommandError(f"There is no relying party {rp_id}.")
    return found


def _read(path: Path) -> Iterator[audit.Entry]:
    with path.open() as lines:
        for line in lines:
            yield audit.Entry(**json.loads(line))
