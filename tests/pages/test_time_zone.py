"""Times are shown in the zone of the person who looks."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from tests.person import Person

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def shown(person: Person, zone: str | None) -> str:
    """The first time on the page of what happened, as it is printed."""
    if zone is not None:
        person.client.cookies["time-zone"] = zone
    page = person.client.get(reverse("activity")).content.decode()
    found = re.search(r"<time [^>]*>([^<]*)</time>", page)
    assert found is not None
    return found[1]


def test_without_a_word_from_the_browser_times_are_universal(alice: Person) -> None:
    assert shown(alice, None).endswith("UTC")


def test_times_are_shown_where_the_person_is(alice: Person) -> None:
    assert shown(alice, "Asia/Kolkata").endswith("IST")
    assert shown(alice, "Asia/Kolkata")[-9:-4] != shown(alice, "Pacific/Kiritimati")[-9:-4]


@pytest.mark.parametrize("zone", ["../../etc/passwd", "Nowhere/Land", "", "UTC; x=1"])
def test_a_zone_that_nobody_knows_changes_nothing(alice: Person, zone: str) -> None:
    assert shown(alice, zone).endswith("UTC")
