"""The pages of the admin, looked at by axe: light and dark, phone and desk."""

from __future__ import annotations

import secrets

import pytest
from playwright.sync_api import expect

from tests.browser.journey import steps
from tests.browser.journey.conftest import NewDevice
from tests.browser.journey.looks import look
from tests.browser.journey.stack import Stack
from tests.browser.journey.test_staff import add_android_app, add_party, enter, look_now

# Each state is looked at in both schemes and at both widths, which takes its time. Django's sheets
# import one another; axe would put them into the page once more, which our policy refuses.
pytestmark = pytest.mark.slow


def test_forms_of_staff(new_device: NewDevice, stack: Stack) -> None:
    olive, found = new_device(), list[str]()
    enter(olive, stack)
    name = f"Acme{secrets.token_hex(3)}"
    add_party(olive, name=name)
    look(olive, "admin, relying parties", found, sheets=False)
    olive.link(name)
    look(olive, "admin, policy", found, sheets=False)
    olive.page.get_by_label("Name:").fill("")
    olive.button("Save")
    look(olive, "admin, a form with errors", found, sheets=False)
    add_android_app(olive, party=f"{name} ({name.lower()}.localhost)")
    olive.page.locator("#result_list").get_by_role("link", name="com.acme.wallet").first.click()
    expect(olive.page.get_by_text("SHA-256 of its certificate")).to_be_visible()
    look(olive, "admin, an app", found, sheets=False)
    for path in ("walletapp", "webhook"):
        olive.go(f"/admin/recovery/{path}/add/")
        look(olive, f"admin, new {path}", found, sheets=False)
    assert found == []


def test_lists_of_staff(new_device: NewDevice, stack: Stack) -> None:
    sam, olive, found = new_device(), new_device(), list[str]()
    steps.make_wallet(sam, stack)
    steps.keep_copy(sam, stack)
    enter(olive, stack)
    look(olive, "admin, today", found, sheets=False)
    # Whoever has several companies finds a button for each above some lists.
    for _ in range(3):
        add_party(olive, name=f"Company{secrets.token_hex(3)}")
    for path in ("recovery/wallet", "recovery/auditevent", "recovery/copy", "providers"):
        olive.go(f"/admin/{path}/")
        look(olive, f"admin, list of {path}", found, sheets=False)
    look_now(olive, party="Keyhaven")
    look(olive, "admin, set-up", found, sheets=False)
    assert found == []
