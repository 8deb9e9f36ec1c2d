"""The main road, from signing up to getting the wallet back with one touch."""

from __future__ import annotations

import json

import pytest

from recovery import base64url
from tests.browser.journey import steps
from tests.browser.journey.conftest import NewDevice
from tests.browser.journey.device import PHONE, Person
from tests.browser.journey.stack import Stack
from tests.browser.journey.steps import Made

WITH_SECRET = "Your passkey adds a secret of its own."
WITHOUT_SECRET = "Your passkey gives no steady secret of its own here"


def use_for_a_while(person: Person, stack: Stack) -> Made:
    """Protected, copied, changed, copied again, and opened here."""
    made = steps.make_wallet(person, stack)
    steps.keep_copy(person, stack)
    person.reads("backup-000001-")
    steps.open_here(person, made)
    steps.protect_again(person)
    person.reads("backup-000002-")
    assert copies_of(made, stack) == [1, 2]
    return made


def copies_of(made: Made, stack: Stack) -> list[int]:
    """The generations that lie in the cloud; the pointer must name the newest."""
    folder = stack.cloud.root / f"BitcoinWalletBackup_{made.name}"
    pointer = json.loads((folder / "current.json").read_text())
    numbers = sorted(int(file.name.split("-")[1]) for file in folder.glob("backup-*.json"))
    assert pointer["gen"] == numbers[-1]
    assert (folder / pointer["file"]).exists()
    return numbers


@pytest.mark.parametrize("viewport", [None, PHONE], ids=["desk", "phone"])
def test_comes_back_with_one_touch_and_a_passkey_that_adds_its_secret(
    new_device: NewDevice, stack: Stack, viewport: object
) -> None:
    sam = new_device(**({"viewport": viewport} if viewport else {}))
    made = use_for_a_while(sam, stack)
    sam.forget_everything()
    steps.recover(sam, made)
    assert prf_flags(made, stack) == [1]
    sam.link(made.name)
    sam.reads("backup-000003-")
    steps.open_here(sam, made)
    stack.wait_for_mail(made.mail, "opened on a new device")


def test_comes_back_in_a_fresh_browser_with_a_passkey_without_secret(
    new_device: NewDevice, stack: Stack
) -> None:
    old = new_device(prf=False)
    made = use_for_a_while(old, stack)
    new = new_device(prf=False)
    for passkey in old.passkeys():
        new.add_passkey(passkey)
    steps.recover(new, made)
    assert prf_flags(made, stack) == [0]


@pytest.mark.slow
def test_comes_back_with_a_passkey_whose_secret_changes_each_time(
    new_device: NewDevice, stack: Stack
) -> None:
    sam = new_device(is_unstable=True)
    made = steps.make_wallet(sam, stack)
    sam.reads(WITHOUT_SECRET)
    sam.forget_everything()
    steps.recover(sam, made)
    assert prf_flags(made, stack) == [0]


def test_asks_for_a_second_touch_before_it_trusts_a_passkeys_secret(
    new_device: NewDevice, stack: Stack
) -> None:
    """On a device that has never seen this passkey's secret, one evaluation proves nothing."""
    sam = new_device()
    steps.sign_up(sam, stack)
    sam.page.evaluate("() => indexedDB.deleteDatabase('keyhaven')")
    sam.go("/home/")
    begun = steps.begin_wallet(sam)
    sam.button("Protect it with my passkey")
    sam.sees("One more touch")
    sam.button("Touch once more")
    sam.sees(f"{begun.name} is protected")
    sam.reads(WITH_SECRET)
    assert sam.touches == 2


def prf_flags(made: Made, stack: Stack) -> list[int]:
    """Of the slots in the newest manifest: whether each needs the passkey's own secret."""
    [[manifest]] = stack.execute(
        "SELECT g.manifest FROM recovery_generation g JOIN recovery_wallet w ON w.id = g.wallet_id"
        " AND w.generation = g.number WHERE w.name = ?",
        made.name,
    )
    payload = bytes(manifest).split(b".")[1]
    slots = json.loads(base64url.decode(payload.decode()))["slots"]
    return [slot["prf"] for slot in slots]
