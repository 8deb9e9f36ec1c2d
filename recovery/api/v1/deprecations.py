"""What of the API goes away, and when. Each of its answers says so, long before.

Sources: RFC 9745 (Deprecation), RFC 8594 (Sunset).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import http_date

# From the day on which it is announced, an endpoint answers for so long.
LEAST = timedelta(days=180)


@dataclass(frozen=True)
class Deprecated:
    """instead: id of the endpoint to use, as on the page of the API. Times are in UTC."""

    since: datetime
    ends: datetime
    instead: str


# Method and path, as in the OpenAPI document. Nothing of version 1 goes away so far.
DEPRECATED: dict[tuple[str, str], Deprecated] = {}


def headers(request: HttpRequest) -> dict[str, str]:
    """What an answer says beside itself."""
    if request.resolver_match is None:
        return {}
    path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", f"/{request.resolver_match.route}")
    found = DEPRECATED.get((str(request.method), path))
    if found is None:
        return {}
    page = f"{settings.PUBLIC_ORIGIN}{reverse('api_docs')}#{found.instead}"
    return {
        "Deprecation": f"@{int(found.since.timestamp())}",
        "Sunset": http_date(found.ends.timestamp()),
        "Link": f'<{page}>; rel="deprecation"',
    }
