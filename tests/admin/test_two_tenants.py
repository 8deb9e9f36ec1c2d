"""Staff of one relying party meet nothing of another's, on any page of the admin."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import get_resolver, reverse

from recovery.admin.party import PartyAdmin, PartyFilter
from recovery.models import Role
from tests.admin.conftest import require_nothing_inside
from tests.staff import staff_client
from tests.tenant import Tenant, is_named

# Every list that is registered, whoever wrote it. A new one is tested without being named here.
LISTS = sorted(admin.site._registry.items(), key=lambda item: item[0].__name__)


def rows_of(tenant: Tenant, model: Any, model_admin: Any) -> list[Any]:
    return list(model._default_manager.filter(**{model_admin.party_path: tenant.party.pk}))


def url(model: Any, page: str, *arguments: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


@pytest.mark.parametrize(("model", "model_admin"), LISTS)
def test_a_list_shows_ones_own_rows_and_no_word_of_another_party(
    acme: Tenant, zenith: Tenant, model: Any, model_admin: PartyAdmin
) -> None:
    assert rows_of(acme, model, model_admin), "tests/tenant.py makes no row of this kind"
    client = staff_client(zenith.party)

    queries = ["", "?q=acm", "?o=1"]
    if PartyFilter in model_admin.list_filter:
        queries.append(f"?party={acme.party.pk}")
    for query in queries:
        response = client.get(url(model, "changelist") + query)
        page = response.content.decode()
        assert response.status_code == 200
        assert not is_named("acme", page)
    assert "zenith" in client.get(url(model, "changelist")).content.decode()


@pytest.mark.parametrize(("model", "model_admin"), LISTS)
def test_a_row_of_another_party_is_not_there(
    acme: Tenant, zenith: Tenant, model: Any, model_admin: PartyAdmin
) -> None:
    client = staff_client(zenith.party)
    theirs, ours = rows_of(acme, model, model_admin), rows_of(zenith, model, model_admin)

    for row in theirs:
        for page in ("change", "history", "delete"):
            for method in (client.get, client.post):
                response = method(url(model, page, row.pk))
                # Django sends to the start of the admin for what does not exist, and so here.
                assert response.status_code in {302, 403}
                assert not is_named("acme", response.content.decode())
    assert rows_of(acme, model, model_admin) == theirs
    assert client.get(url(model, "change", ours[0].pk)).status_code == 200


@pytest.mark.parametrize(("model", "model_admin"), LISTS)
def test_a_form_for_a_new_row_offers_ones_own_party_and_no_other(
    acme: Tenant, zenith: Tenant, model: Any, model_admin: PartyAdmin
) -> None:
    response = staff_client(zenith.party).get(url(model, "add"))
    page = response.content.decode()

    assert response.status_code in {200, 403}
    assert not is_named("acme", page)
    if 'name="relying_party"' in page:
        assert f'<option value="{zenith.party.pk}" selected>' in page


@pytest.mark.parametrize(("model", "model_admin"), LISTS)
def test_an_auditor_reads_and_is_offered_nothing_else(
    acme: Tenant, model: Any, model_admin: PartyAdmin
) -> None:
    client = staff_client(acme.party, Role.AUDITOR)
    row = rows_of(acme, model, model_admin)[0]

    page = client.get(url(model, "changelist")).content.decode()
    form = client.get(url(model, "change", row.pk)).content.decode()

    assert 'name="action"' not in page
    assert 'name="_save"' not in form
    assert client.get(url(model, "add")).status_code == 403
    assert client.post(url(model, "change", row.pk), {}).status_code == 403
    assert client.post(url(model, "delete", row.pk), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(("model", "model_admin"), LISTS)
def test_no_page_shows_or_offers_a_secret_a_slot_or_an_envelope(
    acme: Tenant, model: Any, model_admin: PartyAdmin
) -> None:
    client = staff_client(None)
    row = rows_of(acme, model, model_admin)[0]
    hidden = ["acme sealed", "acme envelope", "acme manifest", "acme share", "acme-hidden"]

    for path in (url(model, "changelist"), url(model, "change", row.pk)):
        page = client.get(path).content.decode()
        assert not [word for word in hidden if word in page]
        require_nothing_inside(page)
    names = " ".join(model_admin.get_fields(None))  # type: ignore[arg-type]
    assert not re.search(r"secret|sealed|envelope|manifest|auth_share|credential|key_hash", names)


@pytest.mark.parametrize(("model", "model_admin"), LISTS)
def test_a_list_is_searched_filtered_and_gone_through_by_date(
    model: Any, model_admin: PartyAdmin
) -> None:
    assert model_admin.search_fields
    assert model_admin.list_filter
    assert model_admin.date_hierarchy


@pytest.mark.parametrize(("model", "model_admin"), LISTS)
def test_an_address_cannot_ask_for_a_column_that_is_hidden(
    acme: Tenant, model: Any, model_admin: PartyAdmin
) -> None:
    for lookup in (
        "sealed_secret__startswith",
        "settings__url__startswith",
        "holder__user__password__startswith",
        "user__password__startswith",
        "credential_id",
        "envelope",
    ):
        assert not model_admin.lookup_allowed(lookup, "x")


@pytest.mark.django_db
def test_nobody_but_staff_comes_in(acme: Tenant) -> None:
    for path in ("/admin/", url(LISTS[0][0], "changelist")):
        response = Client().get(path, follow=True)
        assert response.redirect_chain[-1][0].startswith("/account/login/")
    client = Client()
    client.force_login(acme.holder.user)
    assert client.get("/admin/", follow=True).status_code == 403


def test_other_applications_lists_are_not_here() -> None:
    """Whoever could change a confirmed address could have the codes of its owner."""
    assert {model._meta.app_label for model in admin.site._registry} == {"recovery"}
    names = get_resolver("project.urls").reverse_dict
    assert "admin:password_change" not in names


def test_superusers_of_the_service_see_all_parties(acme: Tenant, zenith: Tenant) -> None:
    page = staff_client(None).get("/admin/recovery/wallet/").content.decode()

    assert "acme wallet" in page
    assert "zenith wallet" in page


def test_the_lists_are_there() -> None:
    """Without this, a registry that was empty would let every test above pass."""
    assert len(LISTS) >= 9
