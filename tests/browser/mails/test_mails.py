"""Every mail as it is read, on a phone and on a desk: what axe says of it, and its pictures."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from html import escape
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Page, ViewportSize

from recovery.models import Notice
from tests.browser.journey.looks import look_at
from tests.browser.lib.conftest import Chromium, chromium, library_origin

__all__ = ["chromium", "library_origin"]

# Each is looked at in both schemes and at both widths, which takes its time.
pytestmark = [pytest.mark.slow, pytest.mark.looks]

# What a mail program shows beside its list.
PANE = ViewportSize(width=600, height=900)
AT = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
PARTY = SimpleNamespace(name="Keyhaven", origins=["https://keyhaven.example"])
WORDS = {
    "holder": SimpleNamespace(name="Samantha", relying_party=PARTY),
    "origin": "https://keyhaven.example",
    "site_name": "Keyhaven",
    "never_asked": "We never ask for your passkey or a code.",
    "path": "/wallets/8f3c/",
    "wallets": "Holidays",
    "place": "samantha at cloud.example",
    "what": "Your cloud is full. Free some space there, then try again.",
    "device": "Firefox (Linux)",
    "passkey": "My phone",
    "when": "21 November 2026, 15:00 UTC",
    "count": 3,
    "left": 7,
    "trace": "01455-74820",
    "answer": "Your cloud was away for an hour.\nIt is back, and your copy was read whole.",
    "lines": ["The apps that may ask for passkeys cannot be read."],
    "code": "BPBC-XTTC",
    "email": "samantha@mail.example",
    "from_email": "samantha@mail.example",
    "to_email": "sam@mail.example",
    "timestamp": AT,
    "expires_at": AT,
    "invited_by": "olive@mail.example",
    "role": "Operator",
    "url": "https://keyhaven.example/staff/invitations/8f3c/",
}
ACCOUNT = {
    *("account_already_exists", "email_changed", "email_confirmation"),
    *("email_confirmation_signup", "login_code", "unknown_account"),
}


def _mails() -> dict[str, tuple[str, str, str]]:
    """Subject, text and HTML of each mail."""
    ours = {name: _mail(f"emails/{name}", party="Acme") for name in Notice.Kind.values}
    of_accounts = {name: _mail(f"account/email/{name}", "_message") for name in sorted(ACCOUNT)}
    return {**ours, **of_accounts, "invitation": _mail("emails/invitation", party=PARTY)}


def _mail(name: str, ending: str = "", **more: object) -> tuple[str, str, str]:
    words = {**WORDS, **more}
    subject = render_to_string(f"{name}_subject.txt", words).strip()
    text, html = (render_to_string(f"{name}{ending}.{kind}", words) for kind in ("txt", "html"))
    return subject, text, html


def test_every_mail_can_be_read_by_everybody(chromium: Chromium) -> None:
    context, found = chromium.context(), list[str]()
    page = chromium.do(context.new_page)
    for name, (subject, text, html) in _mails().items():
        top = f"<title>{escape(subject)}</title><main><h1>{escape(subject)}</h1>"
        plain = (
            f"<html lang=en>{top}<pre style=white-space:pre-wrap>{escape(text)}</pre></main></html>"
        )
        chromium.do(partial(_look, page, f"mail {name}", html, found))
        chromium.do(partial(_look, page, f"mail {name} as text", plain, found))
    chromium.do(context.close)
    assert found == []


def _look(page: Page, state: str, html: str, found: list[str]) -> None:
    page.set_content(html)
    look_at(page, state, found, desk=PANE)
