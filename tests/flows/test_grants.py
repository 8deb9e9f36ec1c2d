"""Tokens of an account at a provider: renewed by one at a time, kept, and given up for good."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from recovery import at_rest
from recovery.clouds import http
from recovery.clouds.errors import AccessDenied, AccessEnded, RegistrationWrong, TimedOut
from recovery.clouds.oauth import Tokens
from recovery.flows import cloud_rules, clouds, drills, grants
from recovery.models import CloudAccount, Copy, Drill, Revocation, Work
from tests.clouds.dropbox_server import DropboxServer
from tests.clouds.fault_server import Reply
from tests.clouds.provider_server import SAMANTHA
from tests.flows.consenting import checked, connected, copy_all, point_settings_at
from tests.person import Person

SECRET = bytes(range(16))
WORKERS = 6


@pytest.fixture
def server(settings: Settings) -> Iterator[DropboxServer]:
    with DropboxServer() as started:
        point_settings_at(started, settings)
        yield started
    http.close_idle()


@pytest.fixture
def account(alice: Person, server: DropboxServer) -> CloudAccount:
    alice.protect(secret=SECRET)
    return connected(alice, "dropbox")


def tokens_of(account: CloudAccount) -> Tokens:
    account.refresh_from_db()
    packed = at_rest.unseal(bytes(account.sealed_secret), context=account.secret_context)
    return Tokens.unpack(packed.decode())


def age(account: CloudAccount) -> None:
    """The access token's time is over, as the passing of hours makes it."""
    old = tokens_of(account)
    over = Tokens(old.access, old.refresh, 0.0).pack().encode()
    account.sealed_secret = at_rest.seal(over, context=account.secret_context)
    account.save(update_fields=["sealed_secret"])


def look(account: CloudAccount) -> None:
    clouds.open_account(account).entries("")


def test_a_good_token_is_not_renewed(account: CloudAccount, server: DropboxServer) -> None:
    look(account)
    assert server.oauth.renewals == 0


def test_a_token_whose_time_is_over_is_renewed_and_kept(
    account: CloudAccount, server: DropboxServer
) -> None:
    age(account)
    before = tokens_of(account)
    look(account)
    after = tokens_of(account)
    assert server.oauth.renewals == 1
    assert after.access != before.access
    assert after.refresh == before.refresh
    look(CloudAccount.objects.get())
    assert server.oauth.renewals == 1


def test_a_new_refresh_token_takes_the_place_of_the_old_one(
    account: CloudAccount, server: DropboxServer
) -> None:
    server.oauth.rotates = True
    before = tokens_of(account).refresh
    for _ in range(3):
        age(account)
        look(CloudAccount.objects.get())
    assert tokens_of(account).refresh not in {before, ""}
    assert set(server.oauth.refresh_tokens) == {tokens_of(account).refresh}


def test_a_token_that_is_refused_before_its_time_is_renewed_once(
    account: CloudAccount, server: DropboxServer
) -> None:
    """Our clock is slow, or the provider ended it early."""
    server.tokens.clear()
    look(account)
    assert server.oauth.renewals == 1
    server.on("list_folder", "", Reply(401), times=-1)
    with pytest.raises(AccessEnded):
        look(account)
    assert server.oauth.renewals == 2


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_renews_and_all_go_on(
    account: CloudAccount, server: DropboxServer
) -> None:
    """With a provider that takes each refresh token once only, two would end the permission."""
    server.oauth.rotates = True
    age(account)
    together = threading.Barrier(WORKERS)

    def work() -> None:
        mine = CloudAccount.objects.get()
        together.wait()
        look(mine)

    in_threads(work)
    assert server.oauth.renewals == 1
    account.refresh_from_db()
    assert account.renewing_until is None


def in_threads(do: Callable[[], None]) -> None:
    def closing() -> None:
        try:
            do()
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as threads:
        for future in [threads.submit(closing) for _ in range(WORKERS)]:
            future.result()


def test_a_worker_that_was_killed_while_renewing_is_not_waited_for(
    account: CloudAccount, server: DropboxServer
) -> None:
    age(account)
    CloudAccount.objects.update(renewing_until=timezone.now() - timedelta(seconds=1))
    look(CloudAccount.objects.get())
    assert server.oauth.renewals == 1


def test_one_who_takes_too_long_is_waited_for_with_patience_and_not_overtaken(
    account: CloudAccount, server: DropboxServer
) -> None:
    age(account)
    CloudAccount.objects.update(renewing_until=timezone.now() + timedelta(seconds=60))
    soon = replace(cloud_rules.permitted(), total_seconds=0.3)
    with pytest.raises(TimedOut) as raised:
        grants.GrantedCloud(CloudAccount.objects.get(), permitted=soon).entries("")
    assert not raised.value.permanent
    assert server.oauth.renewals == 0


