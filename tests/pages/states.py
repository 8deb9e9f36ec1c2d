"""Every page that people see, and how it shows each of its states.

empty: there is nothing yet. loading: it is at work. error: something failed. success: it is there,
or done. A page that is added to project/urls.py needs a line here; see test_states.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from tests.pages import situations as has
from tests.pages.situations import Given


@dataclass(frozen=True)
class Reads:
    """The page reads so. given: what the person has then, if it is not what the page needs anyway.
    asked: what stands behind the address. posted: the fields of a form that was sent to it."""

    words: str
    given: Given | None = None
    posted: Mapping[str, str] | None = None
    asked: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Face:
    """One face of the page's panel, which a script shows; see static/js/panel.js."""

    name: str


@dataclass(frozen=True)
class Shot:
    """A journey in Chromium comes there, where axe looks at it and the gallery takes a picture."""

    state: str


@dataclass(frozen=True)
class Told:
    """A script says it in a copy of this element, which is a template of the page."""

    template: str


@dataclass(frozen=True)
class Ends:
    """It is over, and the person stands before another page, whose success says so."""

    page: str


@dataclass(frozen=True)
class Never:
    """The page cannot come into this state."""

    why: str


class Site(Enum):
    """What every page has from templates/base.html, and from our pages for failures."""

    BUSY = "the pressed button is at work, and words follow when it takes long"
    BROKEN = "our page for failures says what was not lost"


State = Reads | Face | Shot | Told | Ends | Never | Site
BUSY, BROKEN = Site.BUSY, Site.BROKEN
A_TEXT = Never("it is a text, which is always there")
A_FORM = Never("it is a form or a question, which waits for an answer")
WORKING, FAILED, DONE = Face("working"), Face("failed"), Face("done")


@dataclass(frozen=True)
class Page:
    """given: what a person has who comes to this page."""

    empty: State
    error: State
    success: State
    loading: State = BUSY
    given: Given = has.nothing
    more: Mapping[str, str] = field(default_factory=dict)


def text(words: str, *, given: Given = has.nothing, **more: str) -> Page:
    """A page that only says something."""
    return Page(empty=A_TEXT, error=BROKEN, success=Reads(words), given=given, more=more)


OPEN_PAGES = {
    "start": text("Lose the phone, not the wallet.", given=has.stranger),
    "trust": Page(empty=A_TEXT, loading=Face("checking"), error=FAILED, success=Face("proved")),
    "large_sums": text("For large sums"),
    "offline_tool": text("Open your backup without us"),
    "help_copies": text("What goes wrong, and what helps"),
    "help_copies_of": text("what goes wrong, and what helps", kind="webdav"),
    "docs": text("Quick start", name="guide/quick-start"),
    "api_docs": text("API"),
}

DEMO_PAGES = {
    "styleguide": text("Style guide"),
    "demo": Page(
        empty=Reads("Sign in to see what the server and the clouds hold of yours.", has.stranger),
        error=BROKEN,
        success=Reads("locked recovery share", has.copied),
    ),
    "demo_mail": Page(
        empty=Reads("No mails yet"), error=BROKEN, success=Reads("Hello Sam", has.a_mail)
    ),
}

