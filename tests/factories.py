"""Makes the rows that many tests start from. Everything goes through the real code."""

from __future__ import annotations

import hashlib
import uuid
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.test import Client

from recovery import base64url
from recovery.ceremonies import challenges
from recovery.ceremonies.challenges import Op
from recovery.flows import enrol
from recovery.models import Holder, Origin, Passkey, RelyingParty, User
from tests.soft_passkey import SoftPasskey


def new_relying_party(rp_id: str = "", *, origins: list[str] | None = None) -> RelyingParty:
    """The one that the settings name, unless another id is asked for; asked twice, the same."""
    rp_id = rp_id or settings.RELYING_PARTY_ID
    ours = rp_id == settings.RELYING_PARTY_ID
    party, is_new = RelyingParty.objects.get_or_create(
        rp_id=rp_id, defaults={"name": "Keyhaven" if ours else rp_id}
    )
    if is_new:
        for value in origins or [settings.PUBLIC_ORIGIN if ours else f"https://{rp_id}"]:
            Origin.objects.create(relying_party=party, value=value)
    return party


def new_holder(
    name: str = "Alice", *, relying_party: RelyingParty | None = None, email: str = ""
) -> Holder:
    """A person who has signed up and confirmed the address."""
    address = email or f"{name.lower()}-{uuid.uuid4().hex[:8]}@example.org"
    user = User.objects.create_user(address)
    EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    return Holder.objects.create(
        relying_party=relying_party or new_relying_party(), user=user, name=name
    )


def register(
    *, holder: Holder, soft: SoftPasskey, nickname: str = "Phone", origin: str = ""
) -> Passkey:
    """Put a software passkey into the holder's list, by the flow that the page uses."""
    ticket = challenges.issue(op=Op.REGISTER, holder=holder)
    return enrol.finish(
        holder=holder,
        untrusted_ticket=ticket.text,
        nickname=nickname,
        untrusted_credential=soft.create(
            challenge=register_challenge(holder=holder, nonce=ticket.nonce),
            origin=origin or holder.relying_party.origins[0],
            user_handle=bytes(holder.user_handle),
        ),
    )


def register_challenge(*, holder: Holder, nonce: bytes) -> bytes:
    """What the page computes when a passkey is made."""
    return challenges.digest(
        op=Op.REGISTER,
        spent=challenges.Spent(nonce=nonce, boot_id=challenges.NO_BOOT_ID),
        rp_id=holder.relying_party.rp_id,
        params_hash=hashlib.sha256(bytes(holder.user_handle)).digest(),
    )


def login_challenge(nonce: bytes, *, rp_id: str = "") -> bytes:
    """What the page computes for a plain sign-in."""
    return challenges.digest(
        op=Op.LOGIN,
        spent=challenges.Spent(nonce=nonce, boot_id=challenges.NO_BOOT_ID),
        rp_id=rp_id or settings.RELYING_PARTY_ID,
    )


def new_passkey(
    holder: Holder, *, nickname: str = "Phone", **options: Any
) -> tuple[SoftPasskey, Passkey]:
    """A registered software passkey. options are those of SoftPasskey."""
    soft = SoftPasskey(rp_id=holder.relying_party.rp_id, **options)
    return soft, register(holder=holder, soft=soft, nickname=nickname)


def signed_in(holder: Holder) -> Client:
    """A browser in which the holder is signed in; CSRF is checked as for a real one."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(holder.user)
    return client


def with_flipped_bit(text: str, *, bit: int) -> str:
    """The same base64url text with one bit of its bytes changed."""
    data = bytearray(base64url.decode(text))
    data[bit // 8] ^= 1 << (bit % 8)
    return base64url.encode(bytes(data))
