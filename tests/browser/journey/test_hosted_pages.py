"""The example of a wallet page that has our pages do the work, at an origin of its own."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journey import steps, test_kit, test_password, test_pin
from tests.browser.journey.conftest import NewDevice
from tests.browser.journey.device import Person
from tests.browser.journey.stack import ROOT, Stack
from tests.serving import serving

_REGISTER = """
from recovery.flows import our_site
from recovery.models import ReturnAddress, WalletApp
app = WalletApp.objects.create(relying_party=our_site.relying_party(), name="Pocket")
ReturnAddress.objects.create(app=app, value="%s")
print(app.pk)
"""
# A page of somebody else that opens our window in the app's name, and says and hears what it can.
_IMPOSTOR = """<!doctype html><link rel="icon" href="data:,">
<title>Impostor</title><button>Go</button>
<script type="module" src="impostor.js"></script>"""
_IMPOSTOR_SCRIPT = """
globalThis.heard = [];
addEventListener("message", ({ data }) => heard.push(data));
document.querySelector("button").addEventListener("click", () => {
  const popup = open("%(address)s");
  const forged = { keyhaven: "%(state)s", type: "wallet", wid: "A".repeat(22),
    name: "Stolen", secret: new Uint8Array(16) };
  setInterval(() => popup.postMessage(forged, "*"), 100);
});
"""
_STATE = "x" * 32
_MAIL = "pocket@mail.example"
_WALLETS_OF = """SELECT wallet.id FROM recovery_wallet wallet
JOIN recovery_holder holder ON holder.id = wallet.holder_id
JOIN recovery_user user ON user.id = holder.user_id WHERE user.email = ?"""
# What the example has no button for: other ways in.
_CONNECT = """async () => {
  const { app, server } = await import("/config.js");
  const { hostedPages } = await import("/keyhaven.js");
  const returnTo = location.origin + location.pathname;
  globalThis.pages = hostedPages({ server, app, returnTo });
  globalThis.byAddress = hostedPages({ server, app, returnTo, mode: "redirect" });
}"""
_MAKE = """async () => {
  globalThis.wallet = await pages.createWallet({ name: "Rainy days" });
  return wallet.address;
}"""
_PROTECT = """([mode, method, id]) => {
  const what = id === null ? wallet : { id };
  const work = globalThis[mode].protect(method, undefined, what);
  globalThis.outcome = work.then((done) => done.id, ({ code }) => code);
}"""
_RECOVER = """() => {
  globalThis.outcome = pages.recover().then(([back]) => back.address, ({ code }) => code);
}"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@dataclass(frozen=True)
class Pocket:
    """The app's page, and that of an impostor, each at an origin of its own."""

    url: str
    impostor: str


