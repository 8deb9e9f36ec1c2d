"""What goes wrong with copies, for each provider, with what helps."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from recovery.clouds import CLOUDS
from recovery.pages.common_issues import NAMES, issues_of
from recovery.pages.remedies import REMEDIES

pytestmark = pytest.mark.django_db


def test_every_kind_of_place_has_its_page() -> None:
    assert set(CLOUDS) <= set(NAMES)


@pytest.mark.parametrize("kind", sorted(NAMES))
def test_each_issue_is_one_that_can_come_up_and_says_what_helps(client: Client, kind: str) -> None:
    issues = issues_of(kind)
    assert len({issue.code for issue in issues}) == len(issues)
    page = client.get(reverse("help_copies_of", args=[kind]))
    assert page.status_code == 200
    shown = page.content.decode()
    for issue in issues:
        assert issue.code in REMEDIES
        assert issue.steps
        assert f'id="{issue.code}"' in shown


def test_places_that_are_offered_are_listed(client: Client) -> None:
    shown = client.get(reverse("help_copies")).content.decode()
    assert reverse("help_copies_of", args=["webdav"]) in shown


def test_a_kind_that_nobody_knows_has_no_page(client: Client) -> None:
    assert client.get("/help/copies/floppy/").status_code == 404
