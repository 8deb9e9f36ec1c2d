"""A request for help: shown before it is sent, without a secret, answered by staff."""

from __future__ import annotations

import json
import secrets as random
from collections.abc import Iterator

import pytest
from django.urls import reverse
from django.utils import timezone

from recovery import errors
from recovery.clouds.errors import CloudError
from recovery.errors import NotFound, SupportFormStale, SupportNoteRefused, TooManyRequests
from recovery.flows import notices, support, sync
from recovery.models import (
    AuditEvent,
    CloudAccount,
    Copy,
    Drill,
    Notice,
    SupportRequest,
    Wallet,
    Work,
)
from recovery.pages.remedies import REMEDIES, Remedy, buttons
from tests.clouds.fault_server import FaultServer, Reply
from tests.person import Person
from tests.secrets.search import search

pytestmark = pytest.mark.database

SECRET = bytes(range(16))
PASSWORD = "app-password-that-nobody-may-see"
WORDS = "abandon ability able about above absent absorb abstract absurd abuse access zoo"


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as server:
        yield server


def in_trouble(person: Person, server: FaultServer) -> tuple[Wallet, CloudAccount]:
    """A copy was proved, then the cloud let nobody in."""
    place = {"url": server.url, "user": "sam-the-user"}
    account = person.connect(kind="webdav", place=place, secret=PASSWORD)
    built = person.protect(secret=SECRET, name="Holidays")
    sync.run(str(Copy.objects.get().pk))
    server.on("GET", "", Reply(401), times=-1)
    server.on("PUT", "", Reply(401), times=-1)
    person.protect(secret=SECRET, previous=built)
    sync.run(str(Copy.objects.get(state=Work.State.DUE).pk))
    return person.wallet(built), account


def sent(person: Person, wallet: Wallet, account: CloudAccount, note: str = "") -> SupportRequest:
    shown = support.seal_shown(support.bundle(account=account, wallet=wallet))
    return support.send(
        holder=person.holder, account_id=account.pk, untrusted_shown=shown, note=note
    )


# --- What goes along -----------------------------------------------------------------------------


def test_a_bundle_tells_code_provider_states_and_history(
    alice: Person, server: FaultServer
) -> None:
    wallet, account = in_trouble(alice, server)
    bundle = support.bundle(account=account, wallet=wallet)
    assert (bundle["error"], bundle["provider"]) == ("cloud_sign_in_refused", "webdav")
    assert bundle["copy"]["state"] == Work.State.BLOCKED
    assert {event["what"] for event in bundle["history"]} == {
        "cloud_connected",
        "copy_proved",
        "copy_blocked",
    }


def test_no_secret_and_no_name_is_in_a_bundle(alice: Person, server: FaultServer) -> None:
    wallet, account = in_trouble(alice, server)
    generation = wallet.generations.get(number=wallet.generation)
    hidden = {
        "S": SECRET,
        "wid": bytes(wallet.wid),
        "app password": PASSWORD.encode(),
        "sealed app password": bytes(account.sealed_secret),
        "sealed auth share": bytes(generation.sealed_auth_share or b""),
        "digest": bytes(generation.digest),
        "user handle": bytes(alice.holder.user_handle),
        "user at the cloud": b"sam-the-user",
        "hint": account.account_hint.encode(),
        "host": server.url.encode(),
        "wallet": wallet.name.encode(),
        "mail": alice.holder.user.email.encode(),
    }
    text = json.dumps(support.bundle(account=account, wallet=wallet)).encode()
    assert search(hidden, [("bundle", text)]) == []
    # The search itself finds what is there.
    planted = text + base(PASSWORD) + wallet.name.encode()
    assert {hit.secret for hit in search(hidden, [("bundle", planted)])} == {
        "app password",
        "wallet",
    }


def base(text: str) -> bytes:
    return json.dumps({"password": text}).encode()


