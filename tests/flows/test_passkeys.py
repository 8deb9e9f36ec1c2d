"""The list of passkeys, and the ways into a wallet."""

from __future__ import annotations

import json
import secrets
import uuid
from dataclasses import replace
from typing import Any

import pytest

from recovery.errors import AuthShareGone, LastPasskey, NotFound, NoWayIn, PasskeyInUse
from recovery.flows import backup, passkeys, ways_in
from recovery.flows.approvals import Action, Lately, Operation, passkey_subject
from recovery.models import AuditEvent, Generation, Passkey
from tests.factories import register
from tests.person import Person
from tests.soft_backup import OpeningError
from tests.soft_client import Generation as Built
from tests.soft_client import PasskeySlot, SoftBrowser, b64u, unb64u
from tests.soft_passkey import SoftPasskey

pytestmark = pytest.mark.database

SECRET = bytes(range(16))


def second_passkey(person: Person) -> tuple[SoftBrowser, Passkey]:
    """Another passkey of the same person, with the browser that has it at hand."""
    soft = SoftPasskey(rp_id=person.party.rp_id)
    row = register(holder=person.holder, soft=soft, nickname="Key")
    return SoftBrowser(passkey=soft, origin=person.party.origins[0]), row


def approved(passkey: Passkey) -> Lately:
    """As if another passkey had just agreed to the removal of this one."""
    subject = passkey_subject(bytes(passkey.credential_id))
    operation = Operation(Action.PASSKEY, subject=subject)
    return Lately(approved=frozenset({operation.params_hash}))


def slot_of(person: Person, browser: SoftBrowser) -> PasskeySlot:
    """One touch of that browser's passkey."""
    before, person.browser = person.browser, browser
    try:
        return person.slot(*person.unlock())
    finally:
        person.browser = before


def built_after(person: Person, previous: Built, *, slots: list[Any]) -> Built:
    return person.browser.build_generation(
        secret=SECRET,
        wid=previous.wid,
        gen=previous.gen + 1,
        slots=slots,
        previous_manifest=previous.manifest,
    )


def write(person: Person, *, slots: list[Any], previous: Built | None = None) -> Built:
    if previous is None:
        built = person.browser.build_generation(
            secret=SECRET, wid=secrets.token_bytes(16), gen=1, slots=slots
        )
    else:
        built = built_after(person, previous, slots=slots)
    if previous:
        person.approve_ways(built)
    person.upload(built)
    person.commit(built)
    return built


def entries_of(built: Built) -> list[dict[str, Any]]:
    """The slots of a manifest, for passkeys that are not at hand."""
    payload = json.loads(unb64u(built.manifest.split(".")[1]))
    found: list[dict[str, Any]] = payload["slots"]
    return found


def opens(person: Person, built: Built, slot: PasskeySlot) -> bool:
    try:
        opened = person.browser.open_backup(
            envelope=built.envelope,
            manifest=built.manifest,
            auth_share=built.auth_share,
            slot=slot,
            wid=built.wid,
        )
    except OpeningError:
        return False
    return opened.secret == SECRET


# --- Several ways in -----------------------------------------------------------------------------


def test_any_of_several_passkeys_opens_the_wallet(alice: Person) -> None:
    browser, _ = second_passkey(alice)
    first, second = slot_of(alice, alice.browser), slot_of(alice, browser)
    built = write(alice, slots=[first, second])
    assert opens(alice, built, first)
    assert opens(alice, built, second)


def test_a_new_backup_is_sealed_for_the_passkeys_that_are_not_at_hand(alice: Person) -> None:
    browser, _ = second_passkey(alice)
    first, second = slot_of(alice, alice.browser), slot_of(alice, browser)
    built = write(alice, slots=[first, second])
    renewed = write(alice, slots=[first, entries_of(built)[1]], previous=built)
    assert opens(alice, renewed, second)


def test_with_one_of_three_at_hand_all_three_open_the_next_and_none_the_one_before(
    alice: Person,
) -> None:
    browsers = [alice.browser, *(second_passkey(alice)[0] for _ in range(2))]
    ways = [slot_of(alice, browser) for browser in browsers]
    old = write(alice, slots=ways)
    new = write(alice, slots=[ways[0], *entries_of(old)[1:]], previous=old)
    # Each with a touch of its own, as later in life.
    assert all(opens(alice, new, slot_of(alice, browser)) for browser in browsers)
    with pytest.raises(AuthShareGone):
        backup.read(holder=alice.holder, wid=old.wid, number=old.gen)
    old_files = replace(old, auth_share=new.auth_share)
    assert not any(opens(alice, old_files, way) for way in ways)


def test_a_passkey_that_was_removed_opens_nothing_not_even_with_the_old_backup(
    alice: Person,
) -> None:
    browser, _ = second_passkey(alice)
    first, second = slot_of(alice, alice.browser), slot_of(alice, browser)
    old = write(alice, slots=[first, second])
    new = write(alice, slots=[first], previous=old)
    assert not opens(alice, new, second)
    # Somebody kept the old files and the passkey. What they lack is the server's old share, …
    with pytest.raises(AuthShareGone):
        backup.read(holder=alice.holder, wid=old.wid, number=old.gen)
    # … and the new one does not fit the old files.
    with pytest.raises(OpeningError):
        alice.browser.open_backup(
            envelope=old.envelope,
            manifest=old.manifest,
            auth_share=new.auth_share,
            slot=second,
            wid=old.wid,
        )


# --- What the list says --------------------------------------------------------------------------


