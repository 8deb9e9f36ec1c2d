"""Asks the running enclave to prove itself, by the policy that browsers are shipped with."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recovery.enclave.attestation.policy import Policy
from recovery.enclave.attestation.refusal import NotProved
from recovery.enclave.attestation.verify import Proved, verify
from recovery.enclave_client import EnclaveClient
from recovery.errors import EnclaveDenied, EnclaveUnreachable
from recovery.flows.unlock import enclave, enclave_policy
from recovery.models import RelyingParty

_ANCHORS = {0: "none", 1: "tpm2"}


class Command(BaseCommand):
    help = "Check the vault's proof as a browser would, and say what it is."

    def handle(self, *args: Any, **options: Any) -> None:
        parties = list(RelyingParty.objects.filter(is_active=True).order_by("rp_id"))
        for client in enclave().clients:
            for party in parties:
                proved = _prove(client, party=party)
                claims = proved.claims
                self.stdout.write(
                    f"{client.address}, {party.rp_id}: proved ({proved.fmt}, {proved.vouched_by}), "
                    f"release {claims.release}, epoch {claims.epoch}, "
                    f"anchor {_ANCHORS.get(claims.anchor, claims.anchor)}"
                )


def _prove(client: EnclaveClient, *, party: RelyingParty) -> Proved:
    nonce_b = os.urandom(32)
    try:
        return verify(
            untrusted=client.attest(nonce_b=nonce_b),
            nonce_b=nonce_b,
            policy=Policy.from_json(enclave_policy(party.origins)),
            rp_id=party.rp_id,
            now=datetime.now(UTC),
        )
    except NotProved as refused:
        raise CommandError(
            f"{client.address}, {party.rp_id}: {refused.code}. {refused}"
        ) from refused
    except (EnclaveDenied, EnclaveUnreachable) as error:
        raise CommandError(f"{client.address}: {error}") from error
