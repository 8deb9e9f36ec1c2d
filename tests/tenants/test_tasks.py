"""Whatever workers do for one relying party, another one has no part in it: every task, each kind
of row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from celery import current_app
from django.core import mail
from django.utils import timezone

from recovery import tasks
from recovery.clouds import http
from recovery.flows import moves, notices, served_shares, setup_check, setup_line, webhooks
from recovery.models import (
    AuditEvent,
    BackupShare,
    CloudAccount,
    Copy,
    Drill,
    Generation,
    Holder,
    Invitation,
    Notice,
    PinTries,
    Reminder,
    Restore,
    Revocation,
    SetupCheck,
    Work,
)
from tests.flows.webhook_receiver import Receiver, running
from tests.tenants.household import Household
from tests.tenants.ownership import differing, leaks, rows_of

pytestmark = pytest.mark.django_db

LONG_AGO = timedelta(days=2)

# --- What is to be done for one relying party ----------------------------------------------------


def place_to_check(of: Household) -> None:
    CloudAccount.objects.filter(pk=of.account.pk).update(state="due")


def copy_to_make(of: Household) -> None:
    for file in of.folder.rglob("*.json"):
        file.unlink()
    Copy.objects.filter(pk=of.copy.pk).update(state="due", proved_at=None)


def copies_to_move(of: Household) -> None:
    target = of.second_place()
    moves.start(holder=of.holder, source_id=of.account.pk, target_id=target.pk)


def copy_to_look_at(of: Household) -> None:
    now = timezone.now()
    Drill.objects.filter(copy=of.copy).update(state="due", due_at=now, turn=now)


def backup_to_bring_back(of: Household) -> None:
    Generation.objects.filter(pk=of.generation.pk).update(envelope=None)
    Restore.objects.filter(generation=of.generation).update(state="due")


def mail_to_send(of: Household) -> None:
    notices.tell(
        holder=of.holder,
        kind=Notice.Kind.COPY_FIXED,
        context={"place": of.account.account_hint},
    )


def reminder_to_send(of: Household) -> None:
    Reminder.objects.create(wallet=of.wallet, kind="second_way", due_at=timezone.now())


def invitation_to_send(of: Household) -> None:
    Invitation.objects.filter(pk=of.invitation.pk).update(state="due")


def event_to_tell(of: Household) -> None:
    webhooks.ping(of.webhook)


def site_to_look_at(of: Household) -> None:
    """It was well yesterday. Nobody answers there today, so its owners are told."""
    lines = [
        {"name": "https", "about": of.word, "state": setup_line.GOOD, "text": "", "remedy": ""}
    ]
    check, _ = SetupCheck.objects.get_or_create(
        relying_party=of.party, defaults={"due_at": timezone.now()}
    )
    SetupCheck.objects.filter(pk=check.pk).update(lines=lines, state="due")


def share_to_store(of: Household) -> None:
    """On a server that is away today, so that it fails at once."""
    of.keep_shares()
    share = BackupShare.objects.get(served__server__relying_party=of.party)
    served_shares.keep_again(share.served, data=of.word.encode())


def permission_to_give_back(of: Household) -> None:
    """At a provider with which this server is not registered, so that it is over at once."""
    Revocation.objects.create(kind="dropbox", settings={"of": of.word}, due_at=timezone.now())


def trouble_to_tell_of(of: Household) -> None:
    Copy.objects.filter(pk=of.copy.pk).update(state="blocked", error="cloud_full")
    PinTries.objects.create(
        wallet=of.wallet, failed=3, left=7, tried_at=timezone.now() - timedelta(hours=1)
    )


def event_to_link(of: Household) -> None:
    kind, detail = AuditEvent.Kind.RECOVERED, {"device": f"{of.word} laptop"}
    AuditEvent.objects.create(holder=of.holder, kind=kind, detail=detail)


def one_wallet_less_to_count(of: Household) -> None:
    Copy.objects.filter(pk=of.copy.pk).update(proved_at=None)


def person_to_forget(of: Household) -> None:
    Holder.objects.filter(pk=of.holder.pk).update(leaves_at=timezone.now() - LONG_AGO)


Arrange = Callable[[Household], None]
ROWS: dict[str, Arrange] = {
    "cloudaccount": place_to_check,
    "copy": copy_to_make,
    "move": copies_to_move,
    "drill": copy_to_look_at,
    "restore": backup_to_bring_back,
    "notice": mail_to_send,
    "reminder": reminder_to_send,
    "invitation": invitation_to_send,
    "delivery": event_to_tell,
    "setupcheck": site_to_look_at,
    "servedshare": share_to_store,
    "revocation": permission_to_give_back,
}
# What the clock runs goes over all relying parties.
CLOCK: dict[str, Arrange] = {
    "recovery.tasks.sweep": copy_to_make,
    "recovery.tasks.alarm": trouble_to_tell_of,
    "recovery.tasks.link": event_to_link,
    "recovery.tasks.count": one_wallet_less_to_count,
    "recovery.tasks.clean": person_to_forget,
}
# It wakes workers, with messages that name nothing. Here is no broker to take them.
UNSEEN = "recovery.tasks.sweep"
WORK = "recovery.tasks.work"
MATRIX = [(WORK, kind) for kind in ROWS] + [(task, "") for task in CLOCK]

# --- Two relying parties -------------------------------------------------------------------------


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with running() as receiver:
        yield receiver
    http.close_idle()


@pytest.fixture
def households(db: None, cloud_root: Path, receiver: Receiver) -> tuple[Household, Household]:
    # No random bytes of a backup spell such long words by chance.
    words = ("acmetraders", "zenithlenders")
    pair = [Household(word, root=cloud_root, receiver=receiver) for word in words]
    # What became due by making them is not what is looked at.
    tasks.link()
    setup_check.plan()
    for model, _ in tasks.KINDS.values():
        model._default_manager.update(state=Work.State.DONE)
    tasks.count()
    receiver.got.clear()
    mail.outbox.clear()
    return pair[0], pair[1]


def run(task: str) -> None:
    current_app.tasks[task].apply().get()


def seen(of: Household, receiver: Receiver) -> dict[str, object]:
    """Everything by which one could notice that something was done for a relying party."""
    mails = [each.subject for each in mail.outbox if of.word in each.to[0]]
    told = [body for path, _, body in receiver.got if path.endswith(f"of={of.word}")]
    left = list(Revocation.objects.filter(settings__of=of.word))
    return {**rows_of(of), **of.files(), "mails": mails, "told": told, "revocations": left}


@pytest.mark.parametrize(("task", "kind"), MATRIX)
def test_a_task_mixes_no_two_parties(
    households: tuple[Household, Household], receiver: Receiver, task: str, kind: str
) -> None:
    acme, zenith = households
    arrange = ROWS[kind] if kind else CLOCK[task]

    arrange(acme)
    theirs, ours = seen(zenith, receiver), seen(acme, receiver)
    run(task)

    is_done = differing(ours, seen(acme, receiver))
    assert is_done or task == UNSEEN, "nothing was done, so nothing was tested"
    assert differing(theirs, seen(zenith, receiver)) == set()

    # Now that there is something to tell of each, neither is told of the other.
    arrange(zenith)
    run(task)

    assert leaks(acme, zenith) == []
    for mine, other in ((acme, zenith.word), (zenith, acme.word)):
        assert other not in told_to(mine, receiver)


def told_to(of: Household, receiver: Receiver) -> str:
    """All that leaves the service for one relying party: mails, webhooks, and files in clouds."""
    mails = [each.message().as_string() for each in mail.outbox if of.word in each.to[0]]
    bodies = [str(body) for path, _, body in receiver.got if path.endswith(f"of={of.word}")]
    return "".join([*mails, *bodies, *(f"{path}{data!r}" for path, data in of.files().items())])


def test_every_task_and_every_kind_of_row_is_in_the_matrix() -> None:
    ours = {name for name in current_app.tasks if name.startswith("recovery.")}

    assert ours == {WORK, *CLOCK}
    assert set(tasks.KINDS) == set(ROWS)
