"""What large providers have in common: hosts of their own, a token, answers in JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from recovery.clouds.answers import Answer
from recovery.clouds.base import Cloud, Permitted
from recovery.clouds.connection import Origin
from recovery.clouds.errors import (
    AccessDenied,
    AccessEnded,
    BadAnswer,
    CloudError,
    Conflict,
    Full,
    Locked,
    NotThere,
    RateLimited,
    RedirectRefused,
    ServerFault,
    TimedOut,
    TooLarge,
)
from recovery.clouds.pasted_address import parse_url
from recovery.clouds.retry_after import seconds_of

LISTING_MAX_BYTES = 4 * 1024 * 1024

# What a status means where the answer's body says no more.
_MEANINGS: dict[int, type[CloudError]] = {
    301: RedirectRefused,
    302: RedirectRefused,
    303: RedirectRefused,
    307: RedirectRefused,
    308: RedirectRefused,
    401: AccessEnded,
    403: AccessDenied,
    404: NotThere,
    408: TimedOut,
    409: Conflict,
    412: Conflict,
    413: TooLarge,
    423: Locked,
    429: RateLimited,
    503: RateLimited,
    507: Full,
}


@dataclass(frozen=True)
class Profile:
    """Who is signed in at a provider. account_id never changes; name and address may."""

    account_id: str
    name: str
    address: str


class ProviderCloud(Cloud, Protocol):
    """A cloud at a provider at which people have accounts."""

    def profile(self) -> Profile:
        """Ask the provider whose account this is."""
        ...


def service(host: str, *, permitted: Permitted) -> tuple[Origin, str]:
    """Where a provider's host is reached, and what stands there before every path.

    A stand-in plays all hosts, each below a path of its own name.
    """
    if permitted.stand_in is None:
        return Origin(https=True, host=host, port=443, permitted=permitted), ""
    origin, base = parse_url(permitted.stand_in, permitted=permitted)
    return origin, base + host


def headers(token: str) -> dict[str, str]:
    """What each request says of itself. A compressed answer could be larger than it looks."""
    return {
        "Authorization": f"Bearer {token}",
        "Accept-Encoding": "identity",
        "User-Agent": "Keyhaven",
    }


def document(answer: Answer) -> dict[str, Any]:
    """The JSON object in an answer. Raises BadAnswer."""
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise BadAnswer from error
    if not isinstance(found, dict):
        raise BadAnswer
    return found


def text(untrusted: Mapping[str, Any], name: str) -> str:
    """A text that has to be there. Raises BadAnswer."""
    value = untrusted.get(name)
    if not isinstance(value, str) or not value:
        raise BadAnswer
    return value


def error_of(answer: Answer, *, meaning: type[CloudError] | None = None) -> CloudError:
    """The error for an answer that is not a success. meaning: what its body said, if anything."""
    fallback = ServerFault if answer.status >= 500 else BadAnswer
    kind = meaning or _MEANINGS.get(answer.status, fallback)
    return kind(retry_after=seconds_of(answer.headers.get("retry-after")))
