"""The example of a server that keeps shares, asked by us."""

from __future__ import annotations

import importlib.util
import json
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from recovery.api.v1.schemas import StoredClientShareIn
from recovery.clouds import http
from recovery.flows import (
    backup_shares,
    served_shares,
    share_server,
    share_server_check,
    signed_messages,
)
from recovery.models import ServedShare, SharePair, ShareServer
from recovery.share_errors import ShareNotThere, ShareServerRefused
from tests.factories import new_relying_party
from tests.flows.share_receiver import running as receiving
from tests.serving import serving
from tests.tenant import Tenant

pytestmark = [pytest.mark.django_db, pytest.mark.database]

SHARE = b"opaque share \x00\xff 1"
GUIDE = Path(settings.BASE_DIR) / "docs" / "guide" / "self-managed-storage.md"
SAMPLE = re.compile(r"^```json\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = Path(settings.BASE_DIR) / "docs" / "examples" / "share-server" / "share_server.py"


def _example() -> Any:
    spec = importlib.util.spec_from_file_location("share_server_example", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


EXAMPLE = _example()


@contextmanager
def running(*, path: Path, secret: str) -> Iterator[str]:
    """Its base address."""
    server = EXAMPLE.server(port=0, path=str(path), secret=secret)
    server.RequestHandlerClass.log_message = lambda *words: None
    server.daemon_threads = True
    with serving(server):
        yield f"http://127.0.0.1:{server.server_port}{EXAMPLE.BASE}"
    http.close_idle()


@pytest.fixture
def acme(db: None) -> Tenant:
    tenant = Tenant("acme")
    # Shares that lie with us already stay there.
    SharePair.objects.filter(wallet=tenant.wallet).delete()
    return tenant


@pytest.fixture
def server(acme: Tenant, tmp_path: Path) -> Iterator[ShareServer]:
    server, secret = share_server.make(party=acme.party, url="https://acme.example/")
    with running(path=tmp_path / "shares.sqlite3", secret=secret) as url:
        ShareServer.objects.filter(pk=server.pk).update(url=url)
        server.refresh_from_db()
        yield server


def store(tenant: Tenant, share: bytes, *, version: int) -> ServedShare:
    wallet, part = tenant.wallet, backup_shares.Part.CUSTODIAN
    backup_shares.store_share(wallet=wallet, version=version, part=part, share=share, by="key")
    row = ServedShare.objects.get(share__pair__version=version)
    ServedShare.objects.filter(pk=row.pk).update(due_at=timezone.now())
    served_shares.run(str(row.pk))
    return ServedShare.objects.get(pk=row.pk)


def test_it_keeps_shares_and_gives_them_back(acme: Tenant, server: ShareServer) -> None:
    row = store(acme, SHARE, version=1)

    assert (row.standing, row.error, row.sealed_share) == ("stored", "", None)
    wallet, part = acme.wallet, backup_shares.Part.CUSTODIAN
    assert backup_shares.release_share(wallet=wallet, version=1, part=part, to="key") == SHARE
    assert len(share_server.fetch(server, wallet_id=acme.wallet.pk)) == 1
    assert share_server.fetch(server, wallet_id=acme.holder.pk) == []
    with pytest.raises(ShareNotThere):
        share_server.prove(server, wallet_id=acme.holder.pk, share="x")


def test_it_refuses_what_is_not_signed_with_its_secret(acme: Tenant, server: ShareServer) -> None:
    store(acme, SHARE, version=1)
    # Two rotations, so that the old secret signs no more.
    signed_messages.rotate_secret(server)
    signed_messages.rotate_secret(server)

    with pytest.raises(ShareServerRefused):
        share_server.fetch(server, wallet_id=acme.wallet.pk)
    with pytest.raises(ShareServerRefused):
        share_server.store(server, wallet_id=acme.wallet.pk, method="V1", share="x")


def test_the_set_up_check_finds_it_in_order(acme: Tenant, server: ShareServer) -> None:
    states = {line.name: line.state for line in share_server_check.lines(acme.party)}

    assert states == {"share server": "good", "share server's signature": "good"}


def test_the_set_up_check_finds_one_that_gives_shares_to_anybody(acme: Tenant) -> None:
    assert list(share_server_check.lines(acme.party)) == []
    with receiving() as careless:
        share_server.make(party=acme.party, url=careless.url)
        first, second = share_server_check.lines(acme.party)
        assert (first.state, second.state) == ("good", "bad")
        assert "anybody gets the shares" in second.text
        assert second.remedy

        careless.says("backup/fetch", 200, b'{"backupShares": ["of somebody"]}')
        assert [line.state for line in share_server_check.lines(acme.party)] == ["bad", "bad"]
        careless.says("backup/fetch", 500)
        down, unsure = share_server_check.lines(acme.party)
        assert (down.state, "share_server_refused" in down.text) == ("bad", True)
        assert unsure.state == "advice"
        assert {path for path, _, _ in careless.got} == {"backup/fetch"}
    http.close_idle()


def test_the_samples_for_shares_are_what_is_asked_and_taken() -> None:
    taken, fetched, answered, told = (
        json.loads(code) for code in SAMPLE.findall(GUIDE.read_text())
    )
    with receiving() as receiver:
        server, _ = share_server.make(party=new_relying_party("acme.example"), url=receiver.url)
        receiver.says("backup/fetch", 200, json.dumps(answered).encode())
        share, wallet_id = answered["backupShares"][0], uuid.uuid4()
        share_server.store(server, wallet_id=wallet_id, method=taken["backupMethod"], share=share)
        share_server.prove(server, wallet_id=wallet_id, share=share)
    http.close_idle()

    kept, asked = (json.loads(body) for _, _, body in receiver.got)
    assert kept == {**taken, "clientId": str(wallet_id)}
    assert asked == {**fetched, "clientId": str(wallet_id)}
    assert StoredClientShareIn(**told).model_dump() == told
