"""A list of wallets as plain django-ninja gives it, with the queries that our API makes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path
from ninja import NinjaAPI

from recovery.api.v1.schemas import Page, WalletOut
from recovery.flows import rate_limit
from recovery.models import ServerKey, Wallet

api = NinjaAPI(urls_namespace="plain")


@api.get("/wallets", response=Page[WalletOut])
def wallets(request: HttpRequest, limit: int) -> dict[str, Any]:
    prefix = "_".join(request.headers["Authorization"].split("_", 3)[:3])
    key = ServerKey.objects.select_related("relying_party").get(
        prefix=prefix.removeprefix("Bearer ")
    )
    rate_limit.count(what="plain", who=str(key.pk), most=1_000_000)
    rows = Wallet.objects.filter(holder__relying_party=key.relying_party)
    found = list(rows.order_by("-created_at", "-pk")[: limit + 1])
    return {"data": found[:limit], "next_cursor": None}


urlpatterns = [path("", api.urls)]
