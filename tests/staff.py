"""Staff of relying parties, signed in for real: with a passkey, by the page's own requests."""

from __future__ import annotations

import json
import re
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse

from recovery import base64url
from recovery.models import Holder, Membership, RelyingParty, Role, User
from tests.factories import login_challenge, new_holder, new_passkey
from tests.soft_passkey import SoftPasskey


def new_staff(
    party: RelyingParty | None, role: Role = Role.OWNER, *, name: str = "Staff"
) -> tuple[Holder, SoftPasskey]:
    """Somebody with a passkey who works for a party; for the service itself if party is None."""
    holder = new_holder(name)
    soft, _ = new_passkey(holder)
    if party is None:
        User.objects.filter(pk=holder.user_id).update(is_superuser=True, is_staff=True)
        holder.user.refresh_from_db()
    else:
        Membership.objects.create(relying_party=party, user=holder.user, role=role)
    return holder, soft


def sign_in(soft: SoftPasskey, *, page: str = "", client: Client | None = None) -> Client:
    """A browser that opened a page with a passkey button, pressed it, and touched the passkey."""
    client = client or Client()
    html = client.get(page or reverse("account_login")).content.decode()
    found = re.search(r'id="page-data" type="application/json">(.*?)</script>', html)
    assert found is not None
    data: dict[str, Any] = json.loads(found.group(1))
    answer = soft.get(
        challenge=login_challenge(base64url.decode(data["nonce"])), origin=settings.PUBLIC_ORIGIN
    )
    response = client.post(
        "/api/login",
        {"ticket": data["ticket"], "credential": answer},
        content_type="application/json",
        headers={"X-CSRFToken": client.cookies[settings.CSRF_COOKIE_NAME].value},
    )
    assert response.status_code == 200, response.content
    return client


def staff_client(
    party: RelyingParty | None, role: Role = Role.OWNER, *, name: str = "Staff"
) -> Client:
    return sign_in(new_staff(party, role, name=name)[1])
