"""Something moves as soon as somebody pressed something, also on pages without a script."""

from __future__ import annotations

from playwright.sync_api import Route, expect

from tests.browser.journey.conftest import NewDevice


def test_a_pressed_button_is_at_work_until_the_next_page_is_there(new_device: NewDevice) -> None:
    sam, sent = new_device(), list[str]()

    def keep_waiting(route: Route) -> None:
        sent.append(route.request.method)
        # After "no content" a browser stays where it is, as while it waits.
        route.fulfill(status=204)

    sam.go("/account/login/code/")
    sam.page.get_by_label("E-mail address").fill("nobody@mail.example")
    sam.page.route("**/account/login/code/", keep_waiting)
    button = sam.page.get_by_role("button", name="Send me a code", exact=True)
    button.click()
    expect(button).to_have_attribute("aria-busy", "true")
    expect(sam.page.get_by_role("status").filter(has_text="One moment…")).to_be_visible()
    button.click()
    expect(sam.page.locator("html.is-going")).to_be_attached()
    assert sent == ["POST"]
    sam.page.unroute("**/account/login/code/")
    sam.page.get_by_role("link", name="Sign in with a passkey").click()
    sam.sees("Sign in")
    sam.page.go_back()
    expect(button).not_to_have_attribute("aria-busy", "true")
