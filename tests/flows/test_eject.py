"""Both shares go to a person together: allowed, for a time, with a touch, and never in silence."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from recovery import base64url
from recovery.errors import EjectClosed, EjectNotAllowed, ShareMissing
from recovery.flows import backup_shares, eject, notices, served_shares, share_server
from recovery.flows.approvals import Action
from recovery.flows.backup_shares import Part
from recovery.models import AuditEvent, Eject, Notice, RelyingParty, ServedShare, Wallet
from tests.flows.share_receiver import ShareReceiver, receiver
from tests.person import Person
from tests.soft_client import Generation as Built

__all__ = ["receiver"]

pytestmark = pytest.mark.django_db

CUSTODIAN, CLIENT = b"custodian's", b"client's, encrypted"


@pytest.fixture
def built(alice: Person) -> Built:
    """A protected wallet; its policy gives an hour, and the custodian's share is here."""
    built = alice.protect(secret=bytes(range(32)))
    RelyingParty.objects.update(eject_hours=1)
    backup_shares.store_share(
        wallet=alice.wallet(built), version=1, part=Part.CUSTODIAN, share=CUSTODIAN, by="kh_live_1"
    )
    return built


def path(built: Built, end: str = "") -> str:
    return f"/wallets/{base64url.encode(built.wid)}{end}"


def keep_own_share(alice: Person, built: Built) -> None:
    """As the page does: stored, read back, confirmed."""
    share = base64url.encode(CLIENT)
    alice.must("PUT", path(built, "/shares/1/client"), {"share": share})
    assert alice.must("GET", path(built, "/shares/1/client"))["share"] == share
    answer = alice.must("POST", path(built, "/shares/1/stored"), {"stored": True})
    assert answer == {"version": 1, "state": "complete"}


@pytest.fixture
def wallet(alice: Person, built: Built) -> Wallet:
    """Both shares of it are here."""
    keep_own_share(alice, built)
    return alice.wallet(built)


def allow(wallet: Wallet) -> Any:
    return eject.open_window(wallet=Wallet.objects.get(pk=wallet.pk), by="kh_live_1")


def take(wallet: Wallet) -> eject.Shares:
    return eject.take(wallet=Wallet.objects.get(pk=wallet.pk), device="Laptop")


def told(kind: Notice.Kind) -> int:
    return Notice.objects.filter(kind=kind).count()


def happened(kind: AuditEvent.Kind) -> int:
    return AuditEvent.objects.filter(kind=kind).count()


def test_the_person_gets_both_after_a_touch_and_is_told(
    alice: Person, built: Built, wallet: Wallet
) -> None:
    until = allow(wallet)
    assert alice.must("GET", path(built, "/shares"))["ejectable_until"] == until.isoformat()
    status, refused = alice.call("POST", path(built, "/eject"), {})
    assert (status, refused["code"]) == (403, "approval_needed")

    alice.approve(Action.EXPORT, wid=built.wid)
    both = alice.must("POST", path(built, "/eject"), {})

    assert base64url.decode(both["client"]) == CLIENT
    assert base64url.decode(both["custodian"]) == CUSTODIAN
    assert (told(Notice.Kind.EJECT_OPENED), told(Notice.Kind.EJECTED)) == (1, 1)
    assert (happened(AuditEvent.Kind.EJECT_OPENED), happened(AuditEvent.Kind.EJECTED)) == (1, 1)
    assert happened(AuditEvent.Kind.SHARE_RELEASED) == 3
    assert Eject.objects.get().taken_at is not None


def test_nobody_opened_it(wallet: Wallet) -> None:
    with pytest.raises(EjectClosed):
        take(wallet)
    assert happened(AuditEvent.Kind.EJECTED) == told(Notice.Kind.EJECTED) == 0


def test_it_closes_by_itself(wallet: Wallet) -> None:
    allow(wallet)
    Eject.objects.update(until=timezone.now() - timedelta(seconds=1))

    with pytest.raises(EjectClosed):
        take(wallet)
    assert happened(AuditEvent.Kind.SHARE_RELEASED) == 1


def test_a_server_closes_it_earlier(wallet: Wallet) -> None:
    allow(wallet)
    eject.close_window(wallet=wallet, by="kh_live_1")
    eject.close_window(wallet=wallet, by="kh_live_1")

    with pytest.raises(EjectClosed):
        take(wallet)
    assert happened(AuditEvent.Kind.EJECT_CLOSED) == 1


def test_a_time_that_has_begun_is_not_made_longer_and_told_once(wallet: Wallet) -> None:
    until = allow(wallet)
    RelyingParty.objects.update(eject_hours=100)

    assert allow(wallet) == until
    assert told(Notice.Kind.EJECT_OPENED) == 1
    Eject.objects.update(until=timezone.now())
    assert allow(wallet) > until
    assert told(Notice.Kind.EJECT_OPENED) == 2


def test_a_policy_that_was_changed_meanwhile_counts(wallet: Wallet) -> None:
    allow(wallet)
    RelyingParty.objects.update(eject_hours=0)

    with pytest.raises(EjectNotAllowed):
        take(wallet)
    with pytest.raises(EjectNotAllowed):
        allow(wallet)


def test_shares_that_were_deleted_meanwhile_are_gone(wallet: Wallet) -> None:
    allow(wallet)
    backup_shares.delete(wallet=wallet, by="kh_live_1")

    with pytest.raises(ShareMissing):
        take(wallet)


