"""Keys at rest are changed without losing anything that lies under the old ones."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from recovery import at_rest
from recovery.models import CloudAccount, Generation
from tests.person import Person
from tests.soft_client import Generation as Built
from tests.soft_client import unb64u

SECRET = bytes(range(16))
NEW_KEY = bytes(range(100, 132))


def rotate(settings: Settings) -> None:
    """A new key in front, the old one still listed."""
    settings.SHARE_KEYS = {2: NEW_KEY, **settings.SHARE_KEYS}


def reseal() -> str:
    out = StringIO()
    call_command("reseal", stdout=out)
    return out.getvalue()


def served_share(person: Person, built: Built) -> bytes:
    return unb64u(person.must("GET", person.path_of(built))["auth_share"])


@pytest.fixture
def built(alice: Person, settings: Settings) -> Built:
    """A wallet and a place with a password, sealed under the first key; then came a second."""
    built = alice.protect(secret=SECRET)
    account = alice.connect(kind="folder", place={"path": alice.holder.pk.hex})
    account.sealed_secret = at_rest.seal(b"app password", context=account.secret_context)
    account.save()
    rotate(settings)
    return built


def test_an_old_key_still_opens_what_it_sealed(alice: Person, built: Built) -> None:
    assert served_share(alice, built) == built.auth_share


def test_what_is_new_is_sealed_by_the_newest_key(alice: Person, built: Built) -> None:
    alice.protect(secret=SECRET, previous=built)
    assert bytes(Generation.objects.get(number=2).sealed_auth_share or b"")[0] == 2


def test_reseal_moves_everything_so_that_the_old_key_can_go(
    alice: Person, built: Built, settings: Settings
) -> None:
    assert reseal() == "Resealed 1 auth shares and 1 cloud passwords.\n"
    settings.SHARE_KEYS = {2: NEW_KEY}
    assert served_share(alice, built) == built.auth_share
    account = CloudAccount.objects.get()
    opened = at_rest.unseal(bytes(account.sealed_secret), context=account.secret_context)
    assert opened == b"app password"


def test_a_second_reseal_has_nothing_to_do(alice: Person, built: Built) -> None:
    reseal()
    assert reseal() == "Resealed 0 auth shares and 0 cloud passwords.\n"


def test_a_destroyed_share_stays_destroyed(alice: Person, built: Built) -> None:
    alice.protect(secret=SECRET, previous=built)
    reseal()
    assert Generation.objects.get(number=1).sealed_auth_share is None


def test_a_missing_key_is_named_by_what_it_leaves_closed(built: Built, settings: Settings) -> None:
    row = Generation.objects.get()
    settings.SHARE_KEYS = {2: NEW_KEY}
    with pytest.raises(CommandError, match=rf"generation {row.pk} .*SHARE_KEYS"):
        reseal()


def test_without_its_key_a_share_is_gone_and_nothing_breaks(
    alice: Person, built: Built, settings: Settings
) -> None:
    settings.SHARE_KEYS = {2: NEW_KEY}
    status, answer = alice.call("GET", alice.path_of(built))
    assert (status, answer["code"]) == (410, "auth_share_gone")
