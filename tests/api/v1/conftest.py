from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.test import Client

from recovery.flows import server_keys
from recovery.models import ServerKey
from tests.tenant import Tenant

ALL = list(ServerKey.Scope.values)


class Server:
    """A relying party's server, with a key of its own."""

    def __init__(self, tenant: Tenant, scopes: Sequence[str] = ALL) -> None:
        made = server_keys.make(
            party=tenant.party, name="Server", scopes=scopes, by=tenant.owner.user
        )
        self.key, self.text = made.key, made.text

    def get(self, path: str, **query: Any) -> Any:
        return self.call(Client().get, path, query)

    def post(self, path: str, *, once: str = "", body: Any = None) -> Any:
        return self._send(Client().post, path, once=once, body=body)

    def put(self, path: str, *, once: str = "", body: Any = None) -> Any:
        return self._send(Client().put, path, once=once, body=body)

    def delete(self, path: str) -> Any:
        return self.call(Client().delete, path)

    def _send(self, method: Callable[..., Any], path: str, *, once: str, body: Any) -> Any:
        headers = {"Idempotency-Key": once} if once else {}
        return self.call(method, path, body or {}, content_type="application/json", headers=headers)

    def call(self, method: Callable[..., Any], path: str, *arguments: Any, **options: Any) -> Any:
        headers = {"Authorization": f"Bearer {self.text}", **options.pop("headers", {})}
        return method(f"/api/v1{path}", *arguments, headers=headers, **options)


@pytest.fixture
def acme(db: None) -> Tenant:
    return Tenant("acme")


@pytest.fixture
def zenith(db: None) -> Tenant:
    return Tenant("zenith")


@pytest.fixture
def server(acme: Tenant) -> Server:
    return Server(acme)
