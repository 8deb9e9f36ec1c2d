from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from recovery.api.v1 import paging
from recovery.api.v1.answers import answers
from recovery.api.v1.paging import Cursor, Limit
from recovery.api.v1.people import HolderId
from recovery.api.v1.router import party_of, reads, v1
from recovery.api.v1.schemas import CloudOut, Page
from recovery.models import CloudAccount


@v1.get("/clouds", auth=reads, response=answers(Page[CloudOut]), tags=["copies"])
def clouds(
    request: HttpRequest, limit: Limit, cursor: Cursor, holder_id: HolderId
) -> dict[str, Any]:
    """Places that people connected for their copies, newest first."""
    rows = CloudAccount.objects.filter(holder__relying_party=party_of(request))
    if holder_id is not None:
        rows = rows.filter(holder_id=holder_id)
    return paging.page(rows, by="created_at", limit=limit, cursor=cursor, show=_cloud)


def _cloud(row: CloudAccount) -> dict[str, Any]:
    return {
        "id": row.pk,
        "holder_id": row.holder_id,
        "cloud": row.kind,
        "place": row.account_hint,
        "state": row.state,
        "error": row.error,
        "checked_at": row.checked_at,
        "created_at": row.created_at,
    }
