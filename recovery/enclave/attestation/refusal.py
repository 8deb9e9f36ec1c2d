"""Why a proof does not count. The codes are those that the browser's verifier uses."""

from __future__ import annotations

MESSAGES = {
    "update_needed": "The proof is of a later release than this one can read.",
    "attestation_format": "The proof is of a kind that the policy does not accept.",
    "attestation_malformed": "The proof cannot be read.",
    "attestation_key": "The proof comes from a machine that the policy does not know.",
    "attestation_signature": "The proof is not genuine, or not fresh.",
    "attestation_chain": "The proof's certificates do not lead to the maker of the hardware.",
    "attestation_expired": "The proof's certificates, or its entry in the policy, are over.",
    "attestation_nonce": "The proof was made for somebody else, or earlier.",
    "attestation_bind": "The proof is about other keys than the ones that came with it.",
    "attestation_debug": "The enclave runs in debug mode, where everybody can look into it.",
    "attestation_measurement": "The enclave runs a program that the policy does not know.",
    "attestation_config": "The enclave runs with a configuration that its proof does not cover.",
    "attestation_origins": "The enclave would answer to other origins than the policy's.",
}


class NotProved(Exception):
    """`code` is a key of MESSAGES."""

    def __init__(self, code: str) -> None:
        super().__init__(MESSAGES[code])
        self.code = code
