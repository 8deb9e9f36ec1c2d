"""What a person reads about a copy. Pure functions over rows; nothing is remembered or guessed.

"Backed up" appears only for a copy whose bytes were read back and found equal, and which the last
look at it did not find otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from recovery import errors
from recovery.clouds import backup_folder
from recovery.models import CloudAccount, Copy, Drill, Move, Work
from recovery.pages.remedies import Button, buttons

# After this long without a worker taking the row, the page says that copying has to wait.
WAITS_FOR_WORKER = timedelta(seconds=20)

STEPS = [
    (Copy.Step.CHECKING, gettext_noop("Looking at what is there")),
    (Copy.Step.WRITING, gettext_noop("Writing the new copy")),
    (Copy.Step.READING_BACK, gettext_noop("Reading it back to compare")),
    (Copy.Step.SWITCHING, gettext_noop("Making it the current copy")),
]


# A copy that was proved and cannot be seen just now is not lost.
_OUT_OF_SIGHT = {
    Drill.Health.CANNOT_REACH: (
        gettext_noop("Out of reach"),
        gettext_noop("The copy was whole when we last read it."),
    ),
    Drill.Health.NO_ACCESS: (
        gettext_noop("No access"),
        gettext_noop(
            "The copy was whole when we last read it. Until you reconnect, we can neither look at "
            "it nor renew it."
        ),
    ),
}


@dataclass(frozen=True)
class Line:
    """One step, with how far it is: "done", "now" or "later"."""

    text: str
    progress: str


@dataclass(frozen=True)
class MoveView:
    """How far the copies of one place are on their way to another one."""

    to: str
    lines: Sequence[Line]
    error_code: str
    error_message: str
    can_stop: bool
    can_leave_files: bool

    @property
    def goes_on(self) -> bool:
        return not self.can_leave_files


@dataclass(frozen=True)
class PlaceView:
    """One place, as a card on the wallet's page.

    tone is one of "good", "busy", "waiting", "unsure", "bad"; the words say the same, never colour
    alone. unsure: it was proved, but the last look could not see it.
    """

    account: CloudAccount
    copy: Copy | None
    tone: str
    title: str
    sentence: str
    lines: Sequence[Line]
    error_code: str = ""
    error_message: str = ""
    file_name: str = ""
    can_look: bool = False
    # A look at the copy is due, and this may say something else at any moment.
    look_is_due: bool = False
    # Where its copies are going, and where copies that have arrived lately came from.
    departure: MoveView | None = None
    came_from: str = ""

    @property
    def remedies(self) -> Sequence[Button]:
        """What helps against the error, if there is one."""
        return buttons(code=self.error_code, account=self.account) if self.error_code else ()

    @property
    def moving(self) -> bool:
        leaves = self.departure is not None and self.departure.goes_on
        return leaves or self.look_is_due or self.tone in {"busy", "waiting"}

    @property
    def folder(self) -> str:
        return self.file_name.partition("/")[0]

    @property
    def file(self) -> str:
        return self.file_name.partition("/")[2]


@dataclass(frozen=True)
class Overall:
    """Where a wallet stands as a whole. kind and icon as in parts/badge.html."""

    kind: str
    icon: str
    text: str
    is_backed_up: bool


def overall(places: Sequence[PlaceView]) -> Overall:
    """Say in a few words where a committed wallet stands; the server itself holds it always."""
    proved = sum(place.tone == "good" for place in places)
    unsure = sum(place.tone == "unsure" for place in places)
    broken = sum(place.tone == "bad" for place in places)
    if not places:
        return Overall("warn", "alert", _("Only on our server"), is_backed_up=False)
    if proved:
        where = ngettext("Backed up in 1 place", "Backed up in %(count)s places", proved)
        parts = [where % {"count": proved}]
        if broken:
            needs = ngettext("1 needs you", "%(count)s need you", broken)
            parts.append(needs % {"count": broken})
        if unsure:
            parts.append(_("%(count)s out of sight") % {"count": unsure})
        kind, icon = ("warn", "alert") if broken or unsure else ("success", "check")
        return Overall(kind, icon, ", ".join(parts), is_backed_up=True)
    if unsure:
        return Overall(
            "warn", "alert", _("Backed up, but out of sight just now"), is_backed_up=False
        )
    if broken == len(places):
        return Overall("danger", "alert", _("Not backed up in your cloud"), is_backed_up=False)
    return Overall("info", "sync", _("Backing up"), is_backed_up=False)


def move_view(*, move: Move, waiting: int, wallets: int) -> MoveView:
    """waiting: how many of the holder's wallets have no proved copy in the new place yet."""
    to, removes = move.target.account_hint, move.step == Move.Step.REMOVING
    copied = _("Writing and proving the copies in %(to)s: %(count)s of %(total)s") % {
        "to": to,
        # A wallet that was made while this was counted is among those that wait.
        "count": max(wallets - waiting, 0),
        "total": wallets,
    }
    if waiting:
        # Also while it removes: it waits for a new copy that is made good.
        progress = ["now", "later", "later"]
    else:
        progress = ["done", "done", "now"] if removes else ["done", "now", "later"]
    texts = [
        copied,
        _("Reading each new copy whole before an old one goes"),
        _("Removing the copies here"),
    ]
    stuck = removes and bool(move.error)
    return MoveView(
        to=to,
        lines=[Line(text, state) for text, state in zip(texts, progress, strict=True)],
        error_code=move.error if stuck else "",
        error_message=_(errors.message_of(move.error)) if stuck else "",
        can_stop=not removes,
        can_leave_files=stuck and not waiting,
    )