def test_exactly_what_was_shown_is_kept(alice: Person, server: FaultServer) -> None:
    wallet, account = in_trouble(alice, server)
    shown = support.bundle(account=account, wallet=wallet)
    sealed = support.seal_shown(shown)
    CloudAccount.objects.update(error="something_new", attempts=99)
    kept = support.send(
        holder=alice.holder, account_id=account.pk, untrusted_shown=sealed, note="Help"
    )
    kept.refresh_from_db()
    assert (kept.bundle, kept.note) == (shown, "Help")


def test_a_bundle_that_was_changed_or_is_of_another_place_is_refused(
    alice: Person, mallory: Person, server: FaultServer
) -> None:
    wallet, account = in_trouble(alice, server)
    sealed = support.seal_shown(support.bundle(account=account, wallet=wallet))
    other = alice.connect(kind="folder", place={"path": alice.holder.pk.hex})
    for account_id, text in ((account.pk, sealed[:-1] + "x"), (other.pk, sealed)):
        with pytest.raises(SupportFormStale):
            support.send(holder=alice.holder, account_id=account_id, untrusted_shown=text, note="")
    with pytest.raises(NotFound):
        support.send(holder=mallory.holder, account_id=account.pk, untrusted_shown=sealed, note="")


@pytest.mark.parametrize(
    "note",
    [
        WORDS,
        WORDS.upper(),
        "My words are: " + ", ".join(WORDS.split()),
        "\n".join(f"{number}. {word}" for number, word in enumerate(WORDS.split(), 1)),
        "key " + "0123456789abcdef" * 4,
        "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5",
    ],
)
def test_recovery_words_and_keys_are_not_sent(
    alice: Person, server: FaultServer, note: str
) -> None:
    wallet, account = in_trouble(alice, server)
    with pytest.raises(SupportNoteRefused):
        sent(alice, wallet, account, note)
    assert not SupportRequest.objects.exists()


def test_plain_words_are_sent(alice: Person, server: FaultServer) -> None:
    wallet, account = in_trouble(alice, server)
    note = (
        "Since last Tuesday the page says that my cloud refuses the password. I made a new one in "
        "the security settings of my Nextcloud, and it is still the same. What can I do?"
    )
    assert sent(alice, wallet, account, note).note == note


def test_nobody_sends_more_than_a_few(alice: Person, server: FaultServer) -> None:
    wallet, account = in_trouble(alice, server)
    first = [sent(alice, wallet, account) for _ in range(5)]
    with pytest.raises(TooManyRequests):
        sent(alice, wallet, account)
    support.close(holder=alice.holder, request_id=first[0].pk)
    assert sent(alice, wallet, account).trace not in {one.trace for one in first}


# --- Pages ---------------------------------------------------------------------------------------


def test_a_person_asks_from_the_page_and_follows_the_request(
    alice: Person, mallory: Person, server: FaultServer
) -> None:
    wallet, account = in_trouble(alice, server)
    address = reverse("cloud_support", args=[wallet.pk, account.pk])
    assert mallory.client.get(address).status_code == 404
    page = alice.client.get(address)
    shown = page.context["shown"]
    token = {"x-csrftoken": alice.csrf_token()}
    refused = alice.client.post(address, {"shown": shown, "note": WORDS}, headers=token)
    assert refused.status_code == 422
    assert "Nobody needs those" in refused.content.decode()
    alice.client.post(address, {"shown": shown, "note": "It is stuck"}, headers=token)
    request = SupportRequest.objects.get()
    listed = alice.client.get(reverse("help_requests")).content.decode()
    assert request.trace in listed
    assert "Waiting for an answer" in listed
    assert request.trace not in mallory.client.get(reverse("help_requests")).content.decode()
    support.answer(request=request, text="Make a new app password.", by=alice.holder.user)
    assert "Make a new app password." in alice.client.get(reverse("help_requests")).content.decode()
    stranger = {"x-csrftoken": mallory.csrf_token()}
    closing = reverse("help_request_close", args=[request.pk])
    mallory.client.post(closing, headers=stranger)
    assert SupportRequest.objects.get().state == SupportRequest.State.ANSWERED
    alice.client.post(closing, headers=token)
    assert SupportRequest.objects.get().state == SupportRequest.State.CLOSED


