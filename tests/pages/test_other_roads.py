"""A wallet that does not come back with one touch has other roads, wherever somebody gets stuck."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from recovery.models import Wallet
from tests.factories import new_holder, new_passkey, signed_in

pytestmark = pytest.mark.django_db

ROADS = ["recover_pin", "recover_password", "recover_kit", "recover_cloud_key", "account_login"]


@pytest.mark.parametrize("face", ["ready", "empty", "failed"])
def test_every_road_is_offered_wherever_somebody_gets_stuck(client: Client, face: str) -> None:
    page = client.get(reverse("recover")).content.decode()
    shown = page.split(f'data-show="{face}"')[1].split("data-show=")[0]

    missing = [road for road in ROADS if f'href="{reverse(road)}"' not in shown]
    assert missing == []
    assert f'href="{reverse("wallet_new")}?source=words"' in shown


@pytest.mark.parametrize("road", ROADS[:4])
def test_a_road_that_leads_nowhere_names_the_others(road: str) -> None:
    """Where nothing was ever set up for it, and where it failed."""
    person = signed_in(new_holder())

    nothing_there = person.get(reverse(road)).content.decode()
    failed = render_to_string("recovery/recover_wallet.html", {"wallet": Wallet(name="Sam")})

    for page in (nothing_there, failed.split('data-show="failed"')[1]):
        missing = [other for other in ROADS if f'href="{reverse(other)}"' not in page]
        assert missing == []


@pytest.mark.parametrize("written_down_at", [None, timezone.now()])
def test_words_are_a_road_for_who_wrote_some_down(written_down_at: datetime | None) -> None:
    wallet = Wallet(name="Sam", written_down_at=written_down_at)
    page = render_to_string("recovery/recover_wallet.html", {"wallet": wallet})
    assert ("?source=words" in page) == (written_down_at is not None)


@pytest.mark.parametrize(("query", "chosen"), [("", "new"), ("?source=words", "words")])
def test_who_comes_with_words_types_them_next(query: str, chosen: str) -> None:
    holder = new_holder()
    new_passkey(holder)

    page = signed_in(holder).get(reverse("wallet_new") + query).content.decode()

    assert f'name="source" value="{chosen}" checked' in page
    assert page.count('name="source"') == 2
    # For what such a wallet is not made is said before there is one.
    assert f'href="{reverse("large_sums")}">use something stronger' in page
    # What is not asked then would go away under the finger that presses Continue.
    assert ('<details id="length" hidden>' in page) == (chosen == "words")