def place_view(
    *,
    account: CloudAccount,
    copy: Copy | None,
    now: datetime,
    rests_until: datetime | None = None,
) -> PlaceView:
    """Decide what to say about one place.

    rests_until: before which time nobody asks its cloud, see flows/lanes.py.
    """
    row = account if account.state != Work.State.DONE else copy
    if row is not None and rests_until and row.state == Work.State.DUE and not row.error:
        return _resting(account, copy, rests_until)
    if account.state != Work.State.DONE and (copy is None or copy.proved_at is None):
        return _checking(account, now)
    if copy is not None and copy.state == Work.State.SUPERSEDED:
        return _leaving(account) if hasattr(copy.account, "departure") else _overtaken(account)
    if copy is None:
        return PlaceView(
            account, None, "waiting", _("Connected"), _("Your next backup is copied here."), []
        )
    if copy.state == Work.State.DONE and copy.proved_at is not None:
        return _proved(account, copy, now)
    if copy.state == Work.State.BLOCKED:
        return _failed(
            account, copy, copy.error, title=_("Not backed up here"), tone="bad", ours=copy
        )
    return _working(account, copy, now)


def _leaving(account: CloudAccount) -> PlaceView:
    """A copy is given up where all copies have moved away."""
    sentence = _("Every copy is proved in the new place. We are taking the old ones out here.")
    return PlaceView(account, None, "busy", _("Moving away"), sentence, [])


def _overtaken(account: CloudAccount) -> PlaceView:
    """The backup has changed while the page was made; the next look finds its new copy."""
    sentence = _("This takes a few seconds.")
    return PlaceView(account, None, "busy", _("Backing up"), sentence, [])


def _checking(account: CloudAccount, now: datetime) -> PlaceView:
    if account.state == Work.State.BLOCKED:
        return _failed(account, None, account.error, title=_("Not connected"), tone="bad")
    if account.error:
        return _failed(account, None, account.error, title=_("Trying to connect"), tone="waiting")
    if _waits_for_worker(account, now):
        return _waiting(account, None)
    return PlaceView(
        account,
        None,
        "busy",
        _("Checking this place"),
        _("We write a small test file, read it back, compare it and delete it."),
        [],
    )


