"""The first page of the admin, the lists behind it, and what can be done there."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from recovery.flows import figures
from recovery.models import (
    AuditEvent,
    Copy,
    DailyFigures,
    Generation,
    PinTries,
    Role,
    Wallet,
    Work,
)
from tests.admin.conftest import require_nothing_inside
from tests.factories import new_relying_party
from tests.staff import staff_client
from tests.tenant import Tenant, is_named

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_every_number_leads_to_the_list_behind_it(acme: Tenant) -> None:
    client = staff_client(acme.party)
    page = client.get("/admin/").content.decode()

    links = re.findall(r'<li class="card[^>]*>\s*<h3><a href="([^"]+)"', page)
    assert len(links) == 11
    for link in links:
        listed = client.get(unescape(link))
        assert listed.status_code == 200, link
        assert "e=1" not in listed.headers.get("Location", "")


def test_where_there_is_no_wallet_nothing_is_good_and_the_first_steps_are_named() -> None:
    client = staff_client(new_relying_party("empty.example"))
    page = client.get("/admin/").content.decode()

    assert "100 %" not in page
    assert "No wallet has a backup yet." in page
    (steps,) = re.findall(r'<div class="today-first">(.*?)</div>', page, re.DOTALL)
    links = re.findall(r'href="([^"]+)"', steps)
    assert len(links) == 4
    assert {client.get(unescape(link)).status_code for link in links} == {200}


def test_a_list_shows_as_many_rows_as_the_dashboard_counts(acme: Tenant) -> None:
    client = staff_client(acme.party)
    counted = figures.count(acme.party).values["wallets"]

    for standing, number in counted.items():
        page = client.get(f"/admin/recovery/wallet/?standing={standing}").content.decode()
        assert page.count('class="field-name"') + page.count("field-name nowrap") == number


def test_a_standing_is_worked_out_twice_and_reads_no_backup(
    acme: Tenant, django_assert_max_num_queries: object
) -> None:
    client = staff_client(acme.party)

    with django_assert_max_num_queries(12) as queries:  # type: ignore[operator]
        client.get("/admin/recovery/wallet/?standing=few-copies")
    asked = [query["sql"] for query in queries.captured_queries if "recovery_copy" in query["sql"]]
    # Once to count the rows, once for those of the page.
    assert len(asked) == 2
    assert 'JOIN "recovery_generation"' not in " ".join(asked)


def test_the_dashboard_reads_what_was_counted_and_counts_nothing(
    acme: Tenant, django_assert_max_num_queries: object
) -> None:
    figures.count(acme.party)
    client = staff_client(acme.party)
    client.get("/admin/")

    with django_assert_max_num_queries(13) as queries:  # type: ignore[operator]
        client.get("/admin/")
    asked = " ".join(query["sql"] for query in queries.captured_queries)
    assert "recovery_wallet" not in asked
    assert "recovery_copy" not in asked


def test_the_dashboard_says_when_its_numbers_are_old(acme: Tenant) -> None:
    client = staff_client(acme.party)
    assert "These numbers are old" not in client.get("/admin/").content.decode()

    DailyFigures.objects.update(counted_at=timezone.now() - timedelta(minutes=16))

    assert "These numbers are old" in client.get("/admin/").content.decode()


def test_the_dashboard_shows_no_other_party(acme: Tenant, zenith: Tenant) -> None:
    page = staff_client(zenith.party).get("/admin/", {"party": str(acme.party.pk)})

    assert not is_named("acme", page.content.decode())
    assert "zenith.example" in page.content.decode()


def test_no_page_of_the_admin_holds_a_script_a_style_or_a_handler_inside(acme: Tenant) -> None:
    """Lists and forms of rows are looked at in test_two_tenants.py."""
    client = staff_client(None)
    party = f"/admin/recovery/relyingparty/{acme.party.pk}"
    paths = ["/admin/", "/admin/providers/", f"{party}/setup/", f"{party}/test/"]
    for path in (*paths, "/admin/recovery/invitation/add/", "/admin/recovery/relyingparty/add/"):
        answer = client.get(path)
        assert answer.status_code == 200, path
        require_nothing_inside(answer.content.decode())


def test_lock_outs_of_pins_are_counted_and_listed(acme: Tenant) -> None:
    for kind in (AuditEvent.Kind.PIN_TRIED, AuditEvent.Kind.PIN_LOCKED):
        AuditEvent.objects.create(holder=acme.holder, kind=kind, detail={"wallet": "acme wallet"})
    figures.count(acme.party)
    client = staff_client(acme.party)

    found = re.search(
        r'<a href="([^"]+)">1 locked for good</a>', client.get("/admin/").content.decode()
    )

    assert found is not None
    assert "1 audit event" in client.get(unescape(found[1])).content.decode()


def test_wallets_with_a_locked_pin_are_counted_and_listed_to_their_own_party(
    acme: Tenant, zenith: Tenant
) -> None:
    pin = b"r" * 16
    for tenant in (acme, zenith):
        Generation.objects.filter(wallet=tenant.wallet).update(pin_record=pin)
        PinTries.objects.create(wallet=tenant.wallet, record=pin, left=0)
    Wallet.objects.create(holder=acme.holder, name="acme's other", wid=bytes(16), generation=1)
    figures.count(acme.party)
    client = staff_client(acme.party)

    found = re.search(
        r'<a href="([^"]+)">Wallets with a locked PIN</a></h3>\s*<p class="card-number">1 ',
        client.get("/admin/").content.decode(),
    )

    assert found is not None
    listed = client.get(unescape(found[1])).content.decode()
    assert "acme wallet" in listed
    assert "acme&#x27;s other" not in listed
    assert "zenith" not in listed
    # Nor by asking for it in the address.
    theirs = client.get(f"/admin/recovery/wallet/?party={zenith.party.pk}&standing=pin-locked")
    assert "zenith wallet" not in theirs.content.decode()


# --- Actions -------------------------------------------------------------------------------------


def act(client: object, copy: Copy, action: str, *, confirmed: bool = False) -> str:
    form = {"action": action, "_selected_action": str(copy.pk)}
    if confirmed:
        form["confirmed"] = "yes"
    response = client.post("/admin/recovery/copy/", form, follow=True)  # type: ignore[attr-defined]
    return str(response.content.decode())


def test_proving_again_asks_first_and_then_makes_the_look_due(acme: Tenant) -> None:
    client = staff_client(acme.party, Role.OPERATOR)
    later = timezone.now() + timedelta(days=3)
    drill = acme.copy.drill
    type(drill).objects.update(due_at=later)

    assert "Prove these copies again?" in act(client, acme.copy, "prove_again")
    drill.refresh_from_db()
    assert drill.due_at == later

    act(client, acme.copy, "prove_again", confirmed=True)
    drill.refresh_from_db()
    assert drill.due_at < timezone.now()
    event = acme.party.events.get(kind=AuditEvent.Kind.STAFF_ACTED)
    assert event.detail["copies"] == [str(acme.copy.pk)]


def test_copying_again_leaves_a_proved_copy_alone(acme: Tenant) -> None:
    client = staff_client(acme.party, Role.OPERATOR)

    act(client, acme.copy, "copy_again", confirmed=True)
    acme.copy.refresh_from_db()
    assert acme.copy.state == Work.State.DONE

    Copy.objects.update(state=Work.State.BLOCKED, error="sign_in_refused")
    act(client, acme.copy, "copy_again", confirmed=True)
    acme.copy.refresh_from_db()
    assert (acme.copy.state, acme.copy.error) == (Work.State.DUE, "")


@pytest.mark.parametrize("action", ["prove_again", "copy_again"])
def test_an_auditor_or_another_party_can_act_on_nothing(
    acme: Tenant, zenith: Tenant, action: str
) -> None:
    Copy.objects.filter(pk=acme.copy.pk).update(state=Work.State.BLOCKED)
    before = Copy.objects.filter(pk=acme.copy.pk).values().get()

    act(staff_client(acme.party, Role.AUDITOR), acme.copy, action, confirmed=True)
    act(staff_client(zenith.party, Role.OWNER, name="Zoe"), acme.copy, action, confirmed=True)

    assert Copy.objects.filter(pk=acme.copy.pk).values().get() == before
    assert not acme.party.events.filter(kind=AuditEvent.Kind.STAFF_ACTED).exists()
