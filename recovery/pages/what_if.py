"""What would a person need if something were lost? Answered from what they really have.

Pure functions over a Standing. An answer is "covered" only when something that exists today would
bring the wallet back; what could be set up later does not count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from recovery.flows.backup_files import Method
from recovery.flows.export import WITHOUT_US
from recovery.flows.ways_in import WayIn
from recovery.pages import providers
from recovery.pages.safety import Standing


@dataclass(frozen=True)
class Answer:
    """One question, what is true today, and the step that would close the gap, if there is one.

    rests_on: the ways in that the answer counts on, each shown with its last test.
    """

    question: str
    verdict: str
    text: str
    is_covered: bool
    action: str = ""
    href: str = ""
    rests_on: Sequence[WayIn] = ()


def answers(standing: Standing) -> list[Answer]:
    losses = [
        _lost_device(standing),
        *_forgotten(standing),
        _lost_keeper(standing),
        _lost_cloud(standing),
        _we_are_gone(standing),
    ]
    return [*(_or_by_hand(standing, loss) for loss in losses), _somebody_has_it(standing)]


def _or_by_hand(standing: Standing, answer: Answer) -> Answer:
    """What was written down needs nothing that could be lost with something else."""
    written = standing.wallet.written_down_at
    if answer.is_covered or written is None:
        return answer
    return Answer(
        answer.question,
        _("You get it back with your words"),
        _(
            "You wrote them down on %(day)s. Every wallet program takes them, and so does this "
            "service while it is there."
        )
        % {"day": date_format(timezone.localtime(written), _("j F Y"))},
        is_covered=True,
    )


def _ways_url(standing: Standing) -> str:
    return reverse("wallet", args=[standing.wallet.pk]) + "#ways-title"


def _names(ways: Sequence[WayIn]) -> str:
    return str(get_text_list([way.name for way in ways]))


def _gap(question: str, why: str, standing: Standing) -> Answer:
    """Nothing would open the wallet any more; one more way in would."""
    return Answer(
        question,
        _("You would lose the wallet"),
        why,
        is_covered=False,
        action=_("Add a way in"),
        href=_ways_url(standing),
    )


def _lost_device(standing: Standing) -> Answer:
    question = _("My phone or computer is lost")
    if standing.outlive_a_device:
        return Answer(
            question,
            _("You get it back"),
            _("On a new device, press “Get my wallet back” and use %(names)s.")
            % {"names": _names(standing.usable)},
            is_covered=True,
            rests_on=standing.usable,
        )
    if standing.survives_a_lost_device:
        return Answer(
            question,
            _("You get it back with the other one"),
            _(
                "Each of these lives in one device: %(names)s. As long as one of them is left, the "
                "wallet comes back. Keep them apart."
            )
            % {"names": _names(standing.usable)},
            is_covered=True,
            rests_on=standing.usable,
        )
    return _gap(question, _("What opens it lives in one device only."), standing)


def _forgotten(standing: Standing) -> list[Answer]:
    """What somebody has to know by heart, for each that opens this wallet today."""
    questions = {Method.PIN: _("I forget my PIN"), Method.PASSWORD: _("I forget my password")}
    there = {way.slot.method for way in standing.usable}
    return [
        _without_method(standing, method, question)
        for method, question in questions.items()
        if method in there
    ]


def _without_method(standing: Standing, method: Method, question: str) -> Answer:
    others = [way for way in standing.usable if way.slot.method != method]
    if others:
        return Answer(
            question,
            _("You get it back"),
            _(
                "Nobody can tell it to you, and neither can we. Use %(names)s, and choose a new "
                "one then."
            )
            % {"names": _names(others)},
            is_covered=True,
            rests_on=others,
        )
    return _gap(
        question,
        _(
            "Nobody can tell it to you, and neither can we. On a new device nothing else opens "
            "the wallet."
        ),
        standing,
    )


def _lost_keeper(standing: Standing) -> Answer:
    """The account that keeps a synced passkey: Apple's, Google's, a password manager's."""
    question = _("I lose the account that keeps my passkeys")
    if _least_keepers(standing.usable) > 1:
        return Answer(
            question,
            _("You get it back"),
            _("Your ways in are kept in different places, so one of them stays."),
            is_covered=True,
        )
    return _all_in_one_account(question, standing)