def test_one_half_is_not_let_go(alice: Person, built: Built) -> None:
    with pytest.raises(ShareMissing):
        allow(alice.wallet(built))


# --- The person's own share ----------------------------------------------------------------------


def test_a_mere_sign_in_does_not_get_the_persons_share(
    alice: Person, built: Built, wallet: Wallet
) -> None:
    alice.new_device()
    alice.sign_in()

    status, refused = alice.call("GET", path(built, "/shares/1/client"))

    assert (status, refused["code"]) == (403, "touch_needed")
    alice.recover()
    answer = alice.must("GET", path(built, "/shares/1/client"))
    assert base64url.decode(answer["share"]) == CLIENT


def test_a_share_that_the_page_could_not_use_is_not_kept(alice: Person, built: Built) -> None:
    share = base64url.encode(CLIENT)
    alice.must("PUT", path(built, "/shares/1/client"), {"share": share})

    answer = alice.must("POST", path(built, "/shares/1/stored"), {"stored": False})

    assert answer["state"] == "open"
    assert alice.must("GET", path(built, "/shares"))["pairs"] == [
        {"version": 1, "state": "open", "parts": ["custodian"]}
    ]


@pytest.mark.parametrize("version", ["0", "-1", "2147483648"])
def test_a_version_that_is_none_is_refused(alice: Person, built: Built, version: str) -> None:
    body = {"share": base64url.encode(CLIENT)}
    status, _ = alice.call("PUT", path(built, f"/shares/{version}/client"), body)
    assert status == 400


# --- Where the client's share never came here ----------------------------------------------------


def says(alice: Person, built: Built, *, stored: bool) -> None:
    """The wallet's app says of its share in the person's Google Drive."""
    word = {"success": stored, "backup_method": "GDRIVE"}
    alice.must("PUT", path(built, "/stored-client-backup-share"), word)


def test_what_lies_with_us_is_let_go_when_the_app_stored_the_other_one(
    alice: Person, built: Built
) -> None:
    says(alice, built, stored=True)
    allow(alice.wallet(built))
    alice.approve(Action.EXPORT, wid=built.wid)

    answer = alice.must("POST", path(built, "/eject"), {})

    assert base64url.decode(answer["custodian"]) == CUSTODIAN
    assert (answer["client"], answer["client_stored_with"]) == (None, ["GDRIVE"])
    assert "Get it there before you leave" in answer["message"]
    (event,) = AuditEvent.objects.filter(kind=AuditEvent.Kind.EJECTED)
    assert event.detail["parts"] == ["custodian"]

    says(alice, built, stored=False)
    with pytest.raises(ShareMissing):
        take(alice.wallet(built))


@pytest.fixture
def served(alice: Person, receiver: ShareReceiver) -> Built:
    """A wallet whose custodian's share its makers' server keeps, and the app the client's."""
    built = alice.protect(secret=bytes(range(32)))
    RelyingParty.objects.update(eject_hours=1)
    share_server.make(party=RelyingParty.objects.get(), url=receiver.url)
    backup_shares.store_share(
        wallet=alice.wallet(built), version=1, part=Part.CUSTODIAN, share=CUSTODIAN, by="kh_live_1"
    )
    served_shares.run(str(ServedShare.objects.get().pk))
    says(alice, built, stored=True)
    return built


def test_the_person_gets_the_custodians_share_and_is_told_where_the_other_one_is(
    alice: Person, served: Built
) -> None:
    allow(alice.wallet(served))
    alice.approve(Action.EXPORT, wid=served.wid)

    answer = alice.must("POST", path(served, "/eject"), {})

    assert base64url.decode(answer["custodian"]) == CUSTODIAN
    assert (answer["client"], answer["client_stored_with"]) == (None, ["GDRIVE"])
    assert "Get it there before you leave" in answer["message"]
    (event,) = AuditEvent.objects.filter(kind=AuditEvent.Kind.EJECTED)
    assert event.detail["parts"] == ["custodian"]
    for notice in Notice.objects.filter(kind__in=["eject_opened", "ejected"]):
        notices.run(str(notice.pk))
    opened, fetched = mail.outbox
    for sent in (opened, fetched):
        assert sent.subject.startswith("The makers' part of your wallet")
        assert "own part out of the app" in str(sent.body)
        assert "both parts of" not in sent.message().as_string()


def test_without_the_makers_server_nothing_is_handed_out_and_the_person_reads_why(
    alice: Person, served: Built, receiver: ShareReceiver
) -> None:
    allow(alice.wallet(served))
    alice.approve(Action.EXPORT, wid=served.wid)
    receiver.says("backup/fetch", 503)

    status, refused = alice.call("POST", path(served, "/eject"), {})

    assert (status, refused["code"]) == (503, "eject_makers_away")
    assert happened(AuditEvent.Kind.EJECTED) == happened(AuditEvent.Kind.SHARE_RELEASED) == 0
    receiver.faults = {}
    assert alice.must("POST", path(served, "/eject"), {})["custodian"]


def test_what_the_app_took_back_is_not_let_go(alice: Person, served: Built) -> None:
    says(alice, served, stored=False)

    with pytest.raises(ShareMissing):
        allow(alice.wallet(served))
