"""Getting a wallet back when something is wrong. Nothing is ever destroyed by a failure."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Request, Route, expect

from tests.browser.journey import steps
from tests.browser.journey.conftest import NewDevice
from tests.browser.journey.device import PHONE, Person
from tests.browser.journey.stack import Stack

_MAKE_A_PASSKEY = """async () => {
  await navigator.credentials.create({ publicKey: {
    challenge: new Uint8Array(32),
    rp: { id: "localhost", name: "Keyhaven" },
    user: { id: crypto.getRandomValues(new Uint8Array(64)), name: "eve", displayName: "Eve" },
    pubKeyCredParams: [-7, -257].map((alg) => ({ type: "public-key", alg })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  } });
}"""

# As a disk that fails, or somebody who should not, would leave the newest generation.
_DAMAGE = {
    "destroyed": "UPDATE recovery_generation SET envelope = NULL WHERE id IN ({})",
    "damaged": "UPDATE recovery_generation SET manifest = substr(manifest, 2) WHERE id IN ({})",
}
_NEWEST = (
    "SELECT g.id FROM recovery_generation g JOIN recovery_wallet w"
    " ON w.id = g.wallet_id AND w.generation = g.number WHERE w.name = ?"
)


def on_recover_page(person: Person) -> None:
    person.forget_everything()
    person.go("/recover/")
    steps.ready(person)


@pytest.mark.slow
def test_passkey_that_was_not_used_can_be_used_then(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device()
    made = steps.make_wallet(sam, stack)
    on_recover_page(sam)
    sam.cancel_touches()
    sam.button("Get my wallet back")
    sam.sees("Your passkey was not used")
    expect(sam.page.get_by_role("link", name="Sign in with a code by e-mail")).to_be_visible()
    sam.touch_again()
    sam.button("Try again")
    sam.sees("Welcome back, Samantha")
    assert sam.address == made.address


def test_says_when_a_passkey_is_not_known_here(new_device: NewDevice, stack: Stack) -> None:
    eve = new_device()
    eve.allowed = {403}
    eve.go("/recover/")
    eve.page.evaluate(_MAKE_A_PASSKEY)
    eve.button("Get my wallet back")
    eve.sees("We do not know this passkey")
    expect(eve.page.get_by_role("link", name="Sign in with a code by e-mail")).to_be_visible()


def test_says_when_nothing_was_ever_protected_or_the_page_is_not_whole(
    new_device: NewDevice, stack: Stack
) -> None:
    sam = new_device()
    sam.may_be_offline = True
    steps.sign_up(sam, stack)
    sam.page.route("**/bip32*.js", lambda route: route.abort())
    on_recover_page(sam)
    sam.button("Get my wallet back")
    sam.sees("A part of this page did not arrive")
    sam.page.unroute("**/bip32*.js")
    sam.link("Reload")
    steps.ready(sam)
    sam.button("Get my wallet back")
    sam.sees("Samantha, no wallet is protected here")


def test_vault_that_is_down_comes_back_and_so_does_the_wallet(
    new_device: NewDevice, stack: Stack
) -> None:
    sam = new_device()
    sam.allowed = {503}
    made = steps.make_wallet(sam, stack)
    sam.forget_everything()
    stack.enclave.stop()
    sam.go("/recover/")
    sam.button("Get my wallet back")
    sam.sees("The vault does not answer")
    # Whoever does not want to wait sees every other road.
    roads = sam.page.locator("summary", has_text="Other ways to get it back")
    roads.locator("visible=true").click()
    expect(sam.page.get_by_role("link", name="use the sheet of your kit")).to_be_visible()
    # No touch was asked for that could not have led anywhere.
    assert sam.touches == 1
    stack.enclave.start()
    sam.button("Try again")
    sam.sees("Welcome back, Samantha")
    assert sam.address == made.address


@pytest.mark.slow
def test_vault_that_is_back_before_the_touch_is_not_noticed(
    new_device: NewDevice, stack: Stack
) -> None:
    sam = new_device()
    sam.allowed = {503}
    made = steps.make_wallet(sam, stack)
    sam.forget_everything()
    stack.enclave.stop()
    asked: list[str] = []

    def is_second(request: Request) -> bool:
        asked.extend([request.url] if request.url.endswith("/api/nonce") else [])
        return len(asked) == 2

    # The page asks once more by itself, and then waits until somebody presses something.
    with sam.page.expect_event("requestfinished", is_second):
        sam.go("/recover/")
    stack.enclave.start()
    sam.button("Get my wallet back")
    sam.sees("Welcome back, Samantha")
    assert sam.address == made.address


@pytest.mark.slow
def test_vault_that_restarts_under_an_open_page_costs_one_more_touch(
    new_device: NewDevice, stack: Stack
) -> None:
    sam = new_device()
    sam.allowed = {403}
    made = steps.make_wallet(sam, stack)
    sam.forget_everything()
    with sam.page.expect_response("**/api/nonce"):
        sam.go("/recover/")
    stack.enclave.restart()
    sam.button("Get my wallet back")
    sam.sees("One more touch, please")
    sam.button("Try again")
    sam.sees("Welcome back, Samantha")
    assert sam.address == made.address


@pytest.mark.parametrize("what", ["destroyed", "damaged"])
def test_comes_back_from_the_cloud_when_our_copy_is_unusable(
    new_device: NewDevice, stack: Stack, what: str
) -> None:
    sam = new_device()
    made = steps.make_wallet(sam, stack)
    steps.keep_copy(sam, stack)
    sam.forget_everything()
    stack.execute(_DAMAGE[what].format(_NEWEST), made.name)
    sam.go("/recover/")
    held, is_held = list[Route](), True
    sam.page.route("**/restore", lambda route: held.append(route) if is_held else route.continue_())
    sam.button("Get my wallet back")
    expect(sam.page.get_by_text("Bringing the backup from your cloud")).to_be_visible()
    is_held = False
    for route in held:
        route.continue_()
    sam.sees("Welcome back, Samantha")
    assert sam.address == made.address


def test_says_when_no_good_copy_is_anywhere_and_destroys_nothing(
    new_device: NewDevice, stack: Stack
) -> None:
    sam = new_device()
    sam.allowed = {404}
    made = steps.make_wallet(sam, stack)
    sam.forget_everything()
    [[number]] = stack.execute(_NEWEST, made.name)
    [[envelope]] = stack.execute("SELECT envelope FROM recovery_generation WHERE id = ?", number)
    stack.execute(_DAMAGE["destroyed"].format("?"), number)
    sam.go("/recover/")
    sam.button("Get my wallet back")
    sam.sees("No good copy was found")
    assert sam.page.get_by_text("tb1").count() == 0
    # Whoever runs the server puts its own backup back, and nothing stands in the way.
    stack.execute("UPDATE recovery_generation SET envelope = ? WHERE id = ?", envelope, number)
    sam.button("Try again")
    sam.sees("Welcome back, Samantha")
    assert sam.address == made.address


def test_chooses_a_copy_or_uses_a_file_when_none_comes_by_itself(
    new_device: NewDevice, stack: Stack, tmp_path_factory: pytest.TempPathFactory
) -> None:
    sam = new_device()
    sam.allowed = {404, 422}
    made = steps.make_wallet(sam, stack)
    steps.keep_copy(sam, stack)
    (file,) = (stack.cloud.root / f"BitcoinWalletBackup_{made.name}").glob("backup-*")
    whole = file.read_bytes()
    damaged = tmp_path_factory.mktemp("files") / file.name
    damaged.write_bytes(whole[:-100])
    kept = tmp_path_factory.mktemp("files") / file.name
    kept.write_bytes(whole)
    sam.forget_everything()
    stack.execute(_DAMAGE["destroyed"].format(_NEWEST), made.name)
    file.write_bytes(whole[:-100])
    sam.go("/recover/")
    sam.button("Get my wallet back")
    sam.link("Choose another copy, or use a file")
    sam.sees(f"All copies of {made.name}")
    sam.reads("Missing or damaged")
    # The newest good one is chosen already.
    expect(sam.page.get_by_role("radio")).to_be_checked()
    sam.button("Bring back the chosen copy")
    sam.reads("None of your connected places holds a good copy of this backup.")

    sam.page.get_by_label("Backup file", exact=True).set_input_files(damaged)
    sam.button("Use this file")
    sam.reads("This file is not a backup of ours, or it is damaged.")
    sam.page.get_by_label("Backup file", exact=True).set_input_files(kept)
    sam.button("Use this file")
    sam.reads("The file is right, and our own copy is whole again.")
    sam.link("Get my wallet back")
    steps.ready(sam)
    sam.button("Get my wallet back")
    sam.sees("Welcome back, Samantha")
    assert sam.address == made.address


@pytest.mark.slow
def test_network_that_is_gone_is_said_and_then_it_goes_on(
    new_device: NewDevice, stack: Stack
) -> None:
    sam = new_device()
    sam.may_be_offline = True
    made = steps.make_wallet(sam, stack)
    on_recover_page(sam)
    # What the page needs for it is there; a page that is not whole says something else.
    expect(sam.page.locator("[data-vault-proof]")).to_be_visible()
    sam.context.set_offline(True)
    sam.button("Get my wallet back")
    sam.sees("No connection")
    sam.context.set_offline(False)
    sam.button("Try again")
    sam.sees("Welcome back, Samantha")
    assert sam.address == made.address


@pytest.mark.slow
def test_wallet_that_opened_but_could_not_be_split_afresh_says_so(
    new_device: NewDevice, stack: Stack
) -> None:
    sam = new_device()
    sam.may_be_offline = True
    made = steps.make_wallet(sam, stack)
    on_recover_page(sam)
    sam.page.route("**/generations/2", lambda route: route.abort())
    sam.button("Get my wallet back")
    sam.sees("Not quite there yet")
    sam.reads("Opened, but this device is not ready yet")
    sam.reads("It is your wallet, and the backup stays as it was.")
    assert sam.address == made.address
    sam.page.unroute("**/generations/2")
    sam.button("Try the others again")
    sam.sees("Welcome back, Samantha")
    assert sam.address == made.address


def test_browser_without_the_cryptography_is_told_so(new_device: NewDevice, stack: Stack) -> None:
    old = new_device()
    old.context.add_init_script(
        "SubtleCrypto.prototype.generateKey = async () => {"
        " throw new DOMException('', 'NotSupportedError'); };"
    )
    old.go("/recover/")
    old.sees("This browser is too old to open a wallet")


@pytest.mark.slow
def test_demo_can_act_as_a_new_device(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device()
    made = steps.make_wallet(sam, stack)
    sam.go("/demo/")
    sam.reads("Device share of backup number 1")
    sam.button("Act as a new device")
    sam.sees("Get your wallet back")
    sam.go("/demo/")
    sam.reads("It holds nothing yet.")
    steps.recover(sam, made)
    sam.go("/demo/")
    sam.reads("Device share of backup number 2")
    stack.wait_for_mail(made.mail, "Your wallet was opened on a new device")
    sam.go("/demo/mail/")
    sam.reads("Your wallet was opened on a new device")


def test_lost_device_is_signed_out_from_the_new_one(new_device: NewDevice, stack: Stack) -> None:
    # Their keeper of passkeys syncs, and a virtual one does not bring a PRF secret along.
    lost, new = new_device(prf=False), new_device(viewport=PHONE, prf=False)
    made = steps.make_wallet(lost, stack)
    new.add_passkey(lost.passkeys()[0])
    new.go("/recover/")
    new.button("Get my wallet back")
    new.sees("Welcome back, Samantha")
    new.link("Sign out of it as well.")
    new.sees("Where you are signed in")
    places = new.page.get_by_role("main").get_by_role("listitem")
    expect(places).to_have_count(2)
    other = places.filter(has_not_text="This browser")
    other.get_by_role("link", name=re.compile("^Sign out of ")).click()
    new.link("Change nothing")
    expect(places).to_have_count(2)
    other.get_by_role("link", name=re.compile("^Sign out of ")).click()
    new.button("Sign out there")
    new.reads("You are signed in nowhere else.")
    expect(places).to_have_count(1)

    # Not the page for signing in: its passkey would let it in again.
    lost.go("/")
    expect(lost.page.get_by_role("link", name="Sign in").first).to_be_visible()
    new.go("/")
    new.reads(made.name)