def _proved(account: CloudAccount, copy: Copy, now: datetime) -> PlaceView:
    drill: Drill | None = getattr(copy, "drill", None)
    # One that is tried again and again, because a cloud stays away, is not waited for.
    look_is_due = drill is not None and drill.due_at <= now and not drill.error
    if drill is not None and look_is_due and not _waits_for_worker(drill, now):
        return _looking(account, copy)
    if drill is not None and drill.health in _OUT_OF_SIGHT:
        if account.state == Work.State.DUE and not account.error:
            # It has just been connected again; the copy is looked at right after this check.
            return _checking(account, now)
        return replace(_unsure(account, copy, drill), look_is_due=look_is_due)
    blocked = account.error if account.state == Work.State.BLOCKED else ""
    return PlaceView(
        account,
        copy,
        "good",
        _("Backed up"),
        _("The copy itself was read back, and every byte was right.")
        if blocked
        else _("We read the copy back, and every byte is right."),
        [],
        error_code=blocked,
        error_message=_(errors.message_of(blocked)) if blocked else "",
        file_name=copy.place,
        can_look=drill is not None,
        look_is_due=look_is_due,
    )


def _looking(account: CloudAccount, copy: Copy) -> PlaceView:
    sentence = _("We read the copy again and compare every byte. This takes a few seconds.")
    return PlaceView(account, copy, "busy", _("Looking at the copy"), sentence, [])


def _unsure(account: CloudAccount, copy: Copy, drill: Drill) -> PlaceView:
    title, sentence = map(_, _OUT_OF_SIGHT[Drill.Health(drill.health)])
    return PlaceView(
        account,
        copy,
        "unsure",
        title,
        sentence,
        [],
        error_code=drill.error,
        error_message=_(errors.message_of(drill.error)),
        file_name=copy.place,
        can_look=True,
    )


def _working(account: CloudAccount, copy: Copy, now: datetime) -> PlaceView:
    if copy.error:
        return _failed(account, copy, copy.error, title=_("Not backed up yet"), tone="waiting")
    if _waits_for_worker(copy, now):
        return _waiting(account, copy)
    return PlaceView(
        account, copy, "busy", _("Backing up"), _("This takes a few seconds."), _lines(copy)
    )


def _resting(account: CloudAccount, copy: Copy | None, until: datetime) -> PlaceView:
    return PlaceView(
        account,
        copy,
        "waiting",
        _("Waiting for your cloud"),
        _(
            "It asked us to wait, or answers nobody just now. Nothing is lost. "
            "We go on by ourselves at %(time)s, and you can close this page."
        )
        % {"time": date_format(timezone.localtime(until), "H:i e")},
        [],
    )


def _waiting(account: CloudAccount, copy: Copy | None) -> PlaceView:
    return PlaceView(
        account,
        copy,
        "waiting",
        _("Waiting"),
        _(
            "Our copying service is not answering just now. Your backup is safe with us and is "
            "copied here as soon as the service is back. You can close this page."
        ),
        [],
    )


def _failed(
    account: CloudAccount,
    copy: Copy | None,
    code: str,
    *,
    title: str,
    tone: str,
    ours: Copy | None = None,
) -> PlaceView:
    earlier = ours is not None and ours.proved_at is not None
    sentence = _("An older copy is still there.") if earlier else _("Nothing was lost.")
    return PlaceView(
        account,
        copy,
        tone,
        title,
        sentence,
        [],
        error_code=code,
        error_message=_(errors.message_of(code)),
    )


def _waits_for_worker(row: Work, now: datetime) -> bool:
    unclaimed = row.lease_until is None or row.lease_until < now
    return unclaimed and row.due_at < now - WAITS_FOR_WORKER


def _lines(copy: Copy) -> list[Line]:
    order = [step for step, _text in STEPS]
    at = order.index(Copy.Step(copy.step)) if copy.step in order else -1
    return [
        Line(_(text), "done" if index < at else "now" if index == at else "later")
        for index, (_step, text) in enumerate(STEPS)
    ]


def folder_of(name: str) -> str:
    """The folder's name, as the person will find it in the cloud."""
    return backup_folder.folder_name(name)
