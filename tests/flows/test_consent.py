"""Connecting an account at a provider: what works, what is refused, and what a person is told."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from recovery.clouds import http, oauth
from recovery.flows import clouds, grants, leave, sync
from recovery.models import (
    AuditEvent,
    CloudAccount,
    Copy,
    Holder,
    Move,
    Revocation,
    Work,
)
from tests.clouds.all_providers import STAND_INS
from tests.clouds.fault_server import Reply
from tests.clouds.provider_server import DORA, SAMANTHA, ProviderServer
from tests.flows.consenting import (
    checked,
    connected,
    consent,
    copy_all,
    decide,
    page,
    point_settings_at,
)
from tests.person import Person, later

SECRET = bytes(range(16))


@pytest.fixture(params=STAND_INS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def server(kind: str, settings: Settings) -> Iterator[ProviderServer]:
    with STAND_INS[kind]() as started:
        point_settings_at(started, settings)
        yield started
        assert started.violations == []
    http.close_idle()


@pytest.fixture
def sam(alice: Person, server: ProviderServer) -> Person:
    """She has a wallet, and is going to choose a place for it."""
    alice.protect(secret=SECRET)
    return alice


def only_this(kind: str) -> pytest.MarkDecorator:
    """For what does not depend on the provider."""
    return pytest.mark.parametrize("kind", [kind], indirect=True)


def test_a_consent_leads_to_a_proved_copy(sam: Person, kind: str, server: ProviderServer) -> None:
    account = connected(sam, kind)
    assert (account.state, account.error) == (Work.State.DONE, "")
    copy_all()
    copy = Copy.objects.get()
    assert copy.state == Work.State.DONE
    name = oauth.PROVIDERS[kind].name
    assert account.account_hint == f"Samantha (s…@mail.example) at {name}"
    assert any(path.endswith(f"/{copy.place}") for path in server.files)


def test_it_says_beforehand_what_the_provider_will_ask(
    sam: Person, kind: str, server: ProviderServer
) -> None:
    shown = page(sam, kind).content.decode()
    assert f"Next, {oauth.PROVIDERS[kind].name} asks you" in shown
    assert "This is not the real service" in shown
    offered = sam.client.get(reverse("cloud_add", args=[_wallet(sam)])).content.decode()
    assert reverse("cloud_consent", args=[_wallet(sam), kind]) in offered


def test_nothing_but_what_is_needed_is_asked_for(
    sam: Person, kind: str, server: ProviderServer
) -> None:
    server.oauth.withheld = {oauth.PROVIDERS[kind].scopes[0]}
    refused = consent(sam, kind)
    assert refused.status_code == 409
    assert "leave all boxes ticked" in refused.content.decode()
    assert not CloudAccount.objects.exists()


@only_this("dropbox")
def test_an_answer_that_nobody_asked_for_is_called_a_possible_trick(
    sam: Person, mallory: Person, kind: str, server: ProviderServer
) -> None:
    """Mallory consents to his own account and has Sam open the address that comes back."""
    mallory.protect(secret=SECRET)
    trap = decide(page(mallory, kind), who=DORA)
    sprung = sam.client.get(trap)
    assert sprung.status_code == 403
    shown = sprung.content.decode()
    assert "It may be an attempt to trick you" in shown
    assert "Nothing was connected" in shown
    assert "What to do" in shown
    assert not CloudAccount.objects.exists()
    event = AuditEvent.objects.get(kind=AuditEvent.Kind.CONSENT_REFUSED)
    assert (event.holder, event.detail) == (sam.holder, {"provider": "Dropbox"})


@only_this("dropbox")
@pytest.mark.parametrize("query", ["", "?state=", "?code=x", "?state=x&code=y", "?state=%00"])
def test_an_answer_without_a_state_of_ours_is_refused(
    sam: Person, kind: str, server: ProviderServer, query: str
) -> None:
    page(sam, kind)
    assert sam.client.get(reverse("cloud_answer", args=[kind]) + query).status_code == 403


@only_this("dropbox")
def test_a_code_of_somebody_else_does_not_fit_our_question(
    sam: Person, mallory: Person, kind: str, server: ProviderServer
) -> None:
    """PKCE: with the right state and a code that was given to another question."""
    mallory.protect(secret=SECRET)
    theirs = decide(page(mallory, kind), who=DORA)
    ours = decide(page(sam, kind), who=SAMANTHA)
    code = theirs.partition("code=")[2].partition("&")[0]
    mixed = ours.replace(ours.partition("code=")[2].partition("&")[0], code)
    refused = sam.client.get(mixed)
    assert refused.status_code == 409
    assert "used already, or is too old" in refused.content.decode()
    assert not CloudAccount.objects.exists()


@only_this("dropbox")
def test_an_answer_counts_once(sam: Person, kind: str, server: ProviderServer) -> None:
    address = decide(page(sam, kind), who=SAMANTHA)
    for _ in range(2):
        # The back button and a reload are no attack, and lead to where it was going anyway.
        answer = sam.client.get(address)
        assert answer.status_code == 302
        assert answer.headers["Location"] == reverse("wallet", args=[_wallet(sam)])
    assert CloudAccount.objects.count() == 1
    assert sum(seen.path == "/oauth2/token" for seen in server.seen) == 1


@only_this("dropbox")
def test_whoever_says_no_is_not_asked_why(sam: Person, kind: str, server: ProviderServer) -> None:
    refused = consent(sam, kind, who=None)
    assert refused.status_code == 409
    assert "Dropbox says that you did not allow it." in refused.content.decode()
    assert "Nothing was changed." in refused.content.decode()
    assert not CloudAccount.objects.exists()


@only_this("dropbox")
def test_an_answer_that_comes_too_late_is_refused(
    sam: Person, kind: str, server: ProviderServer
) -> None:
    address = decide(page(sam, kind), who=SAMANTHA)
    session = sam.client.session
    for asked in session["consents"].values():
        asked["at"] -= 3600
    session.save()
    assert "is too old" in sam.client.get(address).content.decode()
    assert not CloudAccount.objects.exists()


@only_this("dropbox")
def test_whoever_is_signed_out_meanwhile_carries_no_code_along(
    sam: Person, kind: str, server: ProviderServer
) -> None:
    address = decide(page(sam, kind), who=SAMANTHA)
    sam.client.logout()
    answer = sam.client.get(address)
    assert answer.status_code == 403
    shown = answer.content.decode()
    assert "You are not signed in here" in shown
    assert "code=" not in shown


def test_another_account_at_reconnecting_is_named(
    sam: Person, kind: str, server: ProviderServer
) -> None:
    account = connected(sam, kind)
    before = bytes(account.sealed_secret)
    other = consent(sam, kind, who=DORA, account=account)
    assert other.status_code == 409
    shown = other.content.decode()
    assert "That is another account" in shown
    name = oauth.PROVIDERS[kind].name
    assert f"Samantha (s…@mail.example) at {name}" in shown
    assert f"Dora (d…@mail.example) at {name}" in shown
    account.refresh_from_db()
    assert bytes(account.sealed_secret) == before
    assert CloudAccount.objects.count() == 1
    # She may want both.
    connected(sam, kind, who=DORA)
    assert CloudAccount.objects.count() == 2


def test_reconnecting_renews_the_same_place(sam: Person, kind: str, server: ProviderServer) -> None:
    account = connected(sam, kind)
    server.oauth.forget(SAMANTHA)
    copy = Copy.objects.get()
    sync.run(str(copy.pk))
    copy.refresh_from_db()
    assert (copy.state, copy.error) == (Work.State.BLOCKED, "cloud_access_ended")
    edit = sam.client.get(
        reverse("cloud_add", args=[_wallet(sam)]), {"account": str(account.pk)}, follow=True
    )
    assert "Sign in with the account that holds your copy" in edit.content.decode()
    assert consent(sam, kind, account=account).status_code == 302
    assert checked(CloudAccount.objects.get()).pk == account.pk
    copy_all()
    copy.refresh_from_db()
    assert (copy.state, copy.error) == (Work.State.DONE, "")


@only_this("dropbox")
def test_a_place_of_somebody_else_is_not_there(
    sam: Person, mallory: Person, kind: str, server: ProviderServer
) -> None:
    account = connected(sam, kind)
    mallory.protect(secret=SECRET)
    assert page(mallory, kind, account).status_code == 404
    address = reverse("cloud_consent", args=[_wallet(sam), kind])
    assert mallory.client.get(address).status_code == 404


@only_this("dropbox")
def test_a_provider_that_does_not_know_us_is_not_offered(
    sam: Person, kind: str, server: ProviderServer, settings: Settings
) -> None:
    settings.CLOUD_CLIENTS = {}
    offered = sam.client.get(reverse("cloud_add", args=[_wallet(sam)])).content.decode()
    assert "Dropbox" not in offered
    assert page(sam, kind).status_code == 404
    assert kind not in clouds.available_kinds(sam.holder.relying_party)


@only_this("dropbox")
@pytest.mark.parametrize("kind_of_place", ["webdav", "nobody"])
def test_a_place_without_a_consent_has_no_such_pages(
    sam: Person, kind: str, server: ProviderServer, kind_of_place: str
) -> None:
    assert page(sam, kind_of_place).status_code == 404
    assert sam.client.get(reverse("cloud_answer", args=[kind_of_place])).status_code == 404


@only_this("dropbox")
@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(500), "did not answer as it should"),
        (Reply(401, body=b'{"error": "invalid_client"}'), "does not know this server"),
        (Reply(200, body=b"{}"), "did not answer as it should"),
        (Reply(200, body=b"<html>"), "did not answer as it should"),
        (Reply(302, {"Location": "https://elsewhere/"}), "sent us on"),
        (Reply(then="reset"), "did not answer as it should"),
        (Reply(200, body=b'{"access_token": "a"}'), "did not answer as it should"),
    ],
)
def test_a_provider_that_answers_badly_connects_nothing(
    sam: Person, kind: str, server: ProviderServer, reply: Reply, words: str
) -> None:
    address = decide(page(sam, kind), who=SAMANTHA)
    server.on("oauth", "/token", reply, times=-1)
    answer = sam.client.get(address)
    assert answer.status_code == 409
    assert words in answer.content.decode()
    assert not CloudAccount.objects.exists()


def test_the_permission_is_given_back_after_disconnecting(
    sam: Person, kind: str, server: ProviderServer
) -> None:
    account = connected(sam, kind)
    address = reverse("cloud_disconnect", args=[_wallet(sam), account.pk])
    shown = sam.client.get(address).content.decode()
    assert oauth.PROVIDERS[kind].manage in shown
    _leave(sam, address)
    assert not CloudAccount.objects.exists()
    if oauth.PROVIDERS[kind].revoke:
        assert "We give the permission back" in shown
        give_back()
        assert server.oauth.refresh_tokens == {}
    else:
        assert "lets only you take the permission back" in shown
    assert not Revocation.objects.exists()


def give_back() -> None:
    for row in Revocation.objects.all():
        grants.run_revocation(str(row.pk))


@only_this("dropbox")
def test_a_provider_that_is_away_gets_the_permission_back_later(
    sam: Person, kind: str, server: ProviderServer
) -> None:
    account = connected(sam, kind)
    server.on("oauth", "/revoke", Reply(503), times=-1)
    _leave(sam, reverse("cloud_disconnect", args=[_wallet(sam), account.pk]))
    give_back()
    row = Revocation.objects.get()
    assert (row.state, row.error) == (Work.State.DUE, "cloud_rate_limited")
    server.behave()
    later(row)
    give_back()
    assert server.oauth.refresh_tokens == {}
    assert not Revocation.objects.exists()


@only_this("dropbox")
def test_tokens_are_destroyed_once_it_was_tried_often_enough(
    sam: Person, kind: str, server: ProviderServer
) -> None:
    account = connected(sam, kind)
    server.on("oauth", "/revoke", Reply(500), times=-1)
    _leave(sam, reverse("cloud_disconnect", args=[_wallet(sam), account.pk]))
    Revocation.objects.update(attempts=50)
    give_back()
    assert not Revocation.objects.exists()


@only_this("dropbox")
def test_an_account_that_is_connected_again_keeps_its_permission(
    sam: Person, kind: str, server: ProviderServer
) -> None:
    account = connected(sam, kind)
    _leave(sam, reverse("cloud_disconnect", args=[_wallet(sam), account.pk]))
    connected(sam, kind)
    give_back()
    assert not Revocation.objects.exists()
    assert len(server.oauth.refresh_tokens) == 2


@only_this("dropbox")
def test_whoever_deletes_everything_leaves_no_permission_behind(
    sam: Person, kind: str, server: ProviderServer
) -> None:
    connected(sam, kind)
    Holder.objects.filter(pk=sam.holder.pk).update(leaves_at=timezone.now())
    leave.run()
    assert not Holder.objects.filter(pk=sam.holder.pk).exists()
    give_back()
    assert server.oauth.refresh_tokens == {}


@only_this("dropbox")
def test_a_move_out_of_another_place_begins_with_the_consent(
    sam: Person, kind: str, server: ProviderServer
) -> None:
    old = sam.connect(kind="folder", place={"path": sam.holder.pk.hex})
    offered = sam.client.get(
        reverse("cloud_add", args=[_wallet(sam)]), {"leave": str(old.pk)}
    ).content.decode()
    assert f"{reverse('cloud_consent', args=[_wallet(sam), kind])}?leave={old.pk}" in offered
    asked = sam.client.get(
        reverse("cloud_consent", args=[_wallet(sam), kind]), {"leave": str(old.pk)}
    )
    assert sam.client.get(decide(asked, who=SAMANTHA)).status_code == 302
    move = Move.objects.get()
    assert (move.source, move.target.kind) == (old, kind)


@only_this("dropbox")
def test_the_only_proved_copy_is_not_left_and_its_permission_stays(
    sam: Person, kind: str, server: ProviderServer
) -> None:
    account = connected(sam, kind)
    copy_all()
    _leave(sam, reverse("cloud_disconnect", args=[_wallet(sam), account.pk]))
    assert CloudAccount.objects.exists()
    assert server.oauth.refresh_tokens != {}


@only_this("dropbox")
def test_no_token_can_be_read_anywhere(
    sam: Person, kind: str, server: ProviderServer, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        connected(sam, kind)
        copy_all()
    tokens = [*server.tokens, *server.oauth.refresh_tokens]
    assert len(tokens) == 3
    places = [caplog.text, *(str(session.get_decoded()) for session in Session.objects.all())]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            places += [str(row) for row in cursor.fetchall()]
    assert [place for place in places for token in tokens if token in place] == []


def _leave(person: Person, address: str) -> str:
    token = {"csrfmiddlewaretoken": person.csrf_token(), "understood": "on"}
    return str(person.client.post(address, token, follow=True).content.decode())


def _wallet(person: Person) -> str:
    return str(person.holder.wallets.get().pk)
