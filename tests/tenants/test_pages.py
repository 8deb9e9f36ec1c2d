"""No page, of people or of the admin, shows or changes what belongs to another relying party."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from recovery.models import Copy, Role
from tests.staff import staff_client
from tests.tenant import Tenant, is_named
from tests.tenants.ownership import differing, rows_of

pytestmark = pytest.mark.django_db

# Nobody's pages, and those that other tests ask: see tests/api, test_site_api.py.
_ELSEWHERE = ("api/", "admin/", "demo/", "styleguide/", "docs/", "module/")


def addresses(node: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """Every address that the project answers, as it stands in the lists of addresses."""
    for each in (node or get_resolver()).url_patterns:
        here = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield here
        else:
            yield from addresses(each, here)


def with_ids(address: str, of: Tenant, **others: object) -> str:
    """An address with the ids of somebody's things in it, or those that are given."""
    ids: dict[str, object] = {
        "uuid:wallet_id": of.wallet.pk,
        "uuid:account_id": of.account.pk,
        "uuid:passkey_id": of.passkey.pk,
        "uuid:party_id": of.party.pk,
        "uuid:request_id": of.holder.support_requests.get().pk,
        "uuid:invitation_id": of.invitation.pk,
        # No browser of hers; tests/pages/test_signed_in.py asks about those of others.
        "uuid:place_id": of.wallet.pk,
        "slug:slot_id": "x",
        "slug:kind": "webdav",
        "slug:action": "stop",
    }
    for name, value in {**ids, **others}.items():
        address = address.replace(f"<{name}>", str(value))
    assert "<" not in address, "name the id in this address"
    return f"/{address}"


PEOPLE = [
    address for address in addresses() if "<uuid:" in address and not address.startswith(_ELSEWHERE)
]
STAFF = [
    address
    for address in addresses()
    # Django's own net for addresses that are not there.
    if address.startswith("admin/") and not address.endswith("(?P<url>.*)$")
]


def test_a_page_about_another_partys_person_is_not_there(acme: Tenant, zenith: Tenant) -> None:
    client = Client()
    client.force_login(zenith.holder.user)
    before = rows_of(acme)
    for address in PEOPLE:
        theirs = {with_ids(address, acme)}
        if "account_id" in address:
            # One's own wallet, with somebody else's place.
            theirs.add(with_ids(address, acme, **{"uuid:wallet_id": zenith.wallet.pk}))
        for path in theirs:
            for ask in (client.get, client.post):
                answer = ask(path)
                assert answer.status_code in {302, 404, 405}, path
                assert not is_named("acme", answer.content.decode()), path
        assert differing(before, rows_of(acme)) == set(), address


def test_the_same_pages_of_ones_own_are_there(zenith: Tenant) -> None:
    """Without this, addresses that nobody answers would let the test above pass."""
    client = Client()
    client.force_login(zenith.holder.user)
    found = [client.get(with_ids(address, zenith)).status_code for address in PEOPLE]

    assert found.count(200) > len(PEOPLE) / 2


def test_the_addresses_are_found() -> None:
    assert len(PEOPLE) > 30
    assert len(STAFF) > 50


def test_a_page_of_the_admin_tells_and_changes_nothing_of_another_party(
    acme: Tenant, zenith: Tenant
) -> None:
    client = staff_client(zenith.party)
    before = rows_of(acme)
    for address in STAFF:
        if "logout" in address:
            continue
        for path in _filled(address, acme):
            for ask in (client.get, client.post):
                answer = ask(path)
                assert answer.status_code < 500, path
                assert not is_named("acme", answer.getvalue().decode(errors="replace")), path
    assert differing(before, rows_of(acme)) == set()
    # To the end these were the requests of somebody who is signed in.
    assert client.get("/admin/").status_code == 200


def _filled(address: str, of: Tenant) -> list[str]:
    """An admin address with each id of a tenant's in it. Django's own converter is `path`."""
    address = address.replace("<path:object_id>", "{id}").replace("<app_label>", "recovery")
    return [with_ids(address.replace("{id}", str(row_id)), of) for row_id in _ids(address, of)]


def _ids(address: str, of: Tenant) -> list[Any]:
    if "{id}" not in address:
        return [""]
    name = address.split("/")[2]
    (found,) = [each for each in admin.site._registry if each._meta.model_name == name]
    path = admin.site._registry[found].party_path  # type: ignore[attr-defined]
    rows = list(found._default_manager.filter(**{path: of.party.pk}).values_list("pk", flat=True))
    assert rows, "tests/tenant.py makes no row of this kind"
    return rows


ACTIONS = [
    (model, str(name))
    for model, model_admin in sorted(
        admin.site._registry.items(), key=lambda each: each[0].__name__
    )
    for name in (
        *(getattr(each, "__name__", each) for each in model_admin.actions or ()),
        # Django's own, in every list.
        "delete_selected",
    )
]
# A yes to our own question, and one to Django's.
YES = {"confirmed": "yes", "post": "yes"}
# It says hello to the party's own server, which is what it is for.
_HARMLESS = {"ping"}


def act(client: Client, model: Any, name: str, of: Tenant, sure: dict[str, str]) -> str:
    """Choose every row of somebody's, and an action; what is answered at once."""
    path = admin.site._registry[model].party_path  # type: ignore[attr-defined]
    rows = model._default_manager.filter(**{path: of.party.pk})
    chosen = [str(pk) for pk in rows.values_list("pk", flat=True)]
    assert chosen
    sent = {"action": name, "_selected_action": chosen, **sure}
    answer = client.post(f"/admin/recovery/{model._meta.model_name}/", sent)
    assert answer.status_code in {200, 302}
    return str(answer.content.decode())


def test_an_action_does_nothing_to_rows_of_another_party(acme: Tenant, zenith: Tenant) -> None:
    client = staff_client(zenith.party)
    before = rows_of(acme)
    for model, name in ACTIONS:
        for sure in ({}, YES):
            assert not is_named("acme", act(client, model, name, acme, sure)), name
    # What was said of each stands on the next page.
    page = client.get("/admin/").content.decode()
    assert "No action selected" not in page
    assert not is_named("acme", page)
    assert differing(before, rows_of(acme)) == set()


def test_an_action_asks_first_and_an_auditor_has_none(zenith: Tenant) -> None:
    owner, auditor = (staff_client(zenith.party, role) for role in (Role.OWNER, Role.AUDITOR))
    before = rows_of(zenith)
    for model, name in ACTIONS:
        if name not in _HARMLESS:
            act(owner, model, name, zenith, {})
        act(auditor, model, name, zenith, YES)
    assert differing(before, rows_of(zenith)) == set()


def test_an_action_on_ones_own_rows_does_something(zenith: Tenant) -> None:
    """Without this, a form that no action reads would let the tests above pass."""
    client = staff_client(zenith.party)
    before = rows_of(zenith)
    actions = [name for model, name in ACTIONS if model is Copy]
    for name in actions:
        act(client, Copy, name, zenith, YES)

    assert differing(before, rows_of(zenith))