def test_an_answer_is_told_by_mail(
    alice: Person, server: FaultServer, mailoutbox: list[object]
) -> None:
    wallet, account = in_trouble(alice, server)
    request = sent(alice, wallet, account)
    support.answer(request=request, text="Make a new app password.", by=alice.holder.user)
    notices.run(str(Notice.objects.get(kind=Notice.Kind.SUPPORT_ANSWERED).pk))
    (mail,) = mailoutbox
    assert request.trace in mail.subject  # type: ignore[attr-defined]
    assert "Make a new app password." in mail.body  # type: ignore[attr-defined]


# --- Remedies ------------------------------------------------------------------------------------


def codes(kind: type[CloudError] = CloudError) -> set[str]:
    return {kind.code}.union(*(codes(child) for child in kind.__subclasses__()))


def test_every_error_of_a_cloud_has_its_remedies() -> None:
    assert codes() <= set(REMEDIES)
    assert set(REMEDIES) - codes() == {"internal", "server_copy_damaged"}
    for code in REMEDIES:
        assert errors.message_of(code)


def test_what_a_person_has_to_do_has_a_button_that_does_it() -> None:
    def permanent(kind: type[CloudError]) -> Iterator[type[CloudError]]:
        if kind.permanent:
            yield kind
        for child in kind.__subclasses__():
            yield from permanent(child)

    assert [kind.code for kind in permanent(CloudError) if not REMEDIES[kind.code]] == []


@pytest.mark.parametrize(
    ("kind", "url", "host"),
    [
        ("webdav", "https://cloud.example:8443/remote.php/dav/", "cloud.example:8443"),
        ("gdrive", "", "one.google.com"),
        ("s3", "https://s3.example/", None),
        ("folder", "", None),
    ],
)
def test_the_way_to_a_provider_leads_to_that_provider(
    kind: str, url: str, host: str | None
) -> None:
    account = CloudAccount(kind=kind, settings={"url": url} if url else {})
    found = {button.remedy: button for button in buttons(code="cloud_full", account=account)}
    assert (found[Remedy.FREE_SPACE].host if Remedy.FREE_SPACE in found else None) == host
    assert Remedy.ANOTHER in found


def test_an_address_that_is_no_web_page_is_never_a_link() -> None:
    for url in ("javascript:alert(1)", "file:///etc/passwd", "https://", ""):
        account = CloudAccount(kind="webdav", settings={"url": url})
        assert buttons(code="cloud_locked", account=account) == ()


def test_a_place_in_trouble_offers_remedy_help_and_a_request(
    alice: Person, server: FaultServer
) -> None:
    wallet, account = in_trouble(alice, server)
    page = alice.client.get(reverse("wallet", args=[wallet.pk])).content.decode()
    assert f'id="edit-{account.pk}"' in page
    assert f'id="provider-{account.pk}"' in page
    assert "/help/copies/webdav/#cloud_sign_in_refused" in page
    assert reverse("cloud_support", args=[wallet.pk, account.pk]) in page
    Copy.objects.update(state=Work.State.DONE, error="", proved_at=timezone.now())
    Drill.objects.all().delete()
    page = alice.client.get(reverse("wallet", args=[wallet.pk])).content.decode()
    assert "What helps with this" not in page


def test_history_of_another_wallet_is_not_told(alice: Person, server: FaultServer) -> None:
    wallet, account = in_trouble(alice, server)
    AuditEvent.objects.create(
        holder=alice.holder,
        kind=AuditEvent.Kind.COPY_PROVED,
        detail={"wallet": "Another", "account": account.account_hint, "gen": 77},
    )
    alice.protect(secret=random.token_bytes(16), name="Another")
    history = support.bundle(account=account, wallet=wallet)["history"]
    assert 77 not in {event["number"] for event in history}
