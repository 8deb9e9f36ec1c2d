"""kill -9 between storing, fetching and noting: the share lies here until it is proved there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from recovery import base64url
from recovery.clouds import http
from recovery.flows import backup_shares, served_shares, share_server
from recovery.models import AuditEvent, ServedShare, SharePair
from tests.flows.share_receiver import ShareReceiver, running
from tests.tenant import Tenant

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SHARE = b"opaque share \x00\xff 1"
TEXT = base64url.encode(SHARE)
# What a worker does with the row, in a process of its own.
_RUN = """
import sys, django
django.setup()
from recovery.flows import served_shares
served_shares.run(sys.argv[1])
"""
# Failpoint → what the party's server was asked by then.
STEPS = {
    "served_shares.claimed": [],
    "served_shares.stored": ["backup"],
    "served_shares.asked": ["backup", "backup/fetch"],
}


@pytest.fixture
def receiver() -> Iterator[ShareReceiver]:
    with running() as receiver:
        yield receiver
    http.close_idle()


def _database_url() -> str:
    named = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite://{named['NAME']}"
    place = f"{named['HOST']}:{named['PORT']}/{named['NAME']}"
    return f"postgres://{named['USER']}:{quote(named['PASSWORD'])}@{place}"


def _die(row: ServedShare, failpoint: str) -> None:
    """A worker claims the row and is killed there; then its lease is over."""
    own = {"DATABASE_URL": _database_url(), "FAILPOINT": failpoint}
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(row.pk)],
        cwd=settings.BASE_DIR,
        env=os.environ | own | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
        timeout=60,
    )
    assert done.returncode == -signal.SIGKILL
    assert ServedShare.objects.filter(pk=row.pk).update(lease_until=None) == 1


def test_a_worker_killed_between_store_and_proof_loses_no_share_and_calls_none_stored(
    receiver: ShareReceiver,
) -> None:
    acme = Tenant("acme")
    SharePair.objects.filter(wallet=acme.wallet).delete()
    share_server.make(party=acme.party, url=receiver.url)
    which: Any = {"wallet": acme.wallet, "version": 1, "part": backup_shares.Part.CUSTODIAN}
    backup_shares.store_share(**which, share=SHARE, by="kh_live_1")
    row = ServedShare.objects.get(share__pair__wallet=acme.wallet)
    events = AuditEvent.objects.filter(kind=AuditEvent.Kind.SERVED_SHARE_STORED)

    for failpoint, asked in STEPS.items():
        receiver.got.clear()
        _die(row, failpoint)

        assert [path for path, _, _ in receiver.got] == asked
        row.refresh_from_db()
        assert (row.standing, row.proved_at) == (ServedShare.Standing.WAITING, None)
        assert not events.exists()
        assert backup_shares.release_share(**which, to="kh_live_2") == SHARE

    served_shares.run(str(row.pk))
    row.refresh_from_db()
    assert (row.standing, row.sealed_share) == (ServedShare.Standing.STORED, None)
    assert {share for _, share in receiver.shares[str(acme.wallet.pk)]} == {TEXT}
    assert backup_shares.release_share(**which, to="kh_live_2") == SHARE
    assert events.count() == 1
