"""How does a person connect an account at a provider? By a consent that nobody can slip in.

The `state` that goes to the provider and back is kept in the person's session, and the verifier
(PKCE) can be computed from it by this server only. An account that is connected here never becomes
a way to sign in: whoever gets hold of it would have the copy and the session.
"""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.utils.crypto import salted_hmac

from recovery.clouds import oauth, open_cloud
from recovery.clouds.provider import Profile, ProviderCloud
from recovery.errors import NotFound, OtherAccount
from recovery.flows import cloud_rules, clouds, grants
from recovery.flows.clouds import Connection
from recovery.models import AuditEvent, CloudAccount, Holder


@dataclass(frozen=True)
class Question:
    """url: of the provider's page. state: what its answer has to bring along."""

    url: str
    state: str


def ask(*, kind: str, redirect_uri: str) -> Question:
    """Prepare the question to a provider. Raises NotFound where this server has no client."""
    if not grants.is_offered(kind):
        raise NotFound
    state = secrets.token_urlsafe(32)
    url = oauth.authorization_url(
        to=oauth.PROVIDERS[kind],
        client=grants.client(kind),
        redirect_uri=redirect_uri,
        state=state,
        verifier=_verifier(state),
        permitted=cloud_rules.permitted(),
    )
    return Question(url, state)


def accept(
    *,
    holder: Holder,
    kind: str,
    state: str,
    untrusted_code: str,
    redirect_uri: str,
    account_id: UUID | None,
) -> CloudAccount:
    """Connect the account that the person let us into; a worker checks it like every place.

    state: one that this person's session holds. account_id: the place that is to be reconnected.
    Raises CloudError, OtherAccount, NotFound.
    """
    expected = clouds.find(holder=holder, account_id=account_id) if account_id else None
    permitted = cloud_rules.permitted(in_a_hurry=True)
    tokens = oauth.redeem(
        at=oauth.PROVIDERS[kind],
        client=grants.client(kind),
        redirect_uri=redirect_uri,
        untrusted_code=untrusted_code,
        verifier=_verifier(state),
        permitted=permitted,
    )
    opened = open_cloud(kind=kind, settings={}, secret=tokens.access, permitted=permitted)
    profile = cast(ProviderCloud, opened).profile()
    place = {"account_id": profile.account_id}
    hint = account_hint(kind=kind, profile=profile)
    if expected is not None and (expected.kind, expected.settings) != (kind, place):
        raise OtherAccount(wanted=expected.account_hint, found=hint)
    connection = Connection(kind=kind, settings=place, secret=tokens.pack(), account_hint=hint)
    return clouds.connect(holder=holder, connection=connection)


def note_refusal(*, holder: Holder, kind: str) -> None:
    """Keep in the history that an answer came for which nobody had asked."""
    AuditEvent.objects.create(
        holder=holder,
        kind=AuditEvent.Kind.CONSENT_REFUSED,
        detail={"provider": oauth.PROVIDERS[kind].name},
    )


def account_hint(*, kind: str, profile: Profile) -> str:
    """Enough to know an account again, without the whole address in every list and mail."""
    first, at, host = profile.address.partition("@")
    address = f"{first[:1]}…@{host}" if at else ""
    name = profile.name[:40]
    who = f"{name} ({address})" if name and address else name or address or "An account"
    return f"{who} at {oauth.PROVIDERS[kind].name}"[:120]


def _verifier(state: str) -> str:
    digest = salted_hmac("keyhaven.oauth.verifier", state, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