ACCOUNT_PAGES = {
    "account_login": Page(
        given=has.stranger,
        empty=A_FORM,
        error=Told("failure"),
        success=Ends("account_confirm_login_code"),
    ),
    "account_request_login_code": Page(
        given=has.stranger,
        empty=A_FORM,
        error=Reads("Enter a valid email address", posted={"email": "nobody"}),
        success=Ends("account_confirm_login_code"),
    ),
    "account_confirm_login_code": Page(
        given=has.code_on_its_way,
        empty=A_FORM,
        error=Reads("That is not the code.", posted={"code": "999999"}),
        success=Shot("home"),
    ),
    "account_signup": Page(
        given=has.stranger,
        empty=A_FORM,
        error=Reads("Enter a valid email address", posted={"name": "Sam", "email": "nobody"}),
        success=Ends("account_email_verification_sent"),
    ),
    "account_email_verification_sent": Page(
        given=has.newly_signed_up,
        empty=A_FORM,
        error=Reads("That is not the code.", posted={"code": "999999"}),
        success=Shot("new passkey"),
    ),
    "account_email": Page(
        empty=A_FORM,
        error=Reads("Enter a valid email address", posted={"email": "nobody", "action_add": "1"}),
        success=Reads("Your address is"),
    ),
    "account_logout": Page(empty=A_FORM, error=BROKEN, success=Ends("start")),
    "account_inactive": text("This account is closed"),
    "passkeys": Page(
        empty=Reads("No passkey yet", has.only_an_address),
        error=BROKEN,
        success=Reads("Spare", has.second_passkey),
    ),
    "passkey_add": Page(empty=A_FORM, loading=WORKING, error=FAILED, success=DONE),
    "passkey_rename": Page(
        given=has.second_passkey,
        empty=A_FORM,
        error=Reads("Give it a name.", posted={"nickname": ""}),
        success=Shot("passkeys"),
    ),
    "passkey_remove": Page(
        given=has.second_passkey,
        empty=Reads("This is your only passkey.", has.only_passkey),
        loading=WORKING,
        error=FAILED,
        success=Shot("passkeys"),
    ),
    "settings": Page(
        empty=Never("an account always has something to set"),
        error=BROKEN,
        success=Reads("Everything is deleted on", has.leaving),
    ),
    "activity": Page(
        empty=Reads("Sign-ins, new devices and copies are listed here", has.only_an_address),
        error=BROKEN,
        success=Reads("locked anew", has.wallet),
    ),
    "signed_in": Page(
        empty=Reads("You are signed in nowhere else."),
        error=BROKEN,
        success=Reads("Safari (iPhone)", has.signed_in_elsewhere),
    ),
    "sign_out_there": Page(
        given=has.signed_in_elsewhere, empty=A_FORM, error=BROKEN, success=Ends("signed_in")
    ),
    "sign_out_elsewhere": Page(empty=A_FORM, error=BROKEN, success=Ends("signed_in")),
    "not_me": text("Sign out everybody else"),
    "leave": Page(
        empty=A_FORM,
        error=Reads("Tick the box, or keep everything.", posted={"word": "delete"}),
        success=Shot("leaving"),
    ),
    "help_requests": Page(
        empty=Reads("You have not asked for anything yet."),
        error=BROKEN,
        success=Reads("Waiting for an answer", has.asked_for_help),
    ),
    "staff_door": Page(
        given=has.staff_without_passkey,
        empty=A_FORM,
        error=Told("failure"),
        success=Shot("admin, today"),
    ),
    "invitation": Page(
        given=has.invited,
        empty=A_FORM,
        error=Reads("This invitation cannot be used.", has.nobody_invited),
        success=Shot("admin, today"),
    ),
}

WALLET_PAGES = {
    "home": Page(
        empty=Reads("No wallet yet"),
        error=Reads("is at risk", has.one_device),
        success=Reads("Each wallet", has.copied),
    ),
    "wallet_new": Page(empty=Face("name"), loading=WORKING, error=FAILED, success=DONE),
    "wallet": Page(
        given=has.wallet,
        empty=Reads("A locked copy lies with us."),
        loading=Reads("Backing up", has.place),
        error=FAILED,
        success=Reads("Backed up in 1 place", has.copied),
    ),
    "wallet_what_if": Page(
        given=has.wallet,
        empty=Never("the questions are always the same"),
        error=Reads("You would lose the wallet", has.one_device),
        success=Reads("You get it back", has.with_kit),
    ),
    "wallet_kit": Page(
        given=has.wallet, empty=Face("start"), loading=WORKING, error=FAILED, success=DONE
    ),
    "wallet_kit_check": Page(
        given=has.with_kit,
        empty=Reads("No kit opens this wallet today", has.wallet),
        loading=WORKING,
        error=Face("outdated"),
        success=Face("good"),
    ),
    "wallet_by_hand": Page(
        given=has.wallet, empty=Face("ready"), loading=WORKING, error=FAILED, success=DONE
    ),
    "wallet_take_along": Page(
        given=has.wallet, empty=Face("ready"), loading=WORKING, error=FAILED, success=DONE
    ),
    "wallet_password": Page(
        given=has.wallet, empty=Face("choose"), loading=WORKING, error=FAILED, success=DONE
    ),
    "wallet_pin": Page(
        given=has.wallet, empty=Face("choose"), loading=WORKING, error=FAILED, success=DONE
    ),
    "wallet_cloud_key": Page(
        given=has.wallet,
        empty=A_FORM,
        error=Reads("This is not a complete address.", asked={"address": "nowhere"}),
        success=Reads("There is a key already", has.with_cloud_key),
    ),
    "wallet_cloud_key_google": Page(
        given=has.wallet, empty=Face("ready"), loading=WORKING, error=FAILED, success=DONE
    ),
    "wallet_practice": Page(
        given=has.its_passkey, empty=Face("ready"), loading=WORKING, error=FAILED, success=DONE
    ),
    "wallet_backups": Page(
        given=has.wallet,
        empty=Reads("No place of yours holds a proved copy of the newest backup."),
        loading=Reads("We are bringing the backup back", has.bringing_back),
        error=Reads("Missing or damaged", has.damaged_here),
        success=Reads("Last read whole", has.copied),
    ),
}