def test_the_ways_in_are_those_that_the_backup_names(alice: Person) -> None:
    browser, key = second_passkey(alice)
    first = slot_of(alice, alice.browser)
    built = write(alice, slots=[first])
    wallet = alice.wallet(built)
    (way,) = ways_in.of(wallet) or []
    assert (way.passkey, way.name) == (alice.passkey, "Phone")
    assert ways_in.without(holder=alice.holder, ways=[way]) == [key]
    write(alice, slots=[first, slot_of(alice, browser)], previous=built)
    wallet.refresh_from_db()
    ways = ways_in.of(wallet) or []
    assert {way.passkey for way in ways} == {alice.passkey, key}
    assert ways_in.without(holder=alice.holder, ways=ways) == []


def test_a_damaged_backup_is_not_guessed_at(alice: Person) -> None:
    _, key = second_passkey(alice)
    built = alice.protect(secret=SECRET)
    Generation.objects.update(envelope=b"{}")
    assert ways_in.of(alice.wallet(built)) is None
    # It may open this wallet, for all we know.
    with pytest.raises(PasskeyInUse):
        passkeys.remove(holder=alice.holder, passkey_id=key.pk, lately=approved(key))


# --- Renaming and removing -----------------------------------------------------------------------


def test_a_new_name_is_made_tidy(alice: Person) -> None:
    renamed = passkeys.rename(
        holder=alice.holder, passkey_id=alice.passkey.pk, nickname=" My \u200b\n old  phone "
    )
    assert renamed.nickname == "My old phone"


def test_a_passkey_that_opens_a_wallet_is_not_removed(alice: Person) -> None:
    second_passkey(alice)
    alice.protect(secret=SECRET)
    with pytest.raises(PasskeyInUse):
        passkeys.remove(
            holder=alice.holder, passkey_id=alice.passkey.pk, lately=approved(alice.passkey)
        )
    assert alice.holder.passkeys.count() == 2


def test_a_passkey_that_opens_nothing_is_removed_and_signs_nobody_in(alice: Person) -> None:
    browser, key = second_passkey(alice)
    alice.protect(secret=SECRET)
    passkeys.remove(holder=alice.holder, passkey_id=key.pk, lately=approved(key))
    assert alice.holder.events.get(kind=AuditEvent.Kind.PASSKEY_REMOVED).detail == {
        "passkey": "Key"
    }
    alice.new_device()
    alice.browser = browser
    with pytest.raises(AssertionError, match="passkey_unknown"):
        alice.recover()


def test_the_last_passkey_is_not_removed(alice: Person) -> None:
    with pytest.raises(LastPasskey):
        passkeys.remove(
            holder=alice.holder, passkey_id=alice.passkey.pk, lately=approved(alice.passkey)
        )
    assert alice.holder.passkeys.count() == 1


def test_a_passkey_of_somebody_else_is_not_there(alice: Person, mallory: Person) -> None:
    second_passkey(mallory)
    for passkey_id in (alice.passkey.pk, uuid.uuid4()):
        with pytest.raises(NotFound):
            passkeys.rename(holder=mallory.holder, passkey_id=passkey_id, nickname="Mine")
        with pytest.raises(NotFound):
            passkeys.remove(holder=mallory.holder, passkey_id=passkey_id, lately=Lately())
    alice.passkey.refresh_from_db()
    assert alice.passkey.nickname == "Phone"


# --- A passkey that leaves the list while a backup is being written ------------------------------


def test_a_backup_that_only_a_removed_passkey_would_open_never_counts(alice: Person) -> None:
    browser, key = second_passkey(alice)
    old = write(alice, slots=[slot_of(alice, alice.browser)])
    new = built_after(alice, old, slots=[slot_of(alice, browser)])
    alice.approve_ways(new)
    alice.upload(new)
    passkeys.remove(holder=alice.holder, passkey_id=key.pk, lately=approved(key))
    with pytest.raises(NoWayIn):
        backup.commit(holder=alice.holder, wid=new.wid, number=new.gen, digest=new.digest)
    # The one before counts as it did, with both of its parts.
    assert alice.wallet(old).generation == old.gen
    parts = backup.read(holder=alice.holder, wid=old.wid, number=old.gen)
    assert parts.auth_share == old.auth_share


def test_a_first_backup_needs_a_passkey_of_the_list(alice: Person) -> None:
    browser, key = second_passkey(alice)
    first = alice.browser.build_generation(
        secret=SECRET, wid=secrets.token_bytes(16), gen=1, slots=[slot_of(alice, browser)]
    )
    alice.upload(first)
    passkeys.remove(holder=alice.holder, passkey_id=key.pk, lately=approved(key))
    status, answer = alice.call(
        "POST", f"{alice.path_of(first)}/commit", {"digest": b64u(first.digest)}
    )
    assert (status, answer["code"]) == (409, "no_way_in")


def test_one_passkey_of_the_list_is_enough(alice: Person) -> None:
    browser, key = second_passkey(alice)
    first, second = slot_of(alice, alice.browser), slot_of(alice, browser)
    old = write(alice, slots=[first])
    new = built_after(alice, old, slots=[first, second])
    alice.approve_ways(new)
    alice.upload(new)
    passkeys.remove(holder=alice.holder, passkey_id=key.pk, lately=approved(key))
    alice.commit(new)
    assert opens(alice, new, first)
    # The one that stays can be taken away neither from the list nor, as the last one, by itself.
    with pytest.raises(LastPasskey):
        passkeys.remove(
            holder=alice.holder, passkey_id=alice.passkey.pk, lately=approved(alice.passkey)
        )
