"""How often may something be tried? Counted in the database, with one statement for each try.

A window begins at a fixed time, so at the turn of two windows twice as much may pass. That is the
price of one row and one statement, and no harm: what is limited here has a limit of its own behind
it (a challenge is spent by its first use).
"""

from __future__ import annotations

import time

from django.db import connection
from django.db.models import Sum
from django.utils.crypto import salted_hmac

from recovery.errors import TooManyRequests
from recovery.models import Attempts

WINDOW_SECONDS = 60

# PostgreSQL and SQLite say this in the same words; Django's own queries cannot.
_COUNT = """
    INSERT INTO recovery_attempts (name, "window", count) VALUES (%s, %s, 1)
    ON CONFLICT (name, "window") DO UPDATE SET count = recovery_attempts.count + 1
    RETURNING count
"""


def count(*, what: str, who: str, most: int, now: float | None = None) -> int:
    """Count one try of `what` by `who`, such as an IP address, before it is looked at.

    most: tries within a minute. now: seconds since 1970, for a caller that has its own clock.
    Gives the number of tries in this window. Raises TooManyRequests.
    """
    seconds = int(time.time() if now is None else now)
    tries = _count(_name(what, who), seconds)
    if tries == most + 1:
        # Once for each window in which somebody was locked out.
        _count(_name("locked out", what), seconds)
    if tries > most:
        raise TooManyRequests
    return tries


def seconds_left(now: float | None = None) -> int:
    """Until the next window begins."""
    return WINDOW_SECONDS - int(time.time() if now is None else now) % WINDOW_SECONDS


def locked_out(*, what: str) -> int:
    """How often the limit for something was reached within the last hour, by anybody."""
    since = time.time() - 3600
    windows = Attempts.objects.filter(name=_name("locked out", what), window__gte=since)
    return int(windows.aggregate(number=Sum("count"))["number"] or 0)


def _count(name: bytes, seconds: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [name, seconds - seconds % WINDOW_SECONDS])
        (tries,) = cursor.fetchone()
    return int(tries)


def _name(what: str, who: str) -> bytes:
    return salted_hmac("recovery.flows.rate_limit", f"{what}\0{who}", algorithm="sha256").digest()


def forget(*, before: float) -> None:
    """Forget the windows that began before a time, in seconds since 1970."""
    Attempts.objects.filter(window__lt=before).delete()
