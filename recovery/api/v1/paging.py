"""Pages of a list, newest first, that stay right while rows are added."""

from __future__ import annotations

import json
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime
from ninja import Query

from recovery import base64url
from recovery.api.v1.problems import Problem

MOST = 100

Limit = Annotated[int, Query(50, ge=1, le=MOST, description="Rows on a page.")]
Cursor = Annotated[str, Query("", max_length=200, description="`next_cursor` of the page before.")]


def page(rows: QuerySet[Any], *, by: str, limit: int, cursor: str, show: Any) -> dict[str, Any]:
    """One page of rows. by: the column of their time; rows of one moment follow by their id."""
    if cursor:
        at, row_id = _read(cursor, rows)
        rows = rows.filter(Q(**{f"{by}__lt": at}) | Q(**{by: at}, pk__lt=row_id))
    found = list(rows.order_by(f"-{by}", "-pk")[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    return {
        "data": [show(row) for row in found[:limit]],
        "next_cursor": _write(getattr(last, by), last.pk) if last else None,
    }


def _write(at: Any, row_id: Any) -> str:
    return base64url.encode(json.dumps([at.isoformat(), str(row_id)]).encode())


def _read(untrusted_cursor: str, rows: QuerySet[Any]) -> tuple[Any, Any]:
    try:
        time, row_id = json.loads(base64url.decode(untrusted_cursor))
        at = parse_datetime(time)
        if at is None or at.tzinfo is None:
            raise ValueError
        return at, rows.model._meta.pk.to_python(row_id)
    except (ValueError, TypeError, OverflowError, ValidationError, RecursionError) as error:
        raise Problem("bad_cursor") from error
