"""The vault renews its keys. People need not know: a touch that they make anyway does it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from recovery import base64url
from tests.browser.journey import steps
from tests.browser.journey.conftest import NewDevice
from tests.browser.journey.stack import Stack
from tests.browser.journey.test_pin import PIN, forget_the_minute, open_with, to_recovery, with_pin

pytestmark = pytest.mark.browser

_MANIFEST = (
    "SELECT g.number, g.manifest FROM recovery_generation g JOIN recovery_wallet w"
    " ON w.id = g.wallet_id AND w.generation = g.number WHERE w.name = ?"
)


def current(stack: Stack, name: str) -> tuple[int, list[int]]:
    """The number of the wallet's backup, and the epoch of each slot."""
    ((number, manifest),) = stack.execute(_MANIFEST, name)
    payload: dict[str, Any] = json.loads(base64url.decode(bytes(manifest).decode().split(".")[1]))
    return number, [slot["epoch"] for slot in payload["slots"]]


def add_epoch(stack: Stack) -> None:
    done = stack.enclave.command("epoch", "add")
    assert done.returncode == 0, done.stderr
    stack.enclave.restart()


@pytest.mark.slow
def test_a_touch_on_a_device_that_is_behind_renews_the_slot(
    new_device: NewDevice, stack: Stack
) -> None:
    first = new_device(prf=False)
    made = steps.make_wallet(first, stack)
    first.link("Later. Show me the wallet")
    number, epochs = current(stack, made.name)
    second = new_device(prf=False)
    second.add_passkey(first.passkeys()[0])
    steps.recover(second, made)
    assert current(stack, made.name) == (number + 1, epochs)

    add_epoch(stack)
    first.page.reload()
    first.sees("This device holds an older part")
    first.button("Bring up to date")
    first.sees("It is open")
    assert first.address == made.address
    assert current(stack, made.name) == (number + 2, [epochs[0] + 1])

    # What was renewed opens: here without a touch, and on a new device with one.
    first.page.reload()
    steps.open_here(first, made)
    first.forget_everything()
    steps.recover(first, made)


def test_a_new_device_brings_an_older_wallet_back_and_renews_it(
    new_device: NewDevice, stack: Stack
) -> None:
    sam = new_device()
    made = steps.make_wallet(sam, stack)
    _, epochs = current(stack, made.name)
    add_epoch(stack)
    sam.forget_everything()
    steps.recover(sam, made)
    assert current(stack, made.name)[1] == [epochs[0] + 1]


@pytest.mark.slow
def test_a_pin_that_brings_a_wallet_back_moves_along(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device()
    made = with_pin(sam, stack)
    _, (passkey, before) = current(stack, made.name)
    add_epoch(stack)
    for _ in range(2):
        other = new_device()
        to_recovery(other, stack, made)
        open_with(other, PIN)
        other.sees(f"{made.name} is back")
        assert other.address == made.address
        # Only the slot whose secret was at hand is made anew, and only once.
        assert current(stack, made.name)[1] == [passkey, before + 1]
    forget_the_minute(stack)
    sam.go("/settings/activity/")
    sam.reads(f"PIN of {made.name} moved to a newer key of the vault")
