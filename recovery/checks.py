"""Start-up checks, so that a contradiction is found before a person meets it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, register

from recovery.enclave.attestation.policy import SOFTWARE, Policy
from recovery.flows.unlock import enclave_policy


@register()
def check_relying_party_id(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Browsers refuse a relying party id that is not the page's host or a parent domain of it."""
    host = settings.PUBLIC_ORIGIN.split("://")[1].split(":")[0]
    rp_id = settings.RELYING_PARTY_ID
    if host == rp_id or host.endswith(f".{rp_id}"):
        return []
    return [
        Error(
            "RELYING_PARTY_ID does not fit PUBLIC_ORIGIN.",
            hint="It must be the host of PUBLIC_ORIGIN, or a parent domain of it.",
            id="keyhaven.E001",
        )
    ]


@register()
def check_sessions(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A session that lives in the cookie alone cannot be ended by the server."""
    if "signed_cookies" not in settings.SESSION_ENGINE:
        return []
    return [
        Error(
            "Sessions must be kept on the server.",
            hint="Use django.contrib.sessions.backends.db.",
            id="keyhaven.E002",
        )
    ]


@register()
def check_enclave_policy(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A policy that cannot be read, or that no enclave can meet, would lock everybody out."""
    try:
        policy = Policy.from_json(enclave_policy([settings.PUBLIC_ORIGIN]))
    except ValueError as error:
        return [Error(f"ENCLAVE_FORMATS, keys or measurements: {error}", id="keyhaven.E003")]
    today = datetime.now(UTC).date()
    unmet = sorted(
        fmt
        for fmt in policy.formats - {SOFTWARE}
        if not any(one.fmt == fmt and today <= one.until for one in policy.measurements)
    )
    if not unmet:
        return []
    return [
        checks.Warning(
            f"No measurement of {' or '.join(unmet)} is valid today: browsers refuse every one.",
            hint="Add an entry to the file of ENCLAVE_MEASUREMENTS_FILE, or extend one.",
            id="keyhaven.W001",
        )
    ]
