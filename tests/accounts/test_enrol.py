from __future__ import annotations

from functools import partial

import pytest

from recovery import base64url
from recovery.ceremonies import challenges
from recovery.ceremonies.challenges import Op
from recovery.errors import (
    BadRequest,
    ChallengeSpent,
    PasskeyExists,
    PasskeyRefused,
    TooManyPasskeys,
)
from recovery.flows import enrol
from recovery.models import AuditEvent, Passkey
from tests.factories import new_holder, new_passkey, register, register_challenge
from tests.soft_passkey import SoftPasskey

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ORIGIN = "http://localhost:8000"


def test_a_passkey_of_the_page_ends_up_in_the_list() -> None:
    holder = new_holder()
    data = enrol.page_data(holder)
    soft = SoftPasskey(rp_id="localhost")

    passkey = enrol.finish(
        holder=holder,
        untrusted_ticket=data["ticket"],
        nickname="  My\tphone\u202e ",
        untrusted_credential=soft.create(
            challenge=register_challenge(holder=holder, nonce=base64url.decode(data["nonce"])),
            origin=ORIGIN,
            user_handle=base64url.decode(data["user"]["id"]),
        ),
    )

    assert passkey.nickname == "My phone"
    assert bytes(passkey.spki) == soft.spki
    assert holder.events.get().kind == AuditEvent.Kind.PASSKEY_ADDED


def test_the_page_names_the_passkeys_that_are_there_already() -> None:
    holder = new_holder()
    soft, _ = new_passkey(holder)

    data = enrol.page_data(holder)

    assert data["exclude"] == [
        {"id": base64url.encode(soft.credential_id), "transports": ["internal", "hybrid"]}
    ]


def test_a_user_handle_holds_no_personal_data_and_is_long() -> None:
    holder = new_holder("Alice")

    assert len(base64url.decode(enrol.page_data(holder)["user"]["id"])) == 64


def test_refuses_a_passkey_that_is_in_the_list() -> None:
    holder = new_holder()
    soft, _ = new_passkey(holder)

    with pytest.raises(PasskeyExists):
        register(holder=holder, soft=soft)
    assert holder.passkeys.count() == 1


def test_refuses_a_passkey_that_somebody_else_registered() -> None:
    soft, _ = new_passkey(new_holder("Alice"))

    with pytest.raises(PasskeyExists):
        register(holder=new_holder("Mallory"), soft=soft)


def test_refuses_a_second_use_of_one_ticket_even_after_a_failure() -> None:
    holder = new_holder()
    ticket = challenges.issue(op=Op.REGISTER, holder=holder)
    attempt = partial(enrol.finish, holder=holder, untrusted_ticket=ticket.text, nickname="")
    with pytest.raises(PasskeyRefused):
        attempt(untrusted_credential={})
    good = SoftPasskey(rp_id="localhost").create(
        challenge=register_challenge(holder=holder, nonce=ticket.nonce),
        origin=ORIGIN,
        user_handle=bytes(holder.user_handle),
    )

    with pytest.raises(ChallengeSpent):
        attempt(untrusted_credential=good)
    assert not Passkey.objects.exists()


def test_refuses_a_ticket_that_was_made_for_somebody_else() -> None:
    alice, mallory = new_holder("Alice"), new_holder("Mallory")
    ticket = challenges.issue(op=Op.REGISTER, holder=alice)

    with pytest.raises(BadRequest):
        enrol.finish(
            holder=mallory, untrusted_ticket=ticket.text, nickname="", untrusted_credential={}
        )


def test_refuses_more_passkeys_than_a_backup_has_room_for() -> None:
    holder = new_holder()
    _, passkey = new_passkey(holder)
    for number in range(enrol.MAX_PASSKEYS - 1):
        Passkey.objects.create(
            holder=holder,
            nickname="Another",
            credential_id=number.to_bytes(16, "big"),
            public_key=passkey.public_key,
            spki=passkey.spki,
            backup_eligible=True,
            backup_state=True,
        )

    with pytest.raises(TooManyPasskeys):
        new_passkey(holder)


def test_a_passkey_without_a_name_gets_one() -> None:
    holder = new_holder()

    passkey = register(holder=holder, soft=SoftPasskey(rp_id="localhost"), nickname=" \u200b ")

    assert passkey.nickname == "Passkey"
