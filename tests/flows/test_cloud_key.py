"""The key and the copies that it opens never lie in one account, whoever comes first."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest
from django.utils import timezone

from recovery.errors import CopyBesideKey
from recovery.flows import cloud_key, clouds
from recovery.flows.cloud_key import Place
from recovery.models import CloudAccount
from tests.cloud_places import PAIRS
from tests.person import Person
from tests.soft_backup import OtherSlot, cloud_key_slot
from tests.soft_client import Generation as Built
from tests.soft_layout import b64u

pytestmark = pytest.mark.database

SETTINGS = {"url": "https://cloud.example/dav/sam", "user": "sam"}
PLACE = "https://sam@cloud.example/dav/sam/"


def key_at(place: str, *, kind: str = "webdav") -> OtherSlot:
    return cloud_key_slot(
        key_id=secrets.token_bytes(16), key=secrets.token_bytes(32), kind=kind, place=place
    )


def built_with(person: Person, key: OtherSlot) -> Built:
    return person.browser.build_generation(
        secret=bytes(range(16)),
        wid=secrets.token_bytes(16),
        gen=1,
        slots=[person.slot(*person.unlock()), key],
        previous_manifest=None,
    )


def connect(person: Person, *, kind: str, settings: dict[str, str]) -> CloudAccount:
    connection = clouds.Connection(kind=kind, settings=settings, secret="x", account_hint="Sam")
    return clouds.connect(holder=person.holder, connection=connection)


@pytest.mark.parametrize(("one", "other", "is_same"), PAIRS)
def test_tells_whether_two_places_are_one_account(
    one: tuple[str, str], other: tuple[str, str], is_same: bool
) -> None:
    assert cloud_key.is_same_account(Place(*one), Place(*other)) is is_same
    assert cloud_key.is_same_account(Place(*other), Place(*one)) is is_same


def test_a_key_beside_the_copies_is_refused(alice: Person) -> None:
    connect(alice, kind="webdav", settings=SETTINGS)
    built = built_with(alice, key_at(PLACE))
    status, answer = alice.call("PUT", alice.path_of(built), alice.upload_body(built), if_match=0)
    assert (status, answer["code"]) == (409, "key_beside_copy")
    assert not alice.holder.wallets.exists()


def test_a_key_beside_the_copies_is_refused_in_google_drive(alice: Person) -> None:
    CloudAccount.objects.create(
        holder=alice.holder,
        kind="gdrive",
        settings={"account_id": "42"},
        account_hint="Sam",
        due_at=timezone.now(),
    )
    built = built_with(alice, key_at("42", kind="gdrive"))
    status, answer = alice.call("PUT", alice.path_of(built), alice.upload_body(built), if_match=0)
    assert (status, answer["code"]) == (409, "key_beside_copy")


def test_a_place_that_was_connected_meanwhile_is_seen_at_the_commit(alice: Person) -> None:
    built = built_with(alice, key_at(PLACE))
    alice.upload(built)
    connect(alice, kind="webdav", settings=SETTINGS)
    body = {"digest": b64u(built.digest)}
    status, answer = alice.call("POST", f"{alice.path_of(built)}/commit", body)
    assert (status, answer["code"]) == (409, "key_beside_copy")
    assert alice.wallet(built).generation == 0


def test_copies_beside_the_key_are_refused(alice: Person) -> None:
    built = built_with(alice, key_at(PLACE))
    alice.upload(built)
    alice.commit(built)
    with pytest.raises(CopyBesideKey):
        connect(alice, kind="webdav", settings=SETTINGS)
    assert not CloudAccount.objects.filter(holder=alice.holder).exists()


def test_the_page_of_places_says_why(alice: Person) -> None:
    built = built_with(alice, key_at("https://sam@10.1.2.3/dav/"))
    alice.upload(built)
    alice.commit(built)
    page = alice.client.post(
        f"/wallets/{alice.wallet(built).pk}/cloud/",
        {
            "kind": "webdav",
            "url": "https://10.1.2.3/dav/",
            "user": "sam",
            "password": "x",
            "csrfmiddlewaretoken": alice.csrf_token(),
        },
    )
    assert page.status_code == 422
    assert "A key that opens one of your wallets lies in that account." in page.content.decode()


def test_somebody_elses_key_and_another_account_are_no_hindrance(
    alice: Person, mallory: Person, cloud_root: Path
) -> None:
    built = built_with(mallory, key_at(PLACE))
    mallory.upload(built)
    mallory.commit(built)
    connect(alice, kind="webdav", settings=SETTINGS)
    connect(alice, kind="folder", settings={"path": "a"})
    other = built_with(alice, key_at("https://dora@cloud.example/dav/dora/"))
    alice.upload(other)
    alice.commit(other)
