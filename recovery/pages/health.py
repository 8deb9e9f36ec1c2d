"""Is the service alive, and can it do its work? For load balancers and for people who run it."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError

from recovery.errors import KeyhavenError
from recovery.flows import unlock, work
from recovery.tasks import WORKER_SEEN_KEY

# The sweep runs every 5 seconds; three missed ones are a fault.
WORKER_IS_LATE_SECONDS = 20


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers. Nothing else is asked, so that a slow database restarts nobody."""
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Each part that is needed, with its own state; 503 when one is down."""
    parts = {name: "ok" if check() else "down" for name, check in PARTS.items()}
    ready = all(state == "ok" for state in parts.values())
    return JsonResponse(
        {"status": "ok" if ready else "down", "parts": parts}, status=200 if ready else 503
    )


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _broker_answers() -> bool:
    try:
        with work.hasty_broker().clone() as broker:
            broker.ensure_connection(max_retries=0)
    except (OperationalError, OSError):
        return False
    return True


def _worker_was_seen() -> bool:
    try:
        seen = cache.get(WORKER_SEEN_KEY, 0.0)
    except DatabaseError:
        return False
    return bool(time.time() - seen < WORKER_IS_LATE_SECONDS)


def _enclave_answers() -> bool:
    try:
        unlock.enclave().health()
    except KeyhavenError:
        return False
    return True


PARTS: dict[str, Callable[[], bool]] = {
    "database": _database_answers,
    "broker": _broker_answers,
    "worker": _worker_was_seen,
    "enclave": _enclave_answers,
}
