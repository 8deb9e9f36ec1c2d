"""A device in a person's hand: one browser profile, one tab, and an authenticator with passkeys."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, ViewportSize, expect

from tests.browser.lib.conftest import PATIENCE_MS

DESK = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=390, height=844)

# What a browser says about answers that a test provokes; each device names those it expects.
_REFUSAL = re.compile(r"Failed to load resource: the server responded with a status of (\d+)")
_NO_NETWORK = re.compile(
    r"Failed to load resource: net::ERR_(INTERNET_DISCONNECTED|FAILED)"
    r"|TypeError: Failed to fetch dynamically imported module"
)
# Chromium notes there what it cleared, because the demo asked for it.
_CLEARED = re.compile(r"Clear-Site-Data header on ")

# An authenticator whose PRF is another one at each evaluation. That is what some do; none of our
# own code is changed.
_UNSTABLE_PRF = """
  const real = PublicKeyCredential.prototype.getClientExtensionResults;
  PublicKeyCredential.prototype.getClientExtensionResults = function () {
    const results = real.call(this);
    if (results.prf?.results?.first === undefined) return results;
    const first = crypto.getRandomValues(new Uint8Array(32)).buffer;
    return { ...results, prf: { results: { first } } };
  };
"""

# A person who closes the browser's window, for as long as `cancelling` holds.
_CANCEL = """() => {
  const real = navigator.credentials.get.bind(navigator.credentials);
  globalThis.cancelling = true;
  navigator.credentials.get = async (options) => {
    if (globalThis.cancelling) throw new DOMException("", "NotAllowedError");
    return real(options);
  };
}"""

# What a browser keeps, in any store, as text and as hexadecimal.
_KEPT = """async () => {
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const plain = (_, value) => {
    if (value instanceof Uint8Array) return hex(value);
    return value instanceof CryptoKey ? "a key" : value;
  };
  const found = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
  for (const { name } of await indexedDB.databases()) {
    const done = (request) => new Promise((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const all = await done(database.transaction(store).objectStore(store).getAll());
      found.push(JSON.stringify(all, plain));
    }
    database.close();
  }
  return found.join(" ");
}"""


class Device:
    """touches: how often a passkey signed something. allowed: HTTP errors that a test provokes."""

    def __init__(
        self,
        browser: Browser,
        *,
        origin: str,
        viewport: ViewportSize = DESK,
        prf: bool = True,
        is_unstable: bool = False,
    ) -> None:
        self.origin = origin
        self.browser = browser
        self.prf = prf
        self.context = browser.new_context(viewport=viewport, base_url=origin)
        self.context.set_default_timeout(PATIENCE_MS)
        self.context.grant_permissions(["clipboard-write"])
        if is_unstable:
            self.context.add_init_script(_UNSTABLE_PRF)
        self.allowed: set[int] = set()
        self.may_be_offline = False
        self.messages: list[str] = []
        self.touches = 0
        self.open_tab()

    def open_tab(self) -> Page:
        """A new tab in the same profile. An authenticator belongs to one tab, so it gets its own
        with the same passkeys."""
        passkeys = self.passkeys() if hasattr(self, "page") else []
        return self.sit_at(self.context.new_page(), passkeys)

    def sit_at(self, page: Page, passkeys: list[dict[str, Any]]) -> Page:
        """Go on in this window, with these passkeys."""
        self.page = page
        self.page.on("console", lambda message: self.messages.append(message.text))
        self.page.on("pageerror", lambda error: self.messages.append(str(error)))
        self._cdp: CDPSession = self.context.new_cdp_session(self.page)
        self._cdp.send("WebAuthn.enable")
        self._cdp.on("WebAuthn.credentialAsserted", lambda _: self._count())
        made = self._cdp.send("WebAuthn.addVirtualAuthenticator", {"options": self._options()})
        self._authenticator = made["authenticatorId"]
        for passkey in passkeys:
            self.add_passkey(passkey)
        return self.page

    def go(self, path: str) -> None:
        self.page.goto(path)

    def passkeys(self) -> list[dict[str, Any]]:
        """As exported: without their PRF secret, which no browser gives out."""
        words = {"authenticatorId": self._authenticator}
        found: list[dict[str, Any]] = self._cdp.send("WebAuthn.getCredentials", words)[
            "credentials"
        ]
        return found

    def add_passkey(self, passkey: dict[str, Any]) -> None:
        words = {"authenticatorId": self._authenticator, "credential": passkey}
        self._cdp.send("WebAuthn.addCredential", words)

    def take_another_authenticator(self) -> None:
        """From now on touches go to another keeper of passkeys, which is empty.

        The first one is a part of the device, the other one is plugged in.
        """
        self._let_touch(False)
        self._laid_aside = self._authenticator
        options = {**self._options(), "transport": "usb"}
        made = self._cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self._authenticator = made["authenticatorId"]

    def take_both_authenticators(self) -> None:
        """The one that was laid aside may be touched again, beside the other."""
        self._cdp.send(
            "WebAuthn.setAutomaticPresenceSimulation",
            {"authenticatorId": self._laid_aside, "enabled": True},
        )

    def _let_touch(self, enabled: bool) -> None:
        words = {"authenticatorId": self._authenticator, "enabled": enabled}
        self._cdp.send("WebAuthn.setAutomaticPresenceSimulation", words)

    def forget_everything(self) -> None:
        """What a new device is: nothing there but the passkey, which has its PRF still."""
        self.page.goto("/trust/")
        self._cdp.send("Storage.clearDataForOrigin", {"origin": self.origin, "storageTypes": "all"})
        self.context.clear_cookies()

    def kept(self) -> bytes:
        """All that this browser keeps, in any store; bytes among it are spelled in hexadecimal."""
        cookies = str(self.context.cookies())
        return f"{cookies} {self.page.evaluate(_KEPT)}".encode()

    def cancel_touches(self) -> None:
        self.page.evaluate(_CANCEL)

    def touch_again(self) -> None:
        self.page.evaluate("() => { globalThis.cancelling = false; }")

    def problems(self) -> list[str]:
        """What stands in the console and was not provoked. CSP violations stand there too."""
        return [text for text in self.messages if not self._is_allowed(text)]

    def _is_allowed(self, text: str) -> bool:
        refusal = _REFUSAL.match(text)
        if refusal is not None:
            return int(refusal[1]) in self.allowed
        if self.may_be_offline and _NO_NETWORK.match(text):
            return True
        return bool(_CLEARED.match(text))

    def _count(self) -> None:
        self.touches += 1

    def _options(self) -> dict[str, Any]:
        return {
            "protocol": "ctap2",
            "ctap2Version": "ctap2_1",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "hasPrf": self.prf,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
            "defaultBackupEligibility": True,
            "defaultBackupState": True,
        }


class Person(Device):
    """Somebody at a device, who does what the pages offer, by role and label."""

    def button(self, name: str, *, closes: bool = False) -> None:
        """closes: the window may go before anybody could look what else the press has done."""
        button = self.page.get_by_role("button", name=name, exact=True)
        # A script may be on its way to the page with this button.
        button.wait_for()
        # Before that a script of the page may not listen yet, and what is pressed is lost.
        self.page.wait_for_load_state()
        button.click(no_wait_after=closes)

    def link(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).click()

    def sees(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", name=heading, exact=True)).to_be_visible()

    def reads(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_role("main")).to_contain_text(text)

    @property
    def address(self) -> str:
        """The wallet's first address, wherever the page shows it."""
        shown = self.page.get_by_text(re.compile(r"^tb1[a-z0-9]{39,}$")).locator("visible=true")
        return shown.inner_text()
