"""An emergency kit: a sheet and a file, made here, and what they are worth without us."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from recovery.offline.kit_code import read_kit_code
from tests.browser.journey import steps
from tests.browser.journey.conftest import NewDevice
from tests.browser.journey.device import Person
from tests.browser.journey.looks import look
from tests.browser.journey.stack import Stack
from tests.browser.journey.steps import Made
from tests.browser.journey.test_password import Traffic, generations, sign_in_by_code
from tests.browser.journey.test_take_along import offline
from tests.offline.belongings import kit_code, require_age, stock_age
from tests.soft_layout import b64u


def to_kit(sam: Person, made: Made) -> None:
    """From anywhere to the page that makes a kit."""
    sam.go("/home/")
    sam.link(made.name)
    sam.page.locator("summary", has_text="More ways in").click()
    sam.page.get_by_role("link", name=re.compile("^Emergency kit")).click()
    steps.ready(sam)


def make_sheet(sam: Person) -> str:
    """The code as it stands on the sheet, with the prefix."""
    sam.button("Make the sheet")
    sam.sees("Print the sheet")
    groups = sam.page.locator("#groups li").all_inner_texts()
    return sam.page.locator(".paper-prefix").inner_text() + "".join(groups)


def confirm(sam: Person, code: str) -> None:
    sam.button("I have it on paper")
    sam.page.get_by_label("Code of the kit").fill(code)
    sam.page.get_by_label("I understand that whoever has the sheet").check()


def put_in_place(sam: Person, folder: Path) -> Path:
    """The kit's file, as it was downloaded."""
    with sam.page.expect_download() as download:
        sam.button("Put the kit in place")
    sam.sees("The kit is in place")
    # Where the button was there is a link now, and it would be looked at as hovered over.
    sam.page.mouse.move(0, 0)
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def check(sam: Person, code: str, file: Path | None = None) -> None:
    wallet = sam.page.url.partition("/wallets/")[2].partition("/")[0]
    sam.go(f"/wallets/{wallet}/kit/check/")
    steps.ready(sam)
    sam.page.get_by_label("Code of the kit").fill(code)
    if file is not None:
        sam.page.get_by_label("The kit's file").set_input_files(file)
    sam.button("Check it")


def test_the_sheet_and_its_file_give_the_wallet_without_us(
    new_device: NewDevice, stack: Stack, tmp_path: Path
) -> None:
    require_age()
    sam, found, traffic = new_device(), list[str](), Traffic()
    traffic.listen(sam)
    made = steps.make_wallet(sam, stack)
    to_kit(sam, made)
    look(sam, "kit", found)
    code = make_sheet(sam)
    look(sam, "kit, sheet", found)
    confirm(sam, code.lower())
    look(sam, "kit, confirm", found)
    file = put_in_place(sam, tmp_path)
    look(sam, "kit in place", found)
    opened = offline("open", str(file), "--kit", "--show", "words", typed=code)
    assert opened.returncode == 0, opened.stderr
    words = [line.split()[1] for line in opened.stdout.splitlines() if "." in line[:3]]
    assert len(words) == 12
    export = json.loads(stock_age(file, code=code))
    assert (export["typ"], export["wallet"], export["gen"]) == ("keyhaven-export", made.name, 2)
    check(sam, code, file)
    sam.sees("This kit is good")
    sam.reads("The file opens, and it is up to date.")
    look(sam, "kit checked", found)
    sam.go("/home/")
    sam.link(made.name)
    sam.reads("A sheet of paper. With its file it opens the wallet even without us.")
    assert found == []
    # Nothing of the sheet went anywhere, in no spelling.
    key = read_kit_code(code)
    for spelling in (code, code.lower(), code[20:40], b64u(key), key.hex()):
        assert not traffic.holds(spelling)


def test_a_new_kit_puts_the_old_one_out_of_date(
    new_device: NewDevice, stack: Stack, tmp_path: Path
) -> None:
    sam, found = new_device(), list[str]()
    made = steps.make_wallet(sam, stack)
    to_kit(sam, made)
    first = make_sheet(sam)
    confirm(sam, first)
    old_file = put_in_place(sam, tmp_path)
    to_kit(sam, made)
    make_sheet(sam)
    # Until the new sheet was read, the old kit stays the one that counts.
    check(sam, first, old_file)
    sam.reads("The file opens, and it is up to date.")
    to_kit(sam, made)
    second = make_sheet(sam)
    confirm(sam, second)
    put_in_place(sam, tmp_path)
    check(sam, first)
    sam.sees("This kit is out of date")
    look(sam, "kit out of date", found)
    check(sam, second, old_file)
    sam.sees("This kit is good")
    sam.reads("The file does not open with this kit")
    with sam.page.expect_download() as download:
        sam.button("Touch your passkey and save a new file")
    sam.reads("It holds backup number 3.")
    fresh = tmp_path / "fresh.age"
    download.value.save_as(fresh)
    assert offline("open", str(fresh), "--kit", typed=second).returncode == 0
    assert offline("open", str(fresh), "--kit", typed=first).returncode == 5
    assert found == []