def _all_in_one_account(question: str, standing: Standing) -> Answer:
    return _gap(
        question,
        _(
            "As far as we can see, everything that opens it is kept in the same account. A "
            "passkey in another password manager, or a hardware key, closes this gap."
        ),
        standing,
    )


def _least_keepers(ways: Sequence[WayIn]) -> int:
    """In how many places these are kept for certain. What lies in no account depends on itself."""
    in_accounts = [way for way in ways if _is_in_an_account(way)]
    # A passkey that does not say what keeps it may lie with any of those that do.
    named = {name for way in in_accounts if (name := _account_of(way))}
    return len(ways) - len(in_accounts) + max(len(named), bool(in_accounts))


def _is_in_an_account(way: WayIn) -> bool:
    if way.slot.method == Method.CLOUD_KEY:
        return way.slot.kind == "gdrive"
    return way.passkey is not None and way.passkey.backup_state


def _account_of(way: WayIn) -> str:
    """Its keeper's name, or an empty text."""
    if way.passkey is None:
        # Drive and the passkeys that Google syncs belong to one sign-in, as a rule.
        return providers.name_of(providers.GOOGLE)
    return providers.name_of(way.passkey.aaguid)


def _lost_cloud(standing: Standing) -> Answer:
    question = _("I lose my cloud account")
    if standing.ways is None and len(standing.proved) < 2:
        return Answer(
            question,
            _("You would lose the wallet"),
            _(
                "Our own copy of its backup is damaged just now, so nothing else is left. Bring "
                "the wallet back once, and our copy is right again."
            ),
            is_covered=False,
            action=_("Get it back"),
            href=reverse("recover"),
        )
    if all(way.slot.method == Method.CLOUD_KEY for way in standing.usable):
        return _all_in_one_account(question, standing)
    if len(standing.proved) > 1:
        text = _("We hold the same locked backup, and so do your other places.")
    elif standing.places:
        text = _("We hold the same locked backup. Connect another place afterwards.")
    elif standing.visited is not None:
        text = _(
            "We hold the locked backup. What lies in your iCloud only your browser has seen, so we "
            "do not count on it."
        )
    else:
        text = _("No cloud holds a copy yet, so nothing depends on one. We hold the locked backup.")
    return Answer(question, _("You get it back"), text, is_covered=True)


def _we_are_gone(standing: Standing) -> Answer:
    question = _("This service is gone")
    methods = {way.slot.method for way in standing.usable}
    if Method.KIT in methods:
        return Answer(
            question,
            _("You get it back with your emergency kit"),
            _(
                "The sheet and its file open the wallet without us and without the internet. See "
                "from time to time that you still have both."
            ),
            is_covered=True,
            action=_("Check your kit"),
            href=reverse("wallet_kit_check", args=[standing.wallet.pk]),
            rests_on=[way for way in standing.usable if way.slot.method == Method.KIT],
        )
    if methods & WITHOUT_US:
        return Answer(
            question,
            _("You get it back if you took everything along"),
            _("What opens it needs the file that we hold as well. Save it now, while we are here."),
            is_covered=False,
            action=_("Take everything with you"),
            href=reverse("wallet_take_along", args=[standing.wallet.pk]),
        )
    return Answer(
        question,
        _("You would lose the wallet"),
        _(
            "Every copy of the backup needs us to be opened. An emergency kit does not: a sheet of "
            "paper and a file."
        ),
        is_covered=False,
        action=_("Make an emergency kit"),
        href=reverse("wallet_kit", args=[standing.wallet.pk]),
    )


def _somebody_has_it(standing: Standing) -> Answer:
    question = _("Somebody has my phone")
    if len(standing.usable) > 1:
        return Answer(
            question,
            _("You can lock them out"),
            _(
                "They need your screen lock first. On another device, open this page and remove "
                "the passkey that is on the phone. After that it opens nothing, not even an old "
                "copy."
            ),
            is_covered=True,
        )
    return Answer(
        question,
        _("They need your screen lock, and you need another way in"),
        _(
            "Without a second way in you cannot lock out the only one. Choose a screen lock that "
            "nobody guesses."
        ),
        is_covered=False,
        action=_("Add a way in"),
        href=_ways_url(standing),
    )