PLACE_PAGES = {
    "cloud_add": Page(
        given=has.wallet,
        empty=Reads("Where shall the copy lie?"),
        error=Reads("This is not a complete address.", posted={"kind": "webdav", "url": "nowhere"}),
        success=Shot("backed up"),
    ),
    "cloud_consent": Page(
        given=has.wallet,
        more={"kind": "dropbox"},
        empty=A_FORM,
        error=Shot("not allowed"),
        success=Shot("backed up"),
    ),
    "cloud_nextcloud": Page(
        given=has.wallet,
        empty=Shot("address of a Nextcloud"),
        loading=Shot("waiting for a Nextcloud"),
        error=Reads("This is not a complete address.", posted={"url": "https://"}),
        success=Shot("backed up"),
    ),
    "icloud": Page(
        given=has.wallet,
        empty=Face("ready"),
        loading=WORKING,
        error=FAILED,
        success=Face("good"),
    ),
    "cloud_move": Page(
        given=has.two_places,
        empty=A_FORM,
        error=Reads("Choose a place.", posted={"target": ""}),
        success=Ends("wallet"),
    ),
    "cloud_support": Page(
        given=has.place,
        empty=A_FORM,
        error=Reads("look like recovery words", posted=has.WORDS_IN_A_NOTE),
        success=Ends("help_requests"),
    ),
    "cloud_disconnect": Page(
        given=has.place,
        empty=Reads("and none in a place of yours", has.place),
        error=Reads("Tick the box to disconnect this place.", posted={}),
        success=Shot("wallet with one way in"),
    ),
    "cloud_answer": Page(
        given=has.wallet,
        more={"kind": "dropbox"},
        empty=Never("it is opened with an answer, or with one that nobody asked for"),
        error=Shot("an answer that nobody asked for"),
        success=Shot("another account"),
    ),
    "consent_window": text("You can close this window", given=has.stranger),
}

RECOVERY_PAGES = {
    "recover": Page(
        given=has.stranger, empty=Face("empty"), loading=WORKING, error=FAILED, success=DONE
    ),
    "recover_pin": Page(
        empty=Reads("None of your wallets has a PIN"),
        error=BROKEN,
        success=Reads("Which wallet do you want back?", has.twice(has.with_pin)),
    ),
    "recover_password": Page(
        empty=Reads("None of your wallets has a password"),
        error=BROKEN,
        success=Reads("Which wallet do you want back?", has.twice(has.with_password)),
    ),
    "recover_kit": Page(
        empty=Reads("None of your wallets has a kit"),
        error=BROKEN,
        success=Reads("Which wallet do you want back?", has.twice(has.with_kit)),
    ),
    "recover_cloud_key": Page(
        empty=Reads("None of your wallets has a key in a cloud"),
        error=BROKEN,
        success=Reads("Which wallet do you want back?", has.twice(has.with_cloud_key)),
    ),
    "recover_wallet_pin": Page(
        given=has.with_pin, empty=Face("ready"), loading=WORKING, error=FAILED, success=DONE
    ),
    "recover_wallet_password": Page(
        given=has.with_password, empty=Face("ready"), loading=WORKING, error=FAILED, success=DONE
    ),
    "recover_wallet_kit": Page(
        given=has.with_kit, empty=Face("ready"), loading=WORKING, error=FAILED, success=DONE
    ),
    "recover_wallet_cloud_key": Page(
        given=has.with_cloud_key, empty=Face("ready"), loading=WORKING, error=FAILED, success=DONE
    ),
    "hosted_page": Page(
        given=has.sent_by_an_app,
        empty=Face("ready"),
        loading=WORKING,
        error=FAILED,
        success=Face("told"),
    ),
}

PAGES: dict[str, Page] = {
    **OPEN_PAGES,
    **DEMO_PAGES,
    **ACCOUNT_PAGES,
    **WALLET_PAGES,
    **PLACE_PAGES,
    **RECOVERY_PAGES,
}

# Addresses that show nobody a page: forms are sent there, programs ask there, files lie there.
ACTIONS = {
    *("wallet_band", "wallet_backup_file", "cloud_nextcloud_look", "cloud_nextcloud_stop"),
    *("cloud_try_again", "cloud_look", "cloud_move_action", "icloud_forget", "reminders"),
    *("stay", "language", "help_request_close", "demo_visit"),
    "hosted_wallet",
    *("demo_break", "demo_new_device"),
}
FILES = {"offline_tool_download", "browser_module", "hosted_keys", "healthz", "readyz"}
LEADS_ELSEWHERE = {"docs_first", "hosted"}
# Parts of a page, which htmx asks for.
PARTS = {"wallet_copies", "wallet_ways"}
