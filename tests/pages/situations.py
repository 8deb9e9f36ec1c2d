"""What people have when they come to a page. Each gives the words of that page's address."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import get_resolver, resolve, reverse

from recovery.flows import invitations, leave, sync, ways_in
from recovery.models import (
    BrowserSession,
    Copy,
    Generation,
    Membership,
    ReturnAddress,
    Role,
    SupportRequest,
    Wallet,
    WalletApp,
)
from tests.factories import new_holder, register
from tests.person import Person
from tests.soft_backup import OtherSlot, cloud_key_slot, kit_slot, password_slot, pin_slot
from tests.soft_passkey import SoftPasskey

Words = dict[str, Any]
Given = Callable[[Person], Words]


def address_of(name: str, words: Words) -> str:
    """Where the page of this name is, of those that these words name."""
    ((_, needed),), *_ = get_resolver().reverse_dict.getlist(name)[0]
    return reverse(name, kwargs={key: words[key] for key in needed})


def nothing(person: Person) -> Words:
    """An account with a passkey, and no wallet."""
    return {}


def stranger(person: Person) -> Words:
    """Nobody is signed in."""
    person.client.logout()
    return {}


def signed_in_elsewhere(person: Person) -> Words:
    """Another browser of the same person has looked at a page."""
    phone = Client(headers={"user-agent": "iPhone Safari/605"})
    phone.force_login(person.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    phone.get(reverse("settings"))
    return {"place_id": BrowserSession.objects.get(user=person.user, device="Safari (iPhone)").pk}


def wallet(person: Person, *more: OtherSlot) -> Words:
    """A wallet that a passkey opens, and whatever else is named; no copy of the person's own."""
    built = person.browser.build_generation(
        secret=bytes(16),
        wid=secrets.token_bytes(16),
        gen=1,
        slots=[person.slot(*person.unlock()), *more],
    )
    # Two wallets of one person have two names.
    person.upload(built, name=f"Sam {person.holder.wallets.count() + 1}")
    person.commit(built)
    return {"wallet_id": person.wallet(built).pk}


def one_device(person: Person) -> Words:
    """A wallet whose only passkey lives in one device."""
    words = wallet(person)
    person.holder.passkeys.update(backup_eligible=False, backup_state=False)
    return words


def place(person: Person) -> Words:
    """A place of the person's own that was connected, and nothing lies there yet."""
    account = person.connect(kind="folder", place={"path": secrets.token_hex(8)})
    return {**wallet(person), "account_id": account.pk}


def copied(person: Person) -> Words:
    """A copy that was written, read back and proved."""
    words = place(person)
    for copy in Copy.objects.filter(generation__wallet__holder=person.holder):
        sync.run(str(copy.pk))
    return words


def damaged_here(person: Person) -> Words:
    """A proved copy, and our own cannot be read."""
    words = copied(person)
    Generation.objects.filter(wallet__holder=person.holder).update(envelope=None)
    return words


def two_places(person: Person) -> Words:
    person.connect(kind="folder", place={"path": secrets.token_hex(8)})
    return copied(person)


def bringing_back(person: Person) -> Words:
    """A copy was chosen to be brought back, and a worker has not come to it yet."""
    words = damaged_here(person)
    address = reverse("wallet_backups", args=[words["wallet_id"]])
    fields = {"account": words["account_id"], "csrfmiddlewaretoken": person.csrf_token()}
    person.client.post(address, fields)
    return words


def with_pin(person: Person) -> Words:
    pin = pin_slot(
        nonce=secrets.token_bytes(16), rwd=bytes(64), ent=bytes(32), epoch=1, oprf=bytes(32)
    )
    return wallet(person, pin)


def with_password(person: Person) -> Words:
    return wallet(person, password_slot(salt=secrets.token_bytes(16), stretched=bytes(32)))


