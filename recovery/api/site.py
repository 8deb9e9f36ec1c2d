"""What the browser module asks for on another site, beside what our own pages ask for."""

from __future__ import annotations

from django.http import HttpRequest

from recovery import base64url
from recovery.api import other_sites
from recovery.api.router import Answer, Party, SignedIn, Status, api, holder_of
from recovery.api.schemas import NothingIn
from recovery.flows import enrol, hosted, policy, site_sessions, wallet_facts
from recovery.flows.unlock import enclave_policy
from recovery.models import Passkey, RelyingParty, holder_behind


@api.get("/site", auth=Party())
def site(request: HttpRequest) -> Answer:
    """What a page needs to ask for a touch: as our own pages carry it."""
    party: RelyingParty = request.auth  # type: ignore[attr-defined]
    holder = holder_behind(request.user)
    return {
        "rp": {"id": party.rp_id, "name": party.name},
        "policy": enclave_policy(party.origins),
        "passkeys": [_passkey(each) for each in holder.passkeys.all()] if holder else [],
        "signed_in": holder is not None,
        "rules": {"methods": _methods(party), "pin_digits": policy.of(party).pin_digits},
    }


@api.post("/site/enrol", auth=SignedIn())
def enrol_options(request: HttpRequest, body: NothingIn) -> Answer:
    """What a page needs to make a passkey, a fresh ticket among it."""
    return enrol.page_data(holder_of(request))


@api.get("/site/wallets", auth=Status())
def wallets(request: HttpRequest) -> Answer:
    """How safe the person's wallets are."""
    here = other_sites.of(request)
    all_of_them = wallet_facts.of_all(holder_of(request))
    found = [facts for facts in all_of_them if other_sites.may_know(here, facts.id)]
    return {
        "wallets": [
            {**hosted.told(facts), "wid": base64url.encode(facts.wid), "gen": facts.generation}
            for facts in found
        ]
    }


@api.post("/site/sign-out", auth=Status())
def sign_out(request: HttpRequest, body: NothingIn) -> Answer:
    """The token opens nothing any more."""
    here = other_sites.of(request)
    if here is not None and here.row is not None:
        site_sessions.end(here.row)
    return {}


def _methods(party: RelyingParty) -> list[str]:
    """Which ways in may be added, in the party's order."""
    return [policy.NAMES[name].name for name in policy.of(party).methods]


def _passkey(passkey: Passkey) -> Answer:
    return {
        "id": base64url.encode(bytes(passkey.credential_id)),
        "spki": base64url.encode(bytes(passkey.spki)),
        "nickname": passkey.nickname,
        "transports": passkey.transports,
    }
