"""Who becomes staff, what a role allows, and which door is open."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from recovery import base64url
from recovery.errors import InvitationUnusable, LastOwner
from recovery.flows import enrol, invitations, staff
from recovery.models import Invitation, Membership, RelyingParty, Role, User, Work
from tests.factories import new_holder, register_challenge, signed_in
from tests.soft_passkey import SoftPasskey
from tests.staff import new_staff, sign_in, staff_client
from tests.tenant import Tenant, is_named

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def by_code(user: User) -> Client:
    """A session that began with a code by e-mail."""
    client = Client()
    client.get("/account/login/")
    client.post("/account/login/", {"login": user.email})
    found = re.search(r"^\s+([A-Z0-9-]{6,16})\s*$", mail.outbox[-1].body, re.MULTILINE)  # type: ignore[arg-type]
    assert found is not None
    client.post("/account/login/code/confirm/", {"code": found.group(1)})
    assert "_auth_user_id" in client.session
    return client


# --- Invitations ---------------------------------------------------------------------------------


def test_an_owner_invites_and_a_mail_goes_out(acme: Tenant) -> None:
    client = sign_in(new_staff(acme.party)[1])

    client.post(
        "/admin/recovery/invitation/add/",
        {"relying_party": str(acme.party.pk), "email": "Ann@Acme.example", "role": "operator"},
    )
    invitation = Invitation.objects.get(email="ann@acme.example")
    invitations.run(str(invitation.pk))

    (sent,) = mail.outbox
    assert sent.to == ["ann@acme.example"]
    assert f"{settings.PUBLIC_ORIGIN}/staff/invitations/{invitation.pk}/" in sent.body
    invitation.refresh_from_db()
    assert invitation.state == Work.State.DONE


def test_an_invited_person_accepts_and_is_in(acme: Tenant) -> None:
    ann = new_holder("Ann", email="new@acme.example")
    page = f"/staff/invitations/{acme.invitation.pk}/"
    client = Client()
    client.force_login(ann.user)

    assert "acme.example" in client.get(page).content.decode()
    client.post(page)

    assert Membership.objects.get(user=ann.user).role == Role.AUDITOR
    assert client.post(page).status_code == 404, "it works once"


def test_an_invitation_is_for_its_own_address_only(acme: Tenant) -> None:
    mallory = signed_in(new_holder("Mallory"))
    page = f"/staff/invitations/{acme.invitation.pk}/"

    response = mallory.get(page)

    assert response.status_code == 404
    assert not is_named("acme", response.content.decode())


def test_an_address_that_was_never_confirmed_accepts_nothing(acme: Tenant) -> None:
    ann = new_holder("Ann", email="new@acme.example")
    ann.user.emailaddress_set.update(verified=False)  # type: ignore[attr-defined]

    with pytest.raises(InvitationUnusable):
        invitations.accept(user=ann.user, invitation_id=acme.invitation.pk)


def test_an_old_invitation_is_refused(acme: Tenant) -> None:
    ann = new_holder("Ann", email="new@acme.example")
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    with pytest.raises(InvitationUnusable):
        invitations.accept(user=ann.user, invitation_id=acme.invitation.pk)


def test_inviting_again_renews_the_open_invitation(acme: Tenant) -> None:
    again = invitations.invite(
        relying_party=acme.party,
        email="NEW@acme.example",
        role=Role.OPERATOR,
        invited_by=acme.owner.user,
    )

    assert again.pk == acme.invitation.pk
    assert Invitation.objects.get(pk=again.pk).role == Role.OPERATOR


def test_an_operator_invites_nobody(acme: Tenant) -> None:
    client = staff_client(acme.party, Role.OPERATOR)

    assert client.get("/admin/recovery/invitation/add/").status_code == 403


def test_an_owner_invites_to_no_other_party(acme: Tenant, zenith: Tenant) -> None:
    client = staff_client(acme.party)

    response = client.post(
        "/admin/recovery/invitation/add/",
        {"relying_party": str(zenith.party.pk), "email": "mole@acme.example", "role": "owner"},
    )

    assert response.status_code == 200, "the form comes back"
    assert not Invitation.objects.filter(email="mole@acme.example").exists()


# --- Roles ---------------------------------------------------------------------------------------


def test_the_last_owner_stays_an_owner(acme: Tenant) -> None:
    with pytest.raises(LastOwner):
        staff.change_role(membership=acme.membership, role=Role.AUDITOR, by=acme.owner.user)
    with pytest.raises(LastOwner):
        staff.remove(membership=acme.membership, by=acme.owner.user)


def test_an_owner_gives_up_ownership_only_to_another(acme: Tenant) -> None:
    new_staff(acme.party)

    staff.remove(membership=acme.membership, by=acme.owner.user)

    assert acme.party.memberships.count() == 1


def test_the_form_says_why_the_last_owner_stays(acme: Tenant) -> None:
    client = staff_client(None)

    response = client.post(
        f"/admin/recovery/membership/{acme.membership.pk}/change/", {"role": "auditor"}
    )

    assert LastOwner.message in response.content.decode()
    acme.membership.refresh_from_db()
    assert acme.membership.role == Role.OWNER


def test_an_operator_changes_no_role(acme: Tenant) -> None:
    holder, soft = new_staff(acme.party, Role.OPERATOR)
    mine = holder.user.memberships.get()

    response = sign_in(soft).post(
        f"/admin/recovery/membership/{mine.pk}/change/", {"role": "owner"}
    )

    assert response.status_code == 403
    mine.refresh_from_db()
    assert mine.role == Role.OPERATOR


def test_a_role_counts_only_for_its_own_party(acme: Tenant, zenith: Tenant) -> None:
    """An owner here who is an auditor there changes nothing there."""
    holder, soft = new_staff(acme.party)
    Membership.objects.create(relying_party=zenith.party, user=holder.user, role=Role.AUDITOR)
    client = sign_in(soft)
    theirs = f"/admin/recovery/membership/{zenith.membership.pk}/"

    assert client.get(f"{theirs}change/").status_code == 200
    assert client.post(f"{theirs}change/", {"role": "auditor"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": zenith.membership.pk, "post": "yes"}
    client.post("/admin/recovery/membership/", chosen)
    client.post(
        "/admin/recovery/invitation/",
        {**chosen, "_selected_action": str(zenith.invitation.pk)},
    )
    assert Membership.objects.filter(pk=zenith.membership.pk).exists()
    assert Invitation.objects.filter(pk=zenith.invitation.pk).exists()


def test_only_the_service_adds_an_origin(acme: Tenant) -> None:
    page = staff_client(acme.party).get(f"/admin/recovery/relyingparty/{acme.party.pk}/change/")

    assert "https://acme.example" in page.content.decode()
    assert "origin_set-0-value" not in page.content.decode()


# --- Environments and the door -------------------------------------------------------------------


def test_only_a_test_environment_belongs_to_a_live_one(acme: Tenant, zenith: Tenant) -> None:
    with transaction.atomic(), pytest.raises(IntegrityError):
        RelyingParty.objects.filter(pk=acme.party.pk).update(test_of=zenith.party)


def test_a_code_by_mail_opens_test_environments_only(acme: Tenant) -> None:
    sandbox = Tenant("sandbox", environment="test")
    holder, soft = new_staff(acme.party)
    Membership.objects.create(relying_party=sandbox.party, user=holder.user, role=Role.OWNER)
    client = by_code(holder.user)

    page = client.get("/admin/recovery/wallet/").content.decode()
    assert "sandbox wallet" in page
    assert "acme wallet" not in page

    sign_in(soft, page="/staff/", client=client)
    page = client.get("/admin/recovery/wallet/").content.decode()
    assert "acme wallet" in page


@pytest.mark.parametrize("is_superuser", [False, True])
def test_a_code_by_mail_opens_nothing_that_is_live(acme: Tenant, is_superuser: bool) -> None:
    holder, _ = new_staff(None if is_superuser else acme.party)

    response = by_code(holder.user).get("/admin/recovery/wallet/", follow=True)

    assert response.redirect_chain[-1][0].startswith("/staff/")
    assert "Sign in with a passkey" in response.content.decode()


def test_staff_without_a_passkey_make_one_at_the_door() -> None:
    root = User.objects.create_superuser("root@example.org")
    client = Client()
    client.force_login(root)

    assert "Make a passkey" in client.get("/staff/").content.decode()
    response = client.post("/staff/", follow=True)

    assert response.redirect_chain[-1][0].startswith("/passkeys/add/")
    assert response.status_code == 200


def test_the_door_is_not_there_for_others() -> None:
    assert signed_in(new_holder()).get("/staff/").status_code == 403


def add_passkey(client: Client, holder: Any) -> Any:
    data = enrol.page_data(holder)
    soft = SoftPasskey(rp_id=holder.relying_party.rp_id)
    credential = soft.create(
        challenge=register_challenge(holder=holder, nonce=base64url.decode(data["nonce"])),
        origin=settings.PUBLIC_ORIGIN,
        user_handle=bytes(holder.user_handle),
    )
    return client.post(
        "/api/passkeys",
        {"ticket": data["ticket"], "nickname": "Another", "credential": credential},
        content_type="application/json",
        headers={"X-CSRFToken": client.cookies[settings.CSRF_COOKIE_NAME].value},
    )


def test_whoever_reads_the_mail_of_staff_adds_no_passkey(acme: Tenant) -> None:
    holder, soft = new_staff(acme.party)
    thief = by_code(holder.user)

    response = add_passkey(thief, holder)

    assert (response.status_code, response.json()["code"]) == (403, "staff_passkey_needed")
    assert holder.passkeys.count() == 1
    assert add_passkey(sign_in(soft), holder).status_code == 200


def test_a_person_whose_access_was_taken_away_is_out_at_once(acme: Tenant) -> None:
    holder, soft = new_staff(acme.party)
    client = sign_in(soft)
    assert client.get("/admin/").status_code == 200

    staff.remove(membership=holder.user.memberships.get(), by=acme.owner.user)

    assert json.dumps(dict(client.session))
    assert client.get("/admin/", follow=True).status_code == 403
