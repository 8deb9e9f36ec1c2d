"""The Retry-After header: seconds or a date (RFC 9110 section 10.2.3)."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# A cloud may ask for patience, but not put a back-up off for good.
_LONGEST_SECONDS = 6 * 3600.0


def seconds_of(untrusted_value: str | None) -> float | None:
    """Seconds to wait, at most six hours; None where nothing usable was said."""
    if untrusted_value is None:
        return None
    if untrusted_value.isascii() and untrusted_value.isdigit():
        return min(float(untrusted_value[:9]), _LONGEST_SECONDS)
    try:
        moment = parsedate_to_datetime(untrusted_value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max((moment - datetime.now(UTC)).total_seconds(), 0.0), _LONGEST_SECONDS)
