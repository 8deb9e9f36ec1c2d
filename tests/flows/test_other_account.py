"""A place that is typed again belongs to the same account, or the person is told which is which."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from recovery.flows import clouds
from recovery.models import CloudAccount, Copy, Drill
from tests.person import Person

SECRET = bytes(range(16))
WEBDAV = {"url": "https://cloud.example/dav/", "user": "sam"}
S3 = {
    "url": "https://s3.example",
    "bucket": "sams-backups",
    "region": "",
    "access_key": "OLD",
    "style": "path",
}


@pytest.fixture
def sam(alice: Person) -> Person:
    alice.protect(secret=SECRET)
    return alice


def a_place(person: Person, kind: str, *, hint: str, worked: bool = True) -> CloudAccount:
    now = timezone.now()
    return CloudAccount.objects.create(
        holder=person.holder,
        kind=kind,
        settings=WEBDAV if kind == "webdav" else S3,
        account_hint=hint,
        due_at=now,
        checked_at=now if worked else None,
    )


def type_again(person: Person, account: CloudAccount, **changed: str) -> Any:
    """Put the place right by its form."""
    wallet = person.holder.wallets.get()
    sent = {"kind": account.kind, **account.settings, "password": "new", **changed}
    sent["csrfmiddlewaretoken"] = person.csrf_token()
    address = reverse("cloud_add", args=[wallet.pk]) + f"?account={account.pk}"
    return person.client.post(address, sent)


@pytest.mark.parametrize("changed", [{"user": "dora"}, {"url": "https://other.example/dav/"}])
def test_another_webdav_account_is_named_and_nothing_is_changed(
    sam: Person, changed: dict[str, str]
) -> None:
    account = a_place(sam, "webdav", hint="sam at cloud.example")
    answer = type_again(sam, account, **changed)
    assert answer.status_code == 422
    found = f"{changed.get('user', 'sam')} at {changed.get('url', WEBDAV['url']).split('/')[2]}"
    told = f"Your copy is in sam at cloud.example, but you signed in as {found}."
    assert told in answer.content.decode()
    assert CloudAccount.objects.get().settings == WEBDAV


def test_another_bucket_is_named(sam: Person) -> None:
    account = a_place(sam, "s3", hint="sams-backups at s3.example")
    answer = type_again(sam, account, bucket="other-backups")
    told = "you signed in as other-backups at s3.example"
    assert (answer.status_code, told in answer.content.decode()) == (422, True)


def test_a_new_key_for_the_same_bucket_keeps_the_place_and_its_copies(sam: Person) -> None:
    account = a_place(sam, "s3", hint="sams-backups at s3.example")
    later = timezone.now() + timedelta(days=3)
    generation = sam.holder.wallets.get().generations.get()
    copy = Copy.objects.create(
        wallet=generation.wallet, generation=generation, account=account, due_at=later, state="done"
    )
    drill = Drill.objects.create(copy=copy, looked_at=timezone.now(), due_at=later, turn=later)
    assert type_again(sam, account, access_key="NEW").status_code == 302
    # As a place that is added, with the same key or another, and the address spelled otherwise.
    for endpoint, key in (("https://s3.example", "NEW"), ("https://S3.Example/", "NEWER")):
        place = S3 | {"url": endpoint, "access_key": key}
        connection = clouds.Connection("s3", place, "secret", account.account_hint)
        assert clouds.connect(holder=sam.holder, connection=connection) == account
    account.refresh_from_db()
    assert (account.settings["access_key"], account.state) == ("NEWER", "due")
    # Some stores tell by the key whose bucket of that name is meant, so it is looked at.
    drill.refresh_from_db()
    assert drill.due_at <= timezone.now()
    for elsewhere in ({"bucket": "other"}, {"prefix": "wallets"}, {"url": "https://s3.other"}):
        connection = clouds.Connection("s3", S3 | elsewhere, "secret", "another")
        assert clouds.connect(holder=sam.holder, connection=connection) != account


def test_a_new_password_and_another_folder_of_the_same_account_are_taken(sam: Person) -> None:
    account = a_place(sam, "webdav", hint="sam at cloud.example")
    assert type_again(sam, account).status_code == 302
    assert type_again(sam, account, url="https://cloud.example/dav/other/").status_code == 302


def test_a_place_that_never_worked_may_have_been_mistyped(sam: Person) -> None:
    account = a_place(sam, "webdav", hint="smm at cloud.example", worked=False)
    assert type_again(sam, account, user="dora").status_code == 302
    assert CloudAccount.objects.get().settings["user"] == "dora"
