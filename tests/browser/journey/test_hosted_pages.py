"""The example of a wallet page that has our pages do the work, at an origin of its own."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journey import steps
from tests.browser.journey.conftest import NewDevice
from tests.browser.journey.device import Person
from tests.browser.journey.stack import ROOT, Stack

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
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        url = f"http://pocket.localhost:{server.server_port}/"
        app = stack.run_python(_REGISTER % url)
        _configure(folder, stack=stack, app=app, url=url)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Pocket(url, f"http://impostor.localhost:{server.server_port}/impostor.html")
        server.shutdown()
        thread.join()


def _configure(folder: Path, *, stack: Stack, app: str, url: str) -> None:
    config = f'export const server = "{stack.origin}";\nexport const app = "{app}";\n'
    (folder / "config.js").write_text(config)
    asked = f"app={app}&return_to={url}&state={_STATE}&mode=popup"
    address = f"{stack.origin}/hosted/?{asked}&action="
    (folder / "impostor.html").write_text(_IMPOSTOR)
    words = {"address": f"{address}recover", "state": _STATE}
    (folder / "impostor.js").write_text(_IMPOSTOR_SCRIPT % words)


def opened(sam: Person, app: Page, button: str, passkeys: list[dict[str, Any]]) -> None:
    """Press a button of the app, and go on in the window that it opens."""
    with app.expect_popup() as found:
        app.get_by_role("button", name=button, exact=True).click()
    sam.sit_at(found.value, passkeys)


def sign_up(sam: Person, stack: Stack) -> list[dict[str, Any]]:
    """In the window, where nobody is known yet. Gives the passkey."""
    mail = "pocket@mail.example"
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
    expect(app.locator("#status")).to_have_text("Done", timeout=20000)
    expect(app.locator("#safety")).to_have_text(
        "Protected by PASSKEY, without a copy of its owner's."
    )

    # The app forgets the wallet. Its owner gives it back, and chooses to.
    app.reload()
    gets_back(sam, app, passkeys)
    sam.button("Give it to Pocket")
    expect(app.locator("#address")).to_have_text(address, timeout=20000)

    # Its owner gives nothing: the app learns just that.
    app.reload()
    gets_back(sam, app, passkeys)
    sam.button("Give it nothing")
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
    expect(app.locator("#status")).to_have_text("recover: done, 1 wallet(s)", timeout=20000)
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
