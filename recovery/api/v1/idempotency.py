"""Asked twice with one Idempotency-Key, a thing is done once and answered twice."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from typing import Annotated, Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from ninja import Header

from recovery.api.v1.problems import Problem
from recovery.api.v1.router import party_of
from recovery.models import IdempotentAnswer

MOST_CHARACTERS = 255

IdempotencyKey = Annotated[
    str | None,
    Header(None, alias="Idempotency-Key", description="A text of your own; up to 255 characters."),
]


def once(request: HttpRequest, key: str | None, do: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Do it, or give the answer of the time that it was done."""
    if not key or len(key) > MOST_CHARACTERS:
        raise Problem("idempotency_key_missing")
    name = hashlib.sha256(key.encode()).digest()
    asked = hashlib.sha256(
        b"\0".join([(request.method or "").encode(), request.path.encode(), request.body])
    ).digest()
    try:
        with transaction.atomic():
            # The row comes first: of two requests at once, one does it and one waits for this.
            row = IdempotentAnswer.objects.create(
                relying_party=party_of(request), key_sha256=name, request_sha256=asked, answer={}
            )
            answer = do()
            IdempotentAnswer.objects.filter(pk=row.pk).update(answer=answer)
            return answer
    except IntegrityError:
        row = IdempotentAnswer.objects.get(relying_party=party_of(request), key_sha256=name)
    if not hmac.compare_digest(bytes(row.request_sha256), asked):
        raise Problem("idempotency_key_reused")
    found: dict[str, Any] = row.answer
    return found
