"""Rows that wait for a worker, and what puts them there."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from recovery import tasks
from recovery.clouds import lane_of
from recovery.flows import work
from recovery.models import CloudAccount, Copy, Drill, Holder, Lane, Work
from tests.clouds.fault_server import FaultServer
from tests.person import Person

# What a lane takes in these tests, see the fixture narrow_lanes.
LANE_LIMIT = 8


def connected(person: Person, server: FaultServer, *, user: str = "sam") -> CloudAccount:
    place = {"url": server.url, "user": user}
    return person.connect(kind="webdav", place=place, secret="secret")


def new_accounts(holder: Holder, *, hosts: list[str]) -> list[CloudAccount]:
    """Places that wait for their check, one at each host."""
    return [
        CloudAccount.objects.create(
            holder=holder,
            kind="webdav",
            settings={"url": f"https://{host}/{number}"},
            lane=lane_of(kind="webdav", settings={"url": f"https://{host}/"}),
            due_at=timezone.now(),
        )
        for number, host in enumerate(hosts)
    ]


def next_row() -> tuple[str, str] | None:
    return work.next_row({kind: model for kind, (model, _) in tasks.KINDS.items()})


def time_passes() -> None:
    """Every pause is over; what is due by then is due now."""
    past = timezone.now() - timedelta(seconds=1)
    Lane.objects.exclude(rests_until=None).update(rests_until=past)
    CloudAccount.objects.exclude(rests_until=None).update(rests_until=past)
    for model in (Copy, CloudAccount):
        model.objects.filter(state=Work.State.DUE).update(due_at=past, turn=past)


def make_due(server: FaultServer) -> None:
    """Every copy is written again; what the server saw before is forgotten."""
    Copy.objects.update(state=Work.State.DUE, proved_at=None, attempts=0, error="")
    Drill.objects.all().delete()
    time_passes()
    server.seen.clear()
