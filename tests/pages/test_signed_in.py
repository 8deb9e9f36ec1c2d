"""Where somebody is signed in: the list says it, and what is signed out there is out."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from recovery.api import other_sites
from recovery.flows import signed_in, site_sessions
from recovery.models import AuditEvent, BrowserSession, HolderSession
from tests.person import Person

pytestmark = [pytest.mark.django_db, pytest.mark.database]

SITE = "https://wallet.example"


def browser(person: Person, user_agent: str = "iPhone Safari/605") -> Client:
    """Another one in which the person is signed in, and looks at a page."""
    client = Client(headers={"user-agent": user_agent})
    client.force_login(person.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert client.get(reverse("home")).status_code == 200
    return client


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("home")).status_code == 200


def place_of(person: Person, device: str) -> str:
    row = BrowserSession.objects.get(user=person.user, device=device)
    return reverse("sign_out_there", args=[row.pk])


def post(person: Person, address: str, **fields: str) -> str:
    """Gives where it leads to."""
    headers = {"x-csrftoken": person.csrf_token()}
    return person.client.post(address, fields, headers=headers).headers["Location"]


def listed(person: Person) -> list[str]:
    page = person.client.get(reverse("signed_in")).content.decode()
    return re.findall(r'<h2 class="list-title">(.*?)</h2>', page)


def test_the_list_names_this_browser_first_and_nobody_elses(alice: Person, mallory: Person) -> None:
    assert is_signed_in(alice.client)
    browser(alice)
    browser(mallory, "Chrome/1 Android")

    assert listed(alice) == ["Firefox (Linux)", "Safari (iPhone)"]
    page = alice.client.get(reverse("signed_in")).content.decode()
    assert page.count("This browser") == 1
    assert "nowhere else" not in page


def test_one_browser_is_signed_out_and_the_others_stay(alice: Person) -> None:
    phone, tablet = browser(alice), browser(alice, "iPad Safari/605")
    address = place_of(alice, "Safari (iPhone)")

    assert "Sign out of Safari (iPhone)?" in alice.client.get(address).content.decode()
    assert is_signed_in(phone)
    assert post(alice, address) == reverse("signed_in")

    assert not is_signed_in(phone)
    assert is_signed_in(tablet)
    assert is_signed_in(alice.client)
    assert listed(alice) == ["Firefox (Linux)", "Safari (iPad)"]
    happened = AuditEvent.objects.get(kind=AuditEvent.Kind.SIGNED_OUT_THERE)
    assert happened.detail == {"place": "Safari (iPhone)", "device": "Firefox (Linux)"}


def test_nobody_signs_out_somebody_else(alice: Person, mallory: Person) -> None:
    phone = browser(alice)

    assert post(mallory, place_of(alice, "Safari (iPhone)")) == reverse("signed_in")

    assert is_signed_in(phone)


def test_what_is_signed_out_already_is_no_failure(alice: Person) -> None:
    gone = reverse("sign_out_there", args=[uuid.uuid4()])
    assert post(alice, gone) == reverse("signed_in")
    page = alice.client.get(reverse("signed_in")).content.decode()
    assert "You are signed out there already." in page


def test_this_browser_is_signed_out_on_the_page_for_that(alice: Person) -> None:
    assert is_signed_in(alice.client)
    assert post(alice, place_of(alice, "Firefox (Linux)")) == reverse("account_logout")
    assert is_signed_in(alice.client)


def test_signing_out_elsewhere_ends_every_session_but_this_one(alice: Person) -> None:
    phone = browser(alice)
    # A session of an earlier release, of which there is no row.
    old = browser(alice, "Chrome/1 Android")
    BrowserSession.objects.filter(device="Chrome (Android)").delete()
    token = site_token(alice)
    assert alice.client.get(reverse("sign_out_elsewhere")).status_code == 200
    assert is_signed_in(phone)

    assert post(alice, reverse("sign_out_elsewhere")) == reverse("signed_in")

    assert [is_signed_in(each) for each in (alice.client, phone, old)] == [True, False, False]
    assert site_sessions.find(token, origin=SITE) is None
    assert listed(alice) == ["Firefox (Linux)"]


def site_token(person: Person) -> str:
    scope = HolderSession.Scope.WALLETS
    return other_sites.begin(holder=person.holder, origin=SITE, scope=scope).token


def test_another_site_is_listed_and_signed_out_alone(alice: Person) -> None:
    token = site_token(alice)
    phone = browser(alice)
    assert "wallet.example" in listed(alice)

    row = HolderSession.objects.get(holder=alice.holder)
    post(alice, reverse("sign_out_there", args=[row.pk]))

    assert site_sessions.find(token, origin=SITE) is None
    assert is_signed_in(phone)
    assert "wallet.example" not in listed(alice)


def test_a_session_that_ends_by_itself_is_listed_no_more(alice: Person) -> None:
    here, phone = alice.client, browser(alice)
    browser(alice, "iPad Safari/605")
    assert is_signed_in(here)
    Session.objects.filter(pk=BrowserSession.objects.get(device="Safari (iPad)").session_id).update(
        expire_date=timezone.now() - timedelta(seconds=1)
    )

    phone.logout()

    assert listed(alice) == ["Firefox (Linux)"]


def test_a_browser_was_last_seen_when_it_was_used_last(alice: Person) -> None:
    phone = browser(alice)
    row = BrowserSession.objects.get(device="Safari (iPhone)")
    before = row.seen_at
    assert is_signed_in(phone)
    row.refresh_from_db()
    # Not with every page.
    assert row.seen_at == before

    long_ago = before - 2 * signed_in.PRECISION
    BrowserSession.objects.filter(pk=row.pk).update(began_at=long_ago, seen_at=long_ago)
    assert is_signed_in(phone)
    row.refresh_from_db()
    assert row.seen_at > before
    assert row.began_at == long_ago


def test_a_page_that_was_on_its_way_does_not_bring_a_session_back(alice: Person) -> None:
    now = timezone.now()
    signed_in.note_seen(
        user=alice.user, session_key="ended", device="Safari (iPhone)", began_at=now
    )
    assert listed(alice) == ["Firefox (Linux)"]

    age = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    BrowserSession.objects.filter(session_id="ended").update(seen_at=now - age)
    signed_in.forget()
    assert not BrowserSession.objects.filter(session_id="ended").exists()
    assert is_signed_in(alice.client)


def test_nothing_is_kept_of_a_session_that_is_over(alice: Person) -> None:
    phone = browser(alice)
    over = timezone.now() - timedelta(seconds=1)
    Session.objects.filter(pk=phone.session.session_key).update(expire_date=over)

    signed_in.forget()

    assert not BrowserSession.objects.filter(device="Safari (iPhone)").exists()
    assert Session.objects.filter(pk=alice.client.session.session_key).exists()