def test_the_sheet_alone_brings_the_wallet_back_here(new_device: NewDevice, stack: Stack) -> None:
    sam, found = new_device(), list[str]()
    made = steps.make_wallet(sam, stack)
    to_kit(sam, made)
    code = make_sheet(sam)
    confirm(sam, code)
    with sam.page.expect_download():
        sam.button("Put the kit in place")
    sam.sees("The kit is in place")
    lost = new_device()
    lost.go("/recover/kit/")
    sign_in_by_code(lost, stack, made)
    steps.ready(lost)
    look(lost, "recover with a kit", found)
    lost.page.get_by_label("Code of the kit").fill(kit_code(bytes(32)))
    lost.button("Open the wallet")
    lost.reads("This kit does not open this wallet.")
    lost.page.get_by_label("Code of the kit").fill(code)
    lost.button("Open the wallet")
    lost.sees(f"{made.name} is back")
    assert lost.address == made.address
    assert found == []


@pytest.mark.slow
def test_a_slip_is_noticed_and_nothing_is_changed(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device()
    made = steps.make_wallet(sam, stack)
    to_kit(sam, made)
    code = make_sheet(sam)
    sam.button("I have it on paper")
    expect(sam.page.locator("#paper")).to_be_hidden()
    for typed, said in (
        ("", "Type the code."),
        (code[:-1], "A letter is missing"),
        (code[:-2] + code[-1] + code[-2], "two have changed places"),
    ):
        if code[-1] == code[-2] and said.startswith("two"):
            continue
        sam.page.get_by_label("Code of the kit").fill(typed)
        sam.button("Put the kit in place")
        sam.reads(said)
    sam.page.get_by_label("Code of the kit").fill(code)
    sam.button("Put the kit in place")
    sam.reads("Tick the box if you understand it.")
    sam.page.get_by_label("I understand that whoever has the sheet").check()
    sam.cancel_touches()
    sam.button("Put the kit in place")
    sam.sees("Your passkey was not used")
    sam.go("/home/")
    sam.link(made.name)
    expect(sam.page.get_by_text("A sheet of paper. With its file")).to_have_count(0)


@pytest.mark.slow
def test_one_that_was_never_put_in_place_or_was_removed_opens_nothing(
    new_device: NewDevice, stack: Stack, tmp_path: Path
) -> None:
    # A passkey keeps no secret of its own over a change of tabs here.
    sam, lost = new_device(prf=False), new_device()
    made = steps.make_wallet(sam, stack)
    to_kit(sam, made)
    confirm(sam, make_sheet(sam))
    # The answer to the upload never reaches the page, which is closed then.
    sam.may_be_offline = True
    sam.page.route("**/generations/2/commit", lambda route: route.abort())
    sam.button("Put the kit in place")
    sam.sees("No connection")
    assert generations(made, stack) == [1]
    sam.open_tab()
    to_kit(sam, made)
    confirm(sam, make_sheet(sam))
    put_in_place(sam, tmp_path)
    sam.go("/home/")
    sam.link(made.name)
    steps.ready(sam)
    sam.page.get_by_role("button", name=re.compile("^Remove Emergency kit")).click()
    sam.button("Remove it")
    sam.reads("opens it no longer")
    assert generations(made, stack) == [1, 2, 3]
    lost.go("/recover/kit/")
    sign_in_by_code(lost, stack, made)
    lost.reads("None of your wallets has a kit")


@pytest.mark.slow
def test_the_square_code_is_read_from_a_photo(
    new_device: NewDevice, stack: Stack, tmp_path: Path
) -> None:
    sam = new_device()
    made = steps.make_wallet(sam, stack)
    to_kit(sam, made)
    code = make_sheet(sam)
    photo, nothing = tmp_path / "photo.png", tmp_path / "nothing.png"
    sam.page.locator(".paper-code").screenshot(path=photo)
    sam.page.locator("h1").screenshot(path=nothing)
    sam.button("I have it on paper")
    sam.page.get_by_label("Or choose a photo").set_input_files(nothing)
    sam.reads("No square code could be read there.")
    sam.page.get_by_label("Or choose a photo").set_input_files(photo)
    expect(sam.page.get_by_label("Code of the kit")).to_have_value(code)


@pytest.mark.slow
def test_the_sheet_is_what_is_printed(new_device: NewDevice, stack: Stack, tmp_path: Path) -> None:
    sam = new_device()
    made = steps.make_wallet(sam, stack)
    to_kit(sam, made)
    make_sheet(sam)
    sam.page.emulate_media(media="print")
    for hidden in (".page-header", "#kit-panel", "h1"):
        expect(sam.page.locator(hidden)).to_be_hidden()
    text = sam.page.locator("#paper").inner_text()
    set_id = sam.page.locator("#set-id").inner_text()
    assert re.fullmatch(r"[0-9A-F]{8}", set_id)
    assert f"Keyhaven kit {made.name} {set_id}.age" in text
    for part in ("Emergency kit", made.name, "SHA-256", "Disconnect the computer", stack.origin):
        assert part in text
    pdf = sam.page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 1
