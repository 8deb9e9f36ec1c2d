"""A visit to the demo: a test company for a day, faults of one's own, and a code for tests only."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from allauth.account.adapter import get_adapter
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from recovery import tasks
from recovery.flows import demo_faults, demo_visits, our_site, server_keys
from recovery.flows.demo_people import folder, is_visitor, word_of
from recovery.models import CloudAccount, Holder, Membership, RelyingParty, Role, User, Wallet

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def demo(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.DEMO = True
    settings.STATE_DIR = tmp_path
    monkeypatch.setenv("DEMO_WEBDAV_URL", "http://localhost:8480/")
    monkeypatch.setenv("DEMO_WEBDAV_PASSWORD", "only-for-this-test")
    return tmp_path


def test_a_visitor_gets_a_company_with_wallets_a_key_and_a_folder(demo: Path) -> None:
    visit = demo_visits.begin()
    headers = {"Authorization": f"Bearer {visit.key}"}

    answer = Client().get("/api/v1/wallets", headers=headers)

    assert {row["name"] for row in answer.json()["data"]} == {"Savings", "Travel", "Everyday"}
    assert Client().get("/api/v1/relying-party", headers=headers).json()["environment"] == "test"
    account = CloudAccount.objects.get(holder=visit.holder)
    word = word_of(visit.holder)
    assert account.settings == {"url": f"http://localhost:8480/{word}/", "user": word}


def test_two_visitors_see_nothing_of_each_other(demo: Path) -> None:
    first, second = demo_visits.begin(), demo_visits.begin()
    headers = {"Authorization": f"Bearer {second.key}"}
    theirs = Wallet.objects.filter(holder__relying_party=first.party).first()
    assert theirs is not None

    assert Client().get(f"/api/v1/wallets/{theirs.pk}", headers=headers).status_code == 404


def test_what_the_key_asked_for_is_kept_as_lines_for_a_terminal(demo: Path) -> None:
    visit = demo_visits.begin()
    headers = {"Authorization": f"Bearer {visit.key}"}
    Client().get("/api/v1/wallets?limit=1", headers=headers)
    Client().get(f"/api/v1/wallets/{visit.holder.pk}", headers=headers)

    kept = demo_visits.requests_of(visit.party)

    assert [(each["path"], each["status"]) for each in kept] == [
        (f"/api/v1/wallets/{visit.holder.pk}", 404),
        ("/api/v1/wallets?limit=1", 200),
    ]
    assert visit.key not in str(kept)


def test_nothing_of_requests_is_kept_outside_the_demo(settings: Settings) -> None:
    settings.DEMO = False
    visit = demo_visits.begin()
    Client().get("/api/v1/wallets", headers={"Authorization": f"Bearer {visit.key}"})

    assert demo_visits.requests_of(visit.party) == []


def test_after_a_day_a_visitor_is_gone_and_the_key_opens_nothing(demo: Path) -> None:
    old, new = demo_visits.begin(), demo_visits.begin()
    User.objects.exclude(pk=new.holder.user_id).update(
        date_joined=timezone.now() - timedelta(days=1, minutes=1)
    )
    User.objects.filter(holder__relying_party=new.party).update(date_joined=timezone.now())

    tasks.clean()

    assert not User.objects.filter(pk=old.holder.user_id).exists()
    assert not Holder.objects.filter(relying_party=old.party).exists()
    assert server_keys.find(old.key) is None
    assert not RelyingParty.objects.get(pk=old.party.pk).is_active
    assert server_keys.find(new.key) is not None
    assert Holder.objects.filter(relying_party=new.party).count() == 2


def test_what_a_visitor_left_in_the_clouds_goes_too(demo: Path) -> None:
    old, new = demo_visits.begin(), demo_visits.begin()
    for visit in (old, new):
        folder(word_of(visit.holder)).mkdir(parents=True)
        demo_faults.break_something(holder=visit.holder, fault=demo_faults.BUSY)
    User.objects.filter(pk=old.holder.user_id).update(
        date_joined=timezone.now() - timedelta(days=2)
    )

    demo_visits.forget()

    assert [path.name for path in (demo / "clouds" / "webdav").iterdir()] == [word_of(new.holder)]
    assert [path.name for path in (demo / "faults" / "cloud").iterdir()] == [word_of(new.holder)]


def test_a_company_that_only_invited_a_visitor_stays(demo: Path) -> None:
    """Somebody may invite a visitor; what ends after a day is what the visitor was given."""
    host, guest = demo_visits.begin(), demo_visits.begin()
    Membership.objects.filter(user=guest.holder.user).delete()
    Membership.objects.create(relying_party=host.party, user=guest.holder.user, role=Role.OPERATOR)
    User.objects.filter(pk=guest.holder.user_id).update(
        date_joined=timezone.now() - timedelta(days=2)
    )

    demo_visits.forget()

    assert demo_visits.party_of(guest.holder) is None
    assert RelyingParty.objects.get(pk=host.party.pk).is_active
    assert server_keys.find(host.key) is not None


@pytest.mark.urls("tests.demo.urls")
def test_mails_to_a_visitor_are_shown_to_nobody_else(demo: Path, settings: Settings) -> None:
    sam, eve = demo_visits.begin().holder, demo_visits.begin().holder
    settings.EMAIL_FILE_PATH = str(demo)
    mail = f"To: {sam.user.email}\nSubject: Opened on a new device\n\nHello\n{'-' * 79}\n"
    (demo / "visitor.log").write_text(mail)

    def sees(holder: Holder | None) -> bool:
        client = Client()
        if holder:
            client.force_login(holder.user)
        return "Opened on a new device" in client.get("/demo/mail/").content.decode()

    assert sees(sam)
    assert not sees(eve)
    assert not sees(None)


@pytest.mark.parametrize("word", ["{precious}", "visitor-0123456789/../x", "visitor-0123456789x"])
def test_whoever_signs_up_with_a_like_address_is_no_visitor(demo: Path, word: str) -> None:
    """The word of a visitor names files, so nobody may choose it."""
    precious = demo / "precious"
    precious.write_text("kept")
    user = User.objects.create_user(f"{word.format(precious=precious)}@visitors.invalid")
    holder = Holder.objects.create(user=user, name="M", relying_party=our_site.relying_party())
    User.objects.filter(pk=user.pk).update(date_joined=timezone.now() - timedelta(days=2))

    demo_visits.forget()

    assert not is_visitor(holder)
    assert precious.read_text() == "kept"


# --- The code that everybody knows ---------------------------------------------------------------


@pytest.mark.parametrize("kind", ["login", "email_verification"])
def test_a_fixed_code_is_impossible_in_what_is_live(settings: Settings, kind: str) -> None:
    settings.FIXED_EMAIL_CODE = "000000"
    party = our_site.relying_party()
    make = getattr(get_adapter(), f"generate_{kind}_code")
    assert party.is_live
    assert make() != "000000"

    RelyingParty.objects.filter(pk=party.pk).update(environment="test")

    assert make() == "000000"
    other = RelyingParty.objects.create(name="Live", rp_id="live.example", environment="live")
    assert make() != "000000", "its staff would sign in by it"
    other.delete()
    settings.FIXED_EMAIL_CODE = ""
    assert make() not in {"", "000000"}
