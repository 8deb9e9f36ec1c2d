"""The example of a relying party's own site: a small Django app on a host name of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.journey.conftest import NewDevice
from tests.browser.journey.stack import ROOT, SHOP, Stack

_REGISTER = """
from recovery.flows import server_keys
from recovery.models import Origin, RelyingParty, User
party = RelyingParty.objects.create(name="The shop", rp_id="%s")
Origin.objects.create(relying_party=party, value="%s")
owner = User.objects.create_user("owner@shop.example")
print(server_keys.make(party=party, name="Shop", scopes=["sessions"], by=owner).text)
"""


def _is_up(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


@pytest.fixture(scope="module")
def shop(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = urlsplit(stack.shop_origin).port or 0
    environment = {
        "PATH": os.environ["PATH"],
        "SHOP_HOST": SHOP,
        "KEYHAVEN": stack.origin,
        "KEYHAVEN_KEY": stack.run_python(_REGISTER % (SHOP, stack.shop_origin)),
    }
    program = ROOT / "docs" / "examples" / "own-site" / "shop.py"
    command = [sys.executable, str(program), "runserver", "--noreload", f"127.0.0.1:{port}"]
    log = Path(tmp_path_factory.mktemp("shop") / "shop.log")
    with log.open("w") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
    try:
        deadline = time.monotonic() + 20
        while not _is_up(port):
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.1)
        yield stack.shop_origin
    finally:
        process.terminate()
        process.wait(10)


def test_a_customer_protects_a_wallet_and_gets_it_back_by_the_shops_own_passkey(
    new_device: NewDevice, stack: Stack, shop: str
) -> None:
    sam = new_device()
    page = sam.page
    page.goto(shop)
    page.get_by_label("Your name").fill("sam")
    sam.button("Sign in")
    sam.button("Make a wallet and protect it")
    expect(page.locator("#status")).to_have_text("Done", timeout=25000)
    expect(page.locator("#safety")).to_have_text("It can come back.")
    address = page.locator("#address").inner_text()
    assert address.startswith("tb1")
    [passkey] = sam.passkeys()
    assert passkey["rpId"] == SHOP

    # On this device it opens without a touch.
    before = sam.touches
    page.reload()
    sam.button("Open it on this device")
    expect(page.locator("#address")).to_have_text(address)
    assert sam.touches == before

    # A new device: nothing but the passkey, and nobody is signed in.
    sam.button("Sign out")
    sam.page.goto("about:blank")
    sam.origin = shop
    sam._cdp.send("Storage.clearDataForOrigin", {"origin": shop, "storageTypes": "all"})
    sam.context.clear_cookies()
    page.goto(shop)
    sam.button("Get my wallet back")
    expect(page.locator("#status")).to_have_text("Done", timeout=25000)
    expect(page.locator("#address")).to_have_text(address)
    assert sam.touches == before + 1

    # Nothing was asked of our own pages, and no cookie of ours was set on the way.
    assert [each["name"] for each in sam.context.cookies(stack.origin)] == []
    stack.wait_for_mail("sam@mail.example", more_than=0)
