"""The example of a relying party's own site: a small Django app on a host name of its own."""

from __future__ import annotations

import json
import os
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from recovery import base64url
from tests import webdav_servers
from tests.browser.journey.conftest import NewDevice
from tests.browser.journey.device import Person
from tests.browser.journey.stack import ROOT, SHOP, Stack

_REGISTER = """
from recovery.flows import server_keys
from recovery.models import Origin, RelyingParty, User
party = RelyingParty.objects.create(name="The shop", rp_id="%s", eject_hours=1)
Origin.objects.create(relying_party=party, value="%s")
owner = User.objects.create_user("owner@shop.example")
print(server_keys.make(party=party, name="Shop", scopes=%s, by=owner).text)
"""


@pytest.fixture(scope="module")
def shop_key(stack: Stack) -> str:
    """Of the shop's own server."""
    scopes = ["sessions", "custody", "eject"]
    return stack.run_python(_REGISTER % (SHOP, stack.shop_origin, scopes))


@pytest.fixture(scope="module")
def shop(stack: Stack, shop_key: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = urlsplit(stack.shop_origin).port or 0
    environment = {
        "PATH": os.environ["PATH"],
        "SHOP_HOST": SHOP,
        "KEYHAVEN": stack.origin,
        "KEYHAVEN_KEY": shop_key,
    }
    program = ROOT / "docs" / "examples" / "own-site" / "shop.py"
    command = [sys.executable, str(program), "runserver", "--noreload", f"127.0.0.1:{port}"]
    log = Path(tmp_path_factory.mktemp("shop") / "shop.log")
    with webdav_servers.running(command, port=port, log=log, environment=environment):
        yield stack.shop_origin


PIN = "493817"
# The shop's page has no buttons for shares; a wallet whose key is made of them calls these.
_CONNECT = """async () => {
  const { keyhaven: server, csrf } = document.body.dataset;
  const { ownSite } = await import(`${server}/module/keyhaven.js`);
  const session = async () => {
    const options = { method: "POST", headers: { "X-CSRFToken": csrf } };
    return (await (await fetch("keyhaven-session", options)).json()).token;
  };
  globalThis.keyhaven = ownSite({ server, session });
  const [{ id, wid }] = await keyhaven.wallets();
  globalThis.wallet = { id, ...(await keyhaven.openWallet(wid)) };
  return id;
}"""
_TELL = """async () => {
  await keyhaven.storedClientBackupShare(true, "PASSWORD", wallet.id);
  await keyhaven.storedClientBackupShare(false, "GDRIVE", wallet.id);
}"""
_STORE = """([version, share]) =>
  keyhaven.storeBackupShare(wallet, { version, share: new TextEncoder().encode(share) })
    .then(({ state }) => state, ({ code }) => code)"""
_READ = """async (version) =>
  new TextDecoder().decode(await keyhaven.readBackupShare(wallet, version))"""
_TAKE = """async () => {
  const { ejectableUntil } = await keyhaven.backupShares(wallet.id);
  const { version, client, custodian } = await keyhaven.eject(wallet);
  const [theirs, ours] = [client, custodian].map((share) => new TextDecoder().decode(share));
  return [Date.parse(ejectableUntil) > Date.now(), version, theirs, ours];
}"""
_TAKE_ONE = """async () => {
  await keyhaven.storedClientBackupShare(true, "PASSWORD", wallet.id);
  const { version, client, custodian, clientStoredWith, message } = await keyhaven.eject(wallet);
  const ours = new TextDecoder().decode(custodian);
  return [version, client, ours, clientStoredWith, message];
}"""
_TOLD = """
from recovery.models import ClientShare
print(sorted(ClientShare.objects.values_list("method", "is_stored")))
"""


@dataclass(frozen=True)
class Server:
    """The shop's own one, and what it does about a wallet."""

    stack: Stack
    key: str
    wallet_id: str

    def asks(self, method: str, path: str, body: dict[str, str] | None = None) -> None:
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"}
        address = f"{self.stack.origin}/api/v1/wallets/{self.wallet_id}{path}"
        request = urllib.request.Request(
            address, json.dumps(body or {}).encode(), headers, method=method
        )
        urllib.request.urlopen(request, timeout=60).close()

    def stores(self, version: int, share: bytes) -> None:
        text = base64url.encode(share)
        self.asks("PUT", f"/shares/{version}/custodian", {"share": text})


def keeps_shares_and_takes_them_along(sam: Person, server: Server) -> None:
    """The module locks a share, and says that it is there when it was read back and opened."""
    page = sam.page
    sam.allowed.add(409)
    assert page.evaluate(_STORE, [1, "client's"]) == "share_missing"
    server.stores(1, b"custodian's")
    # What a try left that got no further is replaced, what counts is not.
    assert page.evaluate(_STORE, [1, "client's own"]) == "complete"
    assert page.evaluate(_STORE, [1, "another"]) == "share_conflict"
    assert page.evaluate(_READ, 1) == "client's own"

    server.asks("POST", "/eject")
    assert page.evaluate(_TAKE) == [True, 1, "client's own", "custodian's"]

    # New shares, and this time the app keeps its own one in the person's cloud.
    server.asks("DELETE", "/shares")
    server.stores(2, b"custodian's new one")
    *taken, message = page.evaluate(_TAKE_ONE)
    assert taken == [2, None, "custodian's new one", ["PASSWORD"]]
    assert "the wallet's app stored it" in message


def with_pin(sam: Person, pin: str, button: str) -> None:
    sam.page.get_by_label("PIN", exact=True).fill(pin)
    sam.button(button)


def forget_everything(sam: Person, shop: str) -> None:
    """A new device, as far as the shop's page is concerned."""
    sam.page.goto("about:blank")
    sam.origin = shop
    sam._cdp.send("Storage.clearDataForOrigin", {"origin": shop, "storageTypes": "all"})
    sam.context.clear_cookies()
    sam.page.goto(shop)


def test_a_customer_protects_a_wallet_and_gets_it_back_by_the_shops_own_passkey(
    new_device: NewDevice, stack: Stack, shop: str, shop_key: str
) -> None:
    sam = new_device()
    # A PIN that is not right is refused.
    sam.allowed.add(403)
    page = sam.page
    page.goto(shop)
    page.get_by_label("Your name").fill("sam")
    sam.button("Sign in")
    sam.button("Make a wallet and protect it")
    expect(page.locator("#status")).to_have_text("Done")
    expect(page.locator("#safety")).to_have_text("It can come back.")
    address = page.locator("#address").inner_text()
    assert address.startswith("tb1")
    [passkey] = sam.passkeys()
    assert passkey["rpId"] == SHOP

    # A shop whose wallets have shares elsewhere says where it stored its own one.
    wallet_id = page.evaluate(_CONNECT)
    page.evaluate(_TELL)
    assert stack.run_python(_TOLD) == "[('GDRIVE', False), ('PASSWORD', True)]"
    keeps_shares_and_takes_them_along(sam, Server(stack, shop_key, wallet_id))

    # On this device it opens without a touch.
    before = sam.touches
    page.reload()
    sam.button("Open it on this device")
    expect(page.locator("#address")).to_have_text(address)
    assert sam.touches == before

    # A new device: nothing but the passkey, and nobody is signed in.
    sam.button("Sign out")
    forget_everything(sam, shop)
    sam.button("Get my wallet back")
    expect(page.locator("#status")).to_have_text("Done")
    expect(page.locator("#address")).to_have_text(address)
    assert sam.touches == before + 1

    # A PIN beside the passkey. One that many people would try is not set.
    page.get_by_label("Your name").fill("sam")
    sam.button("Sign in")
    with_pin(sam, "123456", "Give it this PIN")
    expect(page.locator("#status")).to_contain_text("pin_refused")
    with_pin(sam, PIN, "Give it this PIN")
    # PASSWORD is what the shop said of its own share: it counts since the pair does.
    expect(page.locator("#safety")).to_have_text("It can come back by PASSKEY or PASSWORD or PIN.")

    # It brings the wallet back without the passkey; a wrong one is counted.
    sam.button("Sign out")
    forget_everything(sam, shop)
    page.get_by_label("Your name").fill("sam")
    sam.button("Sign in")
    touches = sam.touches
    with_pin(sam, "730285", "Get it back with this PIN")
    expect(page.locator("#status")).to_contain_text("pin_wrong")
    with_pin(sam, PIN, "Get it back with this PIN")
    expect(page.locator("#address")).to_have_text(address)
    assert sam.touches == touches

    # Nothing was asked of our own pages, and no cookie of ours was set on the way.
    assert [each["name"] for each in sam.context.cookies(stack.origin)] == []
    stack.wait_for_mail("sam@mail.example", "without a passkey")