@pytest.fixture(scope="module")
def pocket(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pocket]:
    folder = tmp_path_factory.mktemp("pocket")
    shutil.copytree(ROOT / "docs" / "examples" / "hosted-pages", folder, dirs_exist_ok=True)
    shutil.copy(ROOT / "recovery" / "module" / "keyhaven.js", folder)
    handler = partial(_Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    with serving(server):
        url = f"http://pocket.localhost:{server.server_port}/"
        app = stack.run_python(_REGISTER % url)
        _configure(folder, stack=stack, app=app, url=url)
        yield Pocket(url, f"http://impostor.localhost:{server.server_port}/impostor.html")


def _configure(folder: Path, *, stack: Stack, app: str, url: str) -> None:
    config = f'export const server = "{stack.origin}";\nexport const app = "{app}";\n'
    (folder / "config.js").write_text(config)
    asked = f"app={app}&return_to={url}&state={_STATE}&nonce={_STATE}&mode=popup"
    address = f"{stack.origin}/hosted/?{asked}&action="
    (folder / "impostor.html").write_text(_IMPOSTOR)
    words = {"address": f"{address}recover", "state": _STATE}
    (folder / "impostor.js").write_text(_IMPOSTOR_SCRIPT % words)


def opened(sam: Person, app: Page, button: str, passkeys: list[dict[str, Any]]) -> None:
    """Press a button of the app, and go on in the window that it opens."""
    with app.expect_popup() as found:
        app.get_by_role("button", name=button, exact=True).click()
    sam.sit_at(found.value, passkeys)


def sign_up(sam: Person, stack: Stack, mail: str = _MAIL) -> list[dict[str, Any]]:
    """In the window, where nobody is known yet. Gives the passkey."""
    sam.page.get_by_role("link", name="Make a wallet").click()
    sam.page.get_by_label("Your name").fill("Samantha")
    sam.page.get_by_label("E-mail address").fill(mail)
    sam.button("Continue")
    sam.page.get_by_label("Code from the e-mail").fill(stack.code_for(mail))
    sam.button("Continue")
    steps.ready(sam)
    sam.button("Create passkey")
    sam.sees("Your passkey is ready")
    sam.link("Continue")
    return sam.passkeys()


def gets_back(sam: Person, app: Page, passkeys: list[dict[str, Any]]) -> None:
    """As far as the choice of what the app is given."""
    opened(sam, app, "Get it back", passkeys)
    sam.reads("Pocket at http://pocket.localhost")
    sam.button("Get my wallet back")
    sam.sees("It is back")


def test_an_app_has_its_wallet_protected_and_gets_it_back(
    new_device: NewDevice, stack: Stack, pocket: Pocket
) -> None:
    # An authenticator's own secret cannot be carried from window to window in a test.
    sam = new_device(prf=False)
    app = sam.page
    app.goto(pocket.url)
    app.get_by_role("button", name="Make a wallet").click()
    expect(app.get_by_role("button", name="Protect it")).to_be_enabled()
    address = app.locator("#address").inner_text()

    opened(sam, app, "Protect it", [])
    passkeys = sign_up(sam, stack)
    sam.reads("wants it protected here")
    sam.reads(address)
    sam.button("Protect it with my passkey")
    expect(app.locator("#status")).to_have_text("Done")
    expect(app.locator("#safety")).to_have_text(
        "Protected by PASSKEY, without a copy of its owner's."
    )

    # The app forgets the wallet. Its owner gives it back, and chooses to.
    app.reload()
    gets_back(sam, app, passkeys)
    sam.button("Give it to Pocket", closes=True)
    expect(app.locator("#address")).to_have_text(address)

    # Its owner gives nothing: the app learns just that.
    app.reload()
    gets_back(sam, app, passkeys)
    sam.button("Give it nothing", closes=True)
    expect(app.locator("#status")).to_contain_text("hosted_cancelled")
    expect(app.locator("#address")).to_have_text("There is none yet.")

    # The app's window goes away while its owner looks: nothing is given to anybody.
    gets_back(sam, app, passkeys)
    app.goto("about:blank")
    app.close()
    sam.button("Give it to Pocket")
    sam.sees("The app that asked is gone")

    impostor_hears_nothing(sam, pocket, passkeys)
    comes_back_by_address(sam, pocket, passkeys)
    is_given_a_pin_by_address(sam, stack, pocket)


def impostor_hears_nothing(sam: Person, pocket: Pocket, passkeys: list[dict[str, Any]]) -> None:
    """A page elsewhere that opens the window in the app's name is given nothing."""
    impostor = sam.context.new_page()
    impostor.goto(pocket.impostor)
    with impostor.expect_popup() as found:
        impostor.get_by_role("button", name="Go").click()
    sam.sit_at(found.value, passkeys)
    sam.button("Get my wallet back")
    sam.sees("It is back")
    sam.button("Give it to Pocket")
    sam.sees("That is all")
    assert impostor.evaluate("heard") == []
    impostor.close()


def comes_back_by_address(sam: Person, pocket: Pocket, passkeys: list[dict[str, Any]]) -> None:
    """There and back in one tab: the answer is taken once, and is worth nothing a second time."""
    app = sam.sit_at(sam.context.new_page(), passkeys)
    visited: list[str] = []
    app.on("framenavigated", lambda frame: visited.append(frame.url))
    app.goto(pocket.url)
    app.get_by_role("button", name="Get it back over there").click()
    sam.reads("it gets no key")
    sam.button("Get my wallet back")
    sam.sees("It is back")
    sam.button("Back to Pocket")
    expect(app.locator("#status")).to_have_text("recover: done, 1 wallet(s)")
    assert app.url == pocket.url
    (carried,) = {url for url in visited if "#keyhaven=" in url}

    app.goto("about:blank")
    app.goto(carried)
    expect(app.locator("#status")).to_contain_text("hosted_over")
    # An answer to another question is refused as well, though it is genuine.
    pending = "JSON.stringify({ action: 'recover', state: 'another' })"
    app.evaluate(f"sessionStorage.setItem('keyhaven-pending', {pending})")
    app.goto("about:blank")
    app.goto(carried)
    expect(app.locator("#status")).to_contain_text("hosted_answer")


def is_given_a_pin_by_address(sam: Person, stack: Stack, pocket: Pocket) -> None:
    """The wallet is named by its id; the PIN is made here, and the app is told that it is there."""
    app = sam.page
    app.goto(pocket.url)
    app.evaluate(_CONNECT)
    [(wallet,)] = stack.execute(_WALLETS_OF, _MAIL)
    app.evaluate(_PROTECT, ["byAddress", "PIN", wallet])
    sam.reads("Pocket asks you to give a wallet a PIN.")
    sam.button("For Pocket money")
    steps.ready(sam)
    test_pin.choose(sam, test_pin.PIN)
    sam.button("Use this PIN")
    sam.sees("The PIN opens Pocket money now")
    sam.link("Go on with what Pocket asked for")
    sam.sees("Pocket money has one more way in")
    sam.button("Back to Pocket")
    expect(app.locator("#status")).to_have_text("add: done, 1 wallet(s)")


def asked(sam: Person, app: Page, passkeys: list[dict[str, Any]], script: str, *words: Any) -> None:
    """The app calls the module; the person goes on in the window that opens."""
    with app.expect_popup() as found:
        app.evaluate(script, list(words))
    sam.sit_at(found.value, passkeys)


@pytest.mark.slow
def test_an_app_asks_for_a_password_and_a_kit_and_gets_the_wallet_back_by_them(
    new_device: NewDevice, stack: Stack, pocket: Pocket, tmp_path: Path
) -> None:
    sam = new_device(prf=False)
    app = sam.page
    app.goto(pocket.url)
    app.evaluate(_CONNECT)
    address = app.evaluate(_MAKE)

    # A new wallet: the passkey protects it first, then its owner makes the password.
    asked(sam, app, [], _PROTECT, "pages", "PASSWORD", None)
    passkeys = sign_up(sam, stack, "rainy@mail.example")
    sam.button("Protect it with my passkey")
    sam.sees("A password for Rainy days")
    steps.ready(sam)
    password = test_password.generate(sam)
    test_password.confirm(sam, password)
    sam.button("Yes, use this password")
    sam.sees("The password opens Rainy days now")
    back_to_the_app(sam)
    wallet = app.evaluate("outcome")
    assert re.fullmatch(r"[0-9a-f-]{36}", wallet)

    # One that is there already is named by its id.
    asked(sam, app, passkeys, _PROTECT, "pages", "KIT", wallet)
    sam.button("For Rainy days")
    steps.ready(sam)
    code = test_kit.make_sheet(sam)
    test_kit.confirm(sam, code)
    test_kit.put_in_place(sam, tmp_path)
    back_to_the_app(sam)
    assert app.evaluate("outcome") == wallet

    # Its owner leaves it out.
    asked(sam, app, passkeys, _PROTECT, "pages", "PIN", wallet)
    sam.button("Back to Pocket without it", closes=True)
    assert app.evaluate("outcome") == "hosted_cancelled"
    assert app.evaluate("pages.availableRecoveryMethods()") == ["KIT", "PASSKEY", "PASSWORD"]

    # No passkey at hand: the password brings it back.
    asked(sam, app, passkeys, _RECOVER)
    sam.link("your password")
    sam.sees("Open Rainy days")
    steps.ready(sam)
    test_password.open_with(sam, password)
    sam.sees("Rainy days is back")
    sam.link("Go on with what Pocket asked for")
    sam.button("Give it to Pocket", closes=True)
    assert app.evaluate("outcome") == address


def back_to_the_app(sam: Person) -> None:
    sam.link("Go on with what Pocket asked for")
    sam.sees("Rainy days has one more way in")
    sam.button("Back to Pocket", closes=True)
