"""Every order of counting, anchoring, killing, copying, restoring and handing over, searched."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

COUNTING = Path(__file__).parent / "pin.pml"
HANDING_OVER = Path(__file__).parent / "handover.pml"
_MISSING = [name for name in ("spin", "gcc") if shutil.which(name) is None]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        bool(_MISSING),
        reason=f"{' and '.join(_MISSING)} missing: `manage.py test` installs it as root",
    ),
]


def search(folder: Path, model: Path, *variant: str) -> tuple[int, int]:
    """Errors that were found, and states that were looked at."""
    words = [f"-D{name}" for name in variant]
    subprocess.run(["spin", *words, "-a", str(model)], cwd=folder, check=True, capture_output=True)
    compile_ = ["gcc", "-O2", "-w", "-DSAFETY", "-DCOLLAPSE", "-o", "pan", "pan.c"]
    subprocess.run(compile_, cwd=folder, check=True, capture_output=True)
    # -E: a process that waits for ever is no error here; a host may simply do nothing.
    command = ["./pan", "-m400000", "-E"]
    found = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout
    assert "max search depth too small" not in found
    errors, states = re.search(r"errors: (\d+)", found), re.search(r"(\d+) states, stored", found)
    assert errors is not None
    assert states is not None
    return int(errors[1]), int(states[1])


def test_no_order_of_events_releases_more_than_the_budget_or_before_the_anchor(
    tmp_path: Path,
) -> None:
    errors, states = search(tmp_path, COUNTING)
    assert errors == 0
    # All of them, and not the few that a slip in the model would leave.
    assert states > 1_000_000


@pytest.mark.parametrize(
    "variant", ["EVALUATE_FIRST", "ANCHOR_LAST", "COUNTER", "NO_ANCHOR", "SAME_NAME"]
)
def test_the_search_finds_what_is_wrong_with(tmp_path: Path, variant: str) -> None:
    errors, _ = search(tmp_path, COUNTING, variant)
    assert errors == 1


def test_an_anchor_that_is_deleted_gives_no_try_more_either(tmp_path: Path) -> None:
    errors, states = search(tmp_path, COUNTING, "ANCHOR_GOES")
    assert errors == 0
    assert states > 1_000_000


@pytest.mark.parametrize("variant", ["SET_UP_FOR_ANY", "OLD_SECRETS"])
def test_the_search_finds_an_anchor_that_is_set_up_again_wrongly(
    tmp_path: Path, variant: str
) -> None:
    errors, _ = search(tmp_path, COUNTING, "ANCHOR_GOES", variant)
    assert errors == 1


def test_no_order_of_hand_overs_between_two_vaults_gives_a_try_more(tmp_path: Path) -> None:
    errors, states = search(tmp_path, HANDING_OVER)
    assert errors == 0
    assert states > 1_000_000


@pytest.mark.parametrize("variant", ["TICKET_TWICE", "GIVES_AT_ONCE"])
def test_the_search_finds_a_hand_over_that_is_wrong_with(tmp_path: Path, variant: str) -> None:
    errors, _ = search(tmp_path, HANDING_OVER, variant)
    assert errors == 1