@pytest.mark.django_db(transaction=True)
def test_new_tokens_survive_a_change_of_the_key_at_rest(
    account: CloudAccount, server: DropboxServer, settings: Settings
) -> None:
    server.oauth.rotates = True
    age(account)
    settings.SHARE_KEYS = {2: bytes(range(100, 132)), **settings.SHARE_KEYS}

    def meanwhile(real: Callable[[], Reply]) -> Reply:
        try:
            call_command("reseal", stdout=StringIO())
        finally:
            connection.close()
        return real()

    server.twist("oauth", "/token", meanwhile)
    look(CloudAccount.objects.get())
    assert set(server.oauth.refresh_tokens) == {tokens_of(account).refresh}


@pytest.mark.django_db(transaction=True)
def test_tokens_of_a_connection_made_meanwhile_are_newer_and_stay(
    account: CloudAccount, server: DropboxServer
) -> None:
    age(account)
    newer = Tokens("another", "newer", 9e12).pack().encode()

    def meanwhile(real: Callable[[], Reply]) -> Reply:
        sealed = at_rest.seal(newer, context=account.secret_context)
        try:
            CloudAccount.objects.update(sealed_secret=sealed)
        finally:
            connection.close()
        return real()

    server.twist("oauth", "/token", meanwhile)
    server.tokens["another"] = SAMANTHA
    look(CloudAccount.objects.get())
    assert tokens_of(account).refresh == "newer"


def test_a_permission_that_was_taken_back_waits_for_the_person(
    account: CloudAccount, server: DropboxServer
) -> None:
    copy_all()
    copy = Copy.objects.get()
    assert copy.state == Work.State.DONE
    server.oauth.forget(SAMANTHA)
    drill = Drill.objects.get()
    drills.look_now(holder=account.holder, account_id=account.pk, wid=bytes(copy.wallet.wid))
    drills.run(str(drill.pk))
    drill.refresh_from_db()
    # What was proved stays proved; it can only not be seen.
    assert (drill.health, drill.error) == (Drill.Health.NO_ACCESS, "cloud_access_ended")
    copy.refresh_from_db()
    assert (copy.state, copy.proved_at is None) == (Work.State.DONE, False)


def test_a_provider_that_is_away_is_asked_again_later(
    account: CloudAccount, server: DropboxServer
) -> None:
    age(account)
    server.on("oauth", "/token", Reply(503, {"Retry-After": "77"}), times=-1)
    copy_all()
    copy = Copy.objects.get()
    assert (copy.state, copy.error) == (Work.State.DUE, "cloud_rate_limited")
    assert copy.due_at > timezone.now() + timedelta(seconds=60)
    account.refresh_from_db()
    assert account.renewing_until is None


def test_a_server_that_lost_its_registration_loses_no_place(
    account: CloudAccount, server: DropboxServer, settings: Settings
) -> None:
    age(account)
    settings.CLOUD_CLIENTS = {}
    with pytest.raises(RegistrationWrong) as raised:
        look(account)
    assert not raised.value.permanent
    settings.CLOUD_CLIENTS = {"dropbox": ("somebody", "else")}
    with pytest.raises(RegistrationWrong):
        look(account)


def test_tokens_that_cannot_be_opened_ask_for_a_new_connection(
    account: CloudAccount, settings: Settings
) -> None:
    settings.SHARE_KEYS = {9: bytes(range(32))}
    with pytest.raises(AccessDenied):
        look(account)


def test_a_place_that_was_disconnected_meanwhile_ends_the_work(
    account: CloudAccount, server: DropboxServer
) -> None:
    age(account)
    mine = CloudAccount.objects.get()
    CloudAccount.objects.all().delete()
    with pytest.raises((AccessDenied, TimedOut)):
        clouds.open_account(mine).entries("")


def test_nothing_is_left_to_give_back_once_it_was_taken_back(
    account: CloudAccount, server: DropboxServer
) -> None:
    server.oauth.forget(SAMANTHA)
    age(account)
    grants.forget(CloudAccount.objects.get())
    grants.run_revocation(str(Revocation.objects.get().pk))
    assert not Revocation.objects.exists()


def test_the_check_of_a_place_renews_too(account: CloudAccount, server: DropboxServer) -> None:
    age(account)
    CloudAccount.objects.update(state=Work.State.DUE, due_at=timezone.now())
    assert checked(CloudAccount.objects.get()).state == Work.State.DONE
    assert server.oauth.renewals == 1
