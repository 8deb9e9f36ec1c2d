"""Whatever can become of a way into a wallet is shown by a journey in Chromium that there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from recovery.flows.backup_files import Method
from tests.browser.ways_in import WAYS_IN, WORDS_BY_HAND, WayIn

_JOURNEYS = Path(__file__).parent / "browser" / "journey"


def test_every_method_has_its_journeys() -> None:
    assert list(WAYS_IN) == list(Method)


@pytest.mark.parametrize("way", [*WAYS_IN.values(), WORDS_BY_HAND])
def test_its_journeys_are_there(way: WayIn) -> None:
    named = [cell for cell in vars(way).values() if isinstance(cell, str)]
    missing = [cell for cell in named if not _is_there(*cell.split("::"))]
    assert missing == []


def _is_there(file: str, test: str) -> bool:
    return f"def {test}(" in (_JOURNEYS / f"{file}.py").read_text()
