"""Reads the JSON form of a passkey's answer strictly, before any library sees it.

py_webauthn decodes base64url leniently, takes the last of two equal JSON keys and does not look at
`crossOrigin` or `topOrigin`. Everything that it would let pass is refused here.
Source: https://www.w3.org/TR/webauthn-3/#sctn-public-key-easy (AuthenticationResponseJSON)
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from typing import Any

from recovery import base64url
from recovery.errors import PasskeyRefused

# The specification's limit for a credential id.
MAX_CREDENTIAL_ID_BYTES = 1023
# What browsers send stays far below these; a body of a request is at most 64 KiB in all.
MAX_CLIENT_DATA_BYTES = 8 * 1024
MAX_AUTHENTICATOR_BYTES = 24 * 1024
MAX_SIGNATURE_BYTES = 1024
MAX_USER_HANDLE_BYTES = 64

_KEYS = {"id", "rawId", "type", "response", "authenticatorAttachment", "clientExtensionResults"}


@dataclass(frozen=True)
class Answer:
    """A passkey's answer whose outer form is right. Nothing in it has been verified."""

    credential_id: bytes
    untrusted_response: dict[str, Any]


def read(untrusted_credential: object) -> Answer:
    """Check the outer form. Raises PasskeyRefused."""
    if not isinstance(untrusted_credential, dict) or not untrusted_credential.keys() <= _KEYS:
        raise PasskeyRefused
    untrusted = untrusted_credential
    if untrusted.get("type") != "public-key" or untrusted.get("id") != untrusted.get("rawId"):
        raise PasskeyRefused
    if not isinstance(untrusted.get("response"), dict):
        raise PasskeyRefused
    _refuse_extension_secrets(untrusted.get("clientExtensionResults", {}))
    credential_id = decode(untrusted.get("id"), most=MAX_CREDENTIAL_ID_BYTES)
    return Answer(credential_id=credential_id, untrusted_response=untrusted["response"])


def decode(untrusted_text: object, *, most: int, least: int = 1) -> bytes:
    """Decode base64url of a known size in bytes. Raises PasskeyRefused."""
    # Four characters carry three bytes, so the length is known before anything is decoded.
    if not isinstance(untrusted_text, str) or len(untrusted_text) > most * 4 // 3 + 1:
        raise PasskeyRefused
    try:
        data = base64url.decode(untrusted_text)
    except ValueError as error:
        raise PasskeyRefused from error
    if not least <= len(data) <= most:
        raise PasskeyRefused
    return data


def check_client_data(
    untrusted_client_data: bytes, *, kind: str, challenge: bytes, origins: list[str]
) -> None:
    """Check what the browser said about the page on which the passkey was used.

    The challenge is compared as the string that stands in the JSON, so that no second spelling of
    the same bytes passes. A page inside somebody else's frame is refused.
    kind: "webauthn.create" or "webauthn.get". Raises PasskeyRefused.
    """
    try:
        client_data = json.loads(
            untrusted_client_data.decode("utf-8"), object_pairs_hook=_without_duplicates
        )
    except (ValueError, RecursionError) as error:
        raise PasskeyRefused from error
    if not isinstance(client_data, dict) or client_data.get("type") != kind:
        raise PasskeyRefused
    found = client_data.get("challenge")
    if not isinstance(found, str) or not found.isascii():
        raise PasskeyRefused
    if not hmac.compare_digest(found, base64url.encode(challenge)):
        raise PasskeyRefused
    if client_data.get("origin") not in origins:
        raise PasskeyRefused
    if client_data.get("crossOrigin", False) is not False or "topOrigin" in client_data:
        raise PasskeyRefused


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("two equal keys")
    return members


def _refuse_extension_secrets(untrusted_results: object) -> None:
    # The value of the PRF extension must never leave the page. A page that sends it is broken,
    # and a refusal is the only way in which somebody notices.
    if not isinstance(untrusted_results, dict):
        raise PasskeyRefused
    prf = untrusted_results.get("prf", {})
    if not isinstance(prf, dict) or "results" in prf:
        raise PasskeyRefused
