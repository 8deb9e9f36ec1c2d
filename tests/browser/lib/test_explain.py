"""Everything that can go wrong has words: what happened, and what to do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from recovery import errors
from recovery.clouds.errors import CloudError
from recovery.share_errors import ShareServerError
from tests.browser.lib.conftest import Tab

pytestmark = pytest.mark.browser

TABLE = 'const { EXPLANATIONS } = await import("/static/js/flows/explain.js");'
# Said by the server's own pages, never by a script.
_OF_PAGES = {
    error.code
    for error in (
        errors.AppListed,
        errors.AppUnknown,
        errors.CloudInUse,
        errors.CloudNotAllowed,
        errors.CopyBesideKey,
        errors.FileOfAnotherWallet,
        errors.FileOutdated,
        errors.FileUnreadable,
        errors.FingerprintUnreadable,
        errors.InvitationUnusable,
        errors.LastOwner,
        errors.LastPasskey,
        errors.MoveTooLate,
        errors.MoveUnderway,
        errors.NewCopyUnproved,
        errors.PasskeyInUse,
        errors.PolicyRefused,
        errors.ReturnAddressUnknown,
        errors.SamePlace,
        errors.ServerCopyDamaged,
        errors.SupportFormStale,
        errors.SupportNoteRefused,
    )
}
# Said by the page that opens a backup without the service, in words of its own.
_OF_THE_OFFLINE_PAGE = {
    "kit_file", "needs_service", "no_such_way", "other_generation", "other_share", "no_commit",
}  # fmt: skip
# Of a script on somebody else's site, which has words of its own for its people.
_OF_OTHER_SITES = {
    *("client_share", "hosted_answer", "hosted_cancelled", "hosted_over", "method_unsupported"),
    *("operation_in_progress", "origin_unknown", "popup_blocked", "popup_closed"),
    *("kit_code", "password_not_drawn", "pin_refused", "session_missing", "way_not_added"),
    "worker_missing",
}
# Of the backup shares of a wallet from elsewhere, which its own app speaks of.
_OF_SHARES = {
    *("eject_closed", "eject_makers_away", "eject_not_allowed"),
    *("key_service_off", "key_service_unavailable"),
    *("share_conflict", "share_outdated", "share_too_large", "share_unreadable"),
    "too_many_methods",
}
# Of the edge itself: no session, a stale CSRF token, no answer, or none that can be read.
_OF_THE_EDGE = {"unauthorized", "forbidden", "offline", "bad_answer", "unknown"}
# Of what the pages do with the library.
_OF_THE_FLOWS = {"page_incomplete", "restore_failed", "stretch_failed", "no_opener"}


def codes_of(kind: type[errors.KeyhavenError]) -> Iterator[str]:
    """Of the tree; what a cloud does is told on the wallet's page, by the server, and what a
    relying party's own server does is told to its staff."""
    yield kind.code
    for child in kind.__subclasses__():
        if child not in (CloudError, ShareServerError):
            yield from codes_of(child)


def test_every_code_that_a_page_can_meet_is_explained(lab: Tab) -> None:
    explained = set(lab.run(f"{TABLE} return Object.keys(EXPLANATIONS);"))
    library = set(lab.run("return Object.keys((await lib('errors')).MESSAGES);"))
    library -= _OF_THE_OFFLINE_PAGE | _OF_OTHER_SITES
    server = set(codes_of(errors.KeyhavenError)) - _OF_PAGES - _OF_OTHER_SITES - _OF_SHARES
    places = set(lab.run('return (await import("/static/js/clouds/errors.js")).CODES;'))
    assert explained == library | server | places | _OF_THE_EDGE | _OF_THE_FLOWS


def test_every_explanation_says_what_to_do(lab: Tab) -> None:
    table = lab.run(f"{TABLE} return EXPLANATIONS;")
    for code, told in table.items():
        assert set(told) == {"title", "what", "todo", "action"}, code
        assert told["action"] in {"again", "reload", "sign_in", "home", "none"}, code
        assert all(told[part].strip() for part in ("title", "what", "todo")), code
        assert [told["what"][-1], told["todo"][-1]] == [".", "."], code
        assert not told["title"].endswith("."), code


def test_what_nobody_foresaw_is_explained_and_left_in_the_console(tab: Tab) -> None:
    script = """
      const { explain } = await import("/static/js/flows/explain.js");
      return explain(new TypeError("x")).code;
    """
    assert tab.run(script) == "unknown"
    # What the console says arrives no later than the answer to the next question.
    tab.run("")
    assert len(tab.messages) == 1
    tab.messages.clear()