def with_kit(person: Person) -> Words:
    return wallet(person, kit_slot(kit_id=secrets.token_bytes(16), key=bytes(32)))


def with_cloud_key(person: Person) -> Words:
    return wallet(person, cloud_key_slot(key_id=secrets.token_bytes(16), key=bytes(32)))


def asked_for_help(person: Person) -> Words:
    account = person.connect(kind="folder", place={"path": secrets.token_hex(8)})
    SupportRequest.objects.create(holder=person.holder, account=account, bundle={})
    return {}


def leaving(person: Person) -> Words:
    """Everything is to be deleted in a week."""
    leave.ask(holder=person.holder, device="Firefox")
    return wallet(person)


def second_passkey(person: Person) -> Words:
    soft = SoftPasskey(rp_id=person.party.rp_id)
    return {"passkey_id": register(holder=person.holder, soft=soft, nickname="Spare").pk}


def only_passkey(person: Person) -> Words:
    return {"passkey_id": person.passkey.pk}


def its_passkey(person: Person) -> Words:
    """The way in that is to be tested: the passkey of a wallet."""
    words = wallet(person)
    (way,) = ways_in.of(Wallet.objects.get(pk=words["wallet_id"])) or []
    return {**words, "slot_id": way.slot.id}


def staff_without_passkey(person: Person) -> Words:
    """Signed in by a code, which does not open the admin."""
    Membership.objects.create(relying_party=person.party, user=person.user, role=Role.OWNER)
    return {}


def invited(person: Person) -> Words:
    asked = invitations.invite(
        relying_party=person.party,
        email=person.user.email,
        role=Role.AUDITOR,
        invited_by=person.user,
    )
    return {"invitation_id": asked.pk}


def nobody_invited(person: Person) -> Words:
    return {"invitation_id": uuid.uuid4()}


def sent_by_an_app(person: Person) -> Words:
    app = WalletApp.objects.create(relying_party=person.party, name="Pocket")
    ReturnAddress.objects.create(app=app, value="https://pocket.example/back")
    asked = {"app": str(app.pk), "return_to": "https://pocket.example/back", "state": "s" * 32}
    asked |= {"action": "recover", "mode": "redirect", "nonce": "n" * 32}
    answer = person.client.get(reverse("hosted"), asked)
    return {"request_id": resolve(answer.headers["location"]).kwargs["request_id"]}


def code_on_its_way(person: Person) -> Words:
    """Somebody who is not signed in has asked for a code by mail."""
    stranger(person)
    fields = {"email": person.user.email}
    person.client.post(
        reverse("account_request_login_code"), fields, headers={"x-csrftoken": _token(person)}
    )
    return {}


def newly_signed_up(person: Person) -> Words:
    """Somebody whose address is not confirmed yet."""
    stranger(person)
    fields = {"name": "Sam", "email": f"{secrets.token_hex(6)}@mail.example"}
    person.client.post(reverse("account_signup"), fields, headers={"x-csrftoken": _token(person)})
    return {}


def _token(person: Person) -> str:
    person.client.get(reverse("account_login"))
    return person.csrf_token()


def twice(given: Given) -> Given:
    def again(person: Person) -> Words:
        given(person)
        given(person)
        return {}

    return again


def only_an_address(person: Person) -> Words:
    """Somebody who has confirmed an address a moment ago, and made no passkey yet."""
    person.client.force_login(new_holder().user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return {}


def a_mail(person: Person) -> Words:
    """The demo keeps its mails as files."""
    folder = Path(settings.EMAIL_FILE_PATH)
    folder.mkdir(parents=True, exist_ok=True)
    mail = EmailMessage("A new device", "Hello Sam,", to=["sam@mail.example"])
    (folder / "1.log").write_bytes(mail.message().as_bytes())
    return {}


# What nobody may send us.
WORDS_IN_A_NOTE = {"note": " ".join(["abandon"] * 11 + ["about"]), "shown": "anything"}
