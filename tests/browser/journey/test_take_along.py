"""Taking everything along: a touch, a file, and what it says of itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.journey import steps
from tests.browser.journey.conftest import NewDevice
from tests.browser.journey.looks import look
from tests.browser.journey.stack import Stack
from tests.enclave_process import REPOSITORY


def offline(*words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "recovery.offline", *words],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        input=typed + "\n",
    )


def test_a_touch_gives_a_file_that_the_offline_tool_reads(
    new_device: NewDevice, stack: Stack, tmp_path: Path
) -> None:
    sam, found = new_device(), list[str]()
    made = steps.make_wallet(sam, stack)
    sam.go("/home/")
    sam.link(made.name)
    sam.link("Take everything with you")
    steps.ready(sam)
    sam.reads("Only passkeys or a PIN open this wallet")
    look(sam, "take along", found)
    before = sam.touches
    with sam.page.expect_download() as download:
        sam.button("Touch your passkey and take it")
    sam.sees("It is among your downloads")
    assert sam.touches == before + 1
    look(sam, "taken along", found)
    assert download.value.suggested_filename == f"Keyhaven {made.name} 1.json"
    file = tmp_path / "export.json"
    download.value.save_as(file)
    looked = offline("look", str(file))
    assert (looked.returncode, "an export" in looked.stdout) == (0, True)
    opened = offline("open", str(file), "--password", typed="whatever")
    assert (opened.returncode, "vault" in opened.stderr) == (6, True)
    with sam.page.expect_download():
        sam.button("Save it once more")
    sam.go("/settings/activity/")
    sam.reads(f"{made.name} taken along as a file")
    assert found == []


@pytest.mark.slow
def test_without_a_touch_nothing_is_taken(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device()
    made = steps.make_wallet(sam, stack)
    sam.go("/home/")
    sam.link(made.name)
    sam.link("Take everything with you")
    steps.ready(sam)
    sam.cancel_touches()
    sam.button("Touch your passkey and take it")
    sam.sees("Your passkey was not used")
    sam.touch_again()
    with sam.page.expect_download():
        sam.button("Try again")
    expect(sam.page.get_by_text("It opened.")).to_be_visible()
