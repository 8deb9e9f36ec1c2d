"""What a person reads about a copy that only their browser reaches. Never more than it saw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from recovery.flows.visits import VISIT_IS_OLD
from recovery.models import Drill, VisitedCopy


@dataclass(frozen=True)
class VisitedView:
    """tone: "good", "unsure" or "bad". The words say the same, never colour alone."""

    copy: VisitedCopy
    tone: str
    title: str
    sentence: str


_FOUND = {
    Drill.Health.MISSING: (
        _("Not there"),
        _("Your browser found no copy in your iCloud."),
    ),
    Drill.Health.STALE: (
        _("Older than your backup"),
        _("Your browser found a copy of an earlier time."),
    ),
    Drill.Health.INVALID: (
        _("Damaged"),
        _("What your browser found there is not what it wrote."),
    ),
    Drill.Health.NO_ACCESS: (
        _("No access"),
        _("Your iCloud did not let your browser in. What lies there is not lost by that."),
    ),
    Drill.Health.CANNOT_REACH: (
        _("Out of reach"),
        _("Your iCloud did not answer. What lies there is not lost by that."),
    ),
}


def visited_view(copy: VisitedCopy, *, number: int, now: datetime) -> VisitedView:
    """number: the generation that counts now."""
    health = Drill.Health(copy.health)
    if health != Drill.Health.HEALTHY:
        is_lost = health in {Drill.Health.MISSING, Drill.Health.INVALID}
        title, sentence = _FOUND[health]
        return VisitedView(copy, "bad" if is_lost else "unsure", gettext(title), gettext(sentence))
    if copy.number < number:
        return VisitedView(
            copy,
            "unsure",
            gettext("Older than your backup"),
            gettext("The backup has changed since your browser was there. It opens nothing now."),
        )
    if copy.visited_at < now - VISIT_IS_OLD:
        return VisitedView(
            copy,
            "unsure",
            gettext("Not seen for a month"),
            gettext("Your browser read the whole copy then. Nobody has looked since."),
        )
    return VisitedView(
        copy,
        "good",
        gettext("Seen by your browser"),
        gettext(
            "When you last looked, your browser read the whole copy, and every byte was right."
        ),
    )
