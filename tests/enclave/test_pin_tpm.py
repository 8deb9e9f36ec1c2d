"""PIN counts beside a TPM, in a whole enclave: what is noticed, and what goes on all the same."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from recovery.enclave import anchors
from recovery.enclave.anchors import AnchorError
from recovery.enclave.pin_header import Closed
from recovery.enclave.pin_records import BUDGET, NotNow
from tests.enclave.pin_states import ONE, copy, enrolled, guess, opened
from tests.enclave.pins import PinPerson
from tests.enclave_process import EnclaveProcess
from tests.soft_pin import Outcome
from tests.soft_tpm import SoftTpm, needs_tpm


@pytest.fixture
def tpm() -> Iterator[SoftTpm]:
    with SoftTpm() as soft:
        yield soft


def enclave_with(tpm: SoftTpm) -> EnclaveProcess:
    return EnclaveProcess(anchor={"kind": "tpm2", "tcti": tpm.tcti, "index": "0x01800130"})


@needs_tpm
def test_a_tpm_counts_along(tpm: SoftTpm) -> None:
    with enclave_with(tpm) as enclave:
        health = enclave.client.health()
        assert (health.anchor, health.pins_open) == (1, 1)
        person = PinPerson(enclave)
        assert person.claims.anchor == 1
        person.enrol("493817")
        assert person.enter("493817").outcome == Outcome.DONE
        assert person.evaluate("111111").answer.left == 9
        enclave.stop()
        tpm.restart()
        enclave.start()
        again = PinPerson(enclave, owner=person.owner)
        assert again.status().failed == 1


@needs_tpm
def test_a_state_turned_back_beside_a_tpm_closes_pins_and_passkeys_go_on(
    tpm: SoftTpm, in_state: Callable[..., None]
) -> None:
    with enclave_with(tpm) as enclave:
        person = PinPerson(enclave)
        person.enrol("493817")
        enclave.stop()
        in_state(enclave, "save")
        enclave.start()
        PinPerson(enclave, owner=person.owner).evaluate("111111")
        enclave.stop()
        in_state(enclave, "restore")
        enclave.start()
        assert enclave.client.health().pins_open == 0
        assert "PINs are closed" in enclave.log.read_text()
        again = PinPerson(enclave, owner=person.owner)
        assert again.evaluate("493817").answer.outcome == Outcome.CLOSED
        assert again.begin().outcome == Outcome.CLOSED
        assert enclave.client.nonce()
        enclave.stop()
        # An operator gives the PINs up, and new ones can be set.
        assert enclave.command("forget-pins").returncode == 0
        enclave.start()
        assert PinPerson(enclave).enrol("493817")


@needs_tpm
def test_a_space_that_somebody_made_anew_is_refused(tpm: SoftTpm) -> None:
    from recovery.enclave.anchor_tpm2 import Tpm2Anchor

    with enclave_with(tpm) as enclave:
        PinPerson(enclave).enrol("493817")
        enclave.stop()
        # The owner of a TPM may delete any space, and make one with a secret of their own.
        Tpm2Anchor(tcti=tpm.tcti, index=0x01800130).set_up(auth=os.urandom(32))
        enclave.start()
        assert enclave.client.health().pins_open == 0


@needs_tpm
def test_a_tpm_says_what_the_interface_promises(tpm: SoftTpm) -> None:
    from recovery.enclave.anchor_tpm2 import Tpm2Anchor

    anchor, auth = Tpm2Anchor(tcti=tpm.tcti, index=0x01800131), os.urandom(32)
    assert anchor.position(auth=auth) is None
    anchor.set_up(auth=auth)
    assert anchor.position(auth=auth) == anchors.START
    data = os.urandom(32)
    anchor.move(auth=auth, data=data)
    assert anchor.position(auth=auth) == anchors.after(position=anchors.START, data=data)
    with pytest.raises(AnchorError):
        Tpm2Anchor(tcti=tpm.tcti, index=0x01800131).move(auth=os.urandom(32), data=data)
    anchor.set_up(auth=auth)
    assert anchor.position(auth=auth) == anchors.START


@needs_tpm
def test_no_state_of_any_step_gives_a_try_more_cloned_or_brought_back(
    tpm: SoftTpm, tmp_path: Path
) -> None:
    """The stores of two processes, beside one real TPM in software, after each single try."""
    from recovery.enclave.anchor_tpm2 import Tpm2Anchor

    anchor = Tpm2Anchor(tcti=tpm.tcti, index=0x01800132)
    store = opened(tmp_path / "state", anchor)
    enrolled(store, ONE)
    older = []
    for left in reversed(range(BUDGET)):
        older.append(copy(tmp_path / "state", tmp_path / f"{left} left"))
        clone = opened(copy(older[-1], tmp_path / f"clone with {left} left"), anchor)
        assert guess(store, ONE) == left
        with closing(clone), pytest.raises(Closed):
            guess(clone, ONE)
    with closing(store), pytest.raises(NotNow):
        guess(store, ONE)
    for state in older:
        with pytest.raises(Closed):
            opened(state, anchor)


@pytest.fixture
def in_state(tmp_path: Path) -> Callable[..., None]:
    kept = tmp_path / "kept"

    def do(enclave: EnclaveProcess, what: str) -> None:
        state = enclave.folder / "state"
        if what == "save":
            shutil.copytree(state, kept)
        else:
            shutil.rmtree(state)
            shutil.copytree(kept, state)

    return do
