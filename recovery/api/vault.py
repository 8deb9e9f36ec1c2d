from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from recovery import base64url, devices, session, step_up
from recovery.api import other_sites
from recovery.api.router import Answer, Page, SignedIn, api, holder_of, text_or_none
from recovery.api.schemas import ApproveIn, NonceIn, RecoverIn, UnlockIn
from recovery.ceremonies.challenges import Op
from recovery.errors import PasskeyRefused, PasskeyUnknown
from recovery.flows import approvals, recover, unlock
from recovery.flows.approvals import Action, Operation
from recovery.flows.unlock import Unlock
from recovery.models import Holder, holder_behind


@api.post("/nonce", auth=Page())
def nonce(request: HttpRequest, body: NonceIn) -> Answer:
    """A nonce for one touch, and the enclave's proof. The page renews it before it runs out."""
    op = Op(body.op)
    holder = None if op == Op.RECOVER else holder_behind(request.user)
    invitation = unlock.invite(op=op, holder=holder, nonce_b=body.nonce_b, pins=body.pins)
    attestation = invitation.attestation
    return {
        "ticket": invitation.ticket,
        "nonce": base64url.encode(invitation.nonce),
        "boot_id": base64url.encode(invitation.boot_id),
        "expires_in": invitation.expires_in,
        "attestation": {
            "fmt": attestation.fmt,
            "evidence": base64url.encode(attestation.evidence),
            "claims": base64url.encode(attestation.claims),
            "config": attestation.config,
        },
    }


@api.post("/unlock", auth=SignedIn())
def unlock_vault(request: HttpRequest, body: UnlockIn) -> Answer:
    reply = unlock.unlock(
        holder=holder_of(request),
        request=Unlock(
            op=Op.UNLOCK,
            untrusted_ticket=body.ticket,
            key=body.pk_eph,
            epoch=body.epoch,
            untrusted_credential=body.credential,
        ),
    )
    session.allow_parts(request)
    step_up.note_touch(request, credential_id=base64url.decode(body.credential["id"]))
    return {"sealed": base64url.encode(reply.sealed), "sig": base64url.encode(reply.sig)}


@api.post("/approve", auth=SignedIn())
def approve(request: HttpRequest, body: ApproveIn) -> Answer:
    """A touch for one operation. It unlocks too, so that the operation can be tried at once."""
    operation = Operation(Action(body.action), body.wid, body.gen, body.subject)
    reply = approvals.give(
        holder=holder_of(request),
        operation=operation,
        request=Unlock(
            op=Op.APPROVE,
            untrusted_ticket=body.ticket,
            key=body.pk_eph,
            epoch=0,
            untrusted_credential=body.credential,
            params_hash=operation.params_hash,
        ),
    )
    session.allow_parts(request)
    step_up.note_touch(request, credential_id=base64url.decode(body.credential["id"]))
    step_up.note_approval(request, operation=operation)
    return {"sealed": base64url.encode(reply.sealed), "sig": base64url.encode(reply.sig)}


@api.post("/recover", auth=Page())
def recover_wallets(request: HttpRequest, body: RecoverIn) -> Answer:
    session.count_attempt(request)
    site = other_sites.of(request)
    release = recover.finish(
        rp_id=settings.RELYING_PARTY_ID if site is None else _rp_id(site),
        request=Unlock(
            op=Op.RECOVER,
            untrusted_ticket=body.ticket,
            key=body.pk_eph,
            epoch=0,
            untrusted_credential=body.credential,
        ),
        device=devices.describe(request.headers.get("user-agent", "")),
    )
    token = _sign_in(request, release.holder)
    session.allow_parts(request)
    session.note_recovery(request, wids=[found.wid for found in release.wallets])
    step_up.note_touch(request, credential_id=bytes(release.passkey.credential_id))
    return {
        "name": release.holder.name,
        "sealed": base64url.encode(release.reply.sealed),
        "sig": base64url.encode(release.reply.sig),
        "passkey": {
            "cid": base64url.encode(bytes(release.passkey.credential_id)),
            "nickname": release.passkey.nickname,
        },
        "wallets": [_found(found) for found in release.wallets],
        "token": token,
    }


def _rp_id(site: other_sites.Site) -> str:
    if site.party is None:
        raise PasskeyUnknown
    return site.party.rp_id


def _sign_in(request: HttpRequest, holder: Holder) -> str | None:
    """Begin a session; on another site, give its token. Raises PasskeyRefused."""
    site = other_sites.of(request)
    if site is not None:
        if not holder.user.is_active or (site.row and site.row.holder_id != holder.pk):
            # The site has somebody else signed in: what follows would be taken for theirs.
            raise PasskeyRefused
        return other_sites.sign_in(request, site, holder=holder)
    session.start(request, holder=holder)
    if request.user.pk != holder.user_id:
        # The sign-in did not go through, for example because the person was made inactive.
        raise PasskeyRefused
    return None


def _found(found: recover.Found) -> Answer:
    parts = found.parts
    return {
        "id": str(found.id),
        "wid": base64url.encode(found.wid),
        "name": found.name,
        "gen": found.number,
        "made_at": found.made_at and found.made_at.isoformat(),
        "device": found.device,
        "envelope": parts and parts.envelope,
        "manifest": parts and parts.manifest,
        "auth_share": text_or_none(parts.auth_share if parts else None),
    }
