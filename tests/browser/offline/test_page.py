"""The page from a file opens what the command opens, and stops where the command stops."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import expect

from recovery.management.commands.offline_tool import BUILT
from tests.browser.lib.conftest import Chromium
from tests.browser.lib.forge import envelope_with, flipped, part
from tests.browser.offline.conftest import OfflinePage
from tests.offline.belongings import PASSWORD, STORED, WORDS, Belongings, canonical, kit_code
from tests.offline.conftest import Outcome
from tests.soft_backup import build_generation
from tests.soft_layout import b64u

pytestmark = pytest.mark.browser
SECRETS = json.loads((STORED / "secrets.json").read_text())
Tool = Callable[..., Outcome]


def stored(*names: str) -> list[bytes]:
    return [(STORED / name).read_bytes() for name in names]


@pytest.mark.parametrize(
    ("names", "way", "secret"),
    [
        (["kit.age"], "kit", "kit_code"),
        (["kit.age", "cloud.json"], "kit", "kit_code"),
        (["export.json"], "kit", "kit_code"),
        (["cloud.json", "export.json"], "password", "password"),
        (["cloud.json", "share.json"], "cloud-key", "cloud_key"),
        (["export.json", "share.json"], "shares", None),
    ],
)
def test_every_stored_sample_opens(
    offline_page: OfflinePage, names: list[str], way: str, secret: str | None
) -> None:
    seen = offline_page.open(*stored(*names), way=way, typed=SECRETS[secret] if secret else "")
    assert seen.words == SECRETS["words"]


def changed(file: bytes, **changes: Any) -> bytes:
    return canonical(json.loads(file) | changes)


def with_share(file: bytes, share: bytes) -> bytes:
    return changed(file, auth_share=b64u(share))


def corrupt(share: bytes) -> bytes:
    return bytes([share[0] ^ 1]) + share[1:]


MINE = Belongings()
OTHER = Belongings(secret=bytes(16))
NEWER = Belongings(gen=3)
ONLY_SERVICE = Belongings(only_at_the_service=True)
CODE = kit_code(MINE.kit_key)
AUTH, DEVICE = MINE.made.auth_share, MINE.made.device_share
FREE_X = next(x for x in range(1, 256) if x not in part(MINE.made.manifest, 1)["x"].values())
WITHOUT_KIT = build_generation(secret=bytes(16), wid=bytes(16), gen=1, slots=MINE.slots()[:3])
LONG = bytes(20) + AUTH[-1:]
TWIN = Belongings()
ENVELOPE = json.loads(
    envelope_with(MINE.made.envelope, tag=flipped(json.loads(MINE.made.envelope)["tag"]))
)
# Files, what opens them, what is typed, and the step at which both tools stop ("" for opened).
CASES: dict[str, tuple[list[bytes], str, str, str]] = {
    "all is well": ([MINE.export()], "kit", CODE, ""),
    "wrong kit": ([MINE.export()], "kit", kit_code(bytes(31) + b"\7"), "bind"),
    "wrong password": ([MINE.export()], "password", "x", "bind"),
    "only at the service": ([ONLY_SERVICE.export()], "password", "x", "slot"),
    "no such way": (
        [WITHOUT_KIT.cloud_object],
        "kit",
        CODE,
        "slot",
    ),
    "torn manifest": ([changed(MINE.export(), manifest="a.b.c")], "kit", CODE, "read"),
    "changed manifest": (
        [changed(MINE.export(), manifest=MINE.made.manifest[:-86] + OTHER.made.manifest[-86:])],
        "kit",
        CODE,
        "manifest",
    ),
    "another number on the file": ([changed(MINE.export(), gen=3)], "kit", CODE, "manifest"),
    "changed envelope": ([changed(MINE.export(), envelope=ENVELOPE)], "kit", CODE, "envelope"),
    "envelope of a twin": (
        [changed(MINE.export(), envelope=json.loads(TWIN.made.envelope))],
        "kit",
        CODE,
        "header",
    ),
    "share missing": ([MINE.cloud_file], "kit", CODE, "auth_share"),
    "share of another generation": (
        [MINE.cloud_file, NEWER.share_file(NEWER.made.auth_share)],
        "kit",
        CODE,
        "auth_share",
    ),
    "share at another place": (
        [with_share(MINE.export(), AUTH[:-1] + bytes([FREE_X]))], "kit", CODE, "auth_share",
    ),
    "share of another length": ([with_share(MINE.export(), LONG)], "kit", CODE, "combine"),
    "corrupt share": ([with_share(MINE.export(), corrupt(AUTH))], "kit", CODE, "commit"),
    "two shares": ([MINE.export(), MINE.share_file(DEVICE)], "shares", "", ""),
    "two share files": ([MINE.share_file(AUTH), MINE.share_file(DEVICE)], "shares", "", ""),
    "one share": ([MINE.export()], "shares", "", "combine"),
    "corrupt one of two": (
        [MINE.export(), MINE.share_file(corrupt(DEVICE))], "shares", "", "commit",
    ),
    "shares of two sets": (
        [MINE.share_file(AUTH), MINE.share_file(TWIN.made.device_share)], "shares", "", "commit",
    ),
    "shares of two wallets": (
        [MINE.share_file(AUTH), OTHER.share_file(OTHER.made.device_share)], "shares", "", "combine",
    ),
    "shares of two generations": (
        [MINE.share_file(AUTH), NEWER.share_file(NEWER.made.device_share)], "shares", "", "combine",
    ),
}  # fmt: skip

# The next file that is read takes longer than any click.
SLOW_TO_READ = """() => {
  const real = Blob.prototype.arrayBuffer;
  Blob.prototype.arrayBuffer = async function () {
    Blob.prototype.arrayBuffer = real;
    await new Promise((done) => setTimeout(done, 300));
    return real.call(this);
  };
}"""


@pytest.mark.parametrize("case", CASES)
def test_both_tools_stop_at_the_same_step(offline_page: OfflinePage, tool: Tool, case: str) -> None:
    files, way, typed, step = CASES[case]
    seen = offline_page.open(*files, way=way, typed=typed)
    command = "combine" if way == "shares" else "open"
    options = "" if way == "shares" else f"--{way} "
    outcome = tool(command, *files, typed=typed, options=f"{options}--show words")
    said = outcome.err.partition("“")[2].partition("”")[0]
    assert (seen.step, said) == (step, step)
    assert bool(seen.words) == (outcome.code == 0) == (step == "")
    if seen.words:
        assert seen.words == WORDS


def test_a_share_at_zero_is_refused_by_both(offline_page: OfflinePage, tool: Tool) -> None:
    files = [MINE.share_file(AUTH), MINE.share_file(DEVICE[:-1] + b"\0")]
    seen = offline_page.open(*files, way="shares")
    assert (seen.words, seen.code) == ("", "bad_share")
    assert tool("combine", *files, options="--show words").code == 3


def test_no_pair_of_wrong_shares_gives_words(offline_page: OfflinePage) -> None:
    """A run of flips at every place of a share; the command has the same in test_shares.py."""
    for at in range(len(DEVICE)):
        flipped_one = bytearray(DEVICE)
        flipped_one[at] ^= 1 << at % 8
        files = [MINE.export(), MINE.share_file(bytes(flipped_one))]
        assert offline_page.open(*files, way="shares").words == "", at


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (CODE[:-1], "A letter is missing"),
        (CODE[:-1] + "B", "letters that no code has: B"),
        (CODE[:-2] + CODE[-1] + CODE[-2], "two have changed places"),
    ],
)
def test_says_what_is_wrong_with_a_code(offline_page: OfflinePage, typed: str, said: str) -> None:
    assert said in offline_page.open(MINE.export(), way="kit", typed=typed).text


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (b"hello", "none of ours"),
        (b"\xff\xfe", "none of ours"),
        (b"[" * 1000, "none of ours"),
        (b" " * 200_000, "none of ours"),
        (MINE.export(v=2), "newer version"),
        (MINE.share_file(AUTH), "no backup among these files"),
    ],
    ids=["text", "binary", "deep", "large", "newer", "share"],
)
def test_says_what_is_wrong_with_a_file(offline_page: OfflinePage, file: bytes, said: str) -> None:
    assert said in offline_page.open(file, way="kit", typed=CODE).text


def test_an_age_file_wants_its_kit(offline_page: OfflinePage) -> None:
    (file,) = stored("kit.age")
    assert "is locked" in offline_page.open(file, way="password", typed=PASSWORD).text
    assert "another kit" in offline_page.open(file, way="kit", typed=kit_code(bytes(32))).text


def test_the_page_lists_what_is_in_the_files(offline_page: OfflinePage) -> None:
    offline_page.open(MINE.export(), way="shares")
    found = offline_page.page.locator("#found")
    for part_of_it in ("an export", "generation 2", "passkey “Phone", "at the service only"):
        offline_page.chromium.do(partial(expect(found).to_contain_text, part_of_it))


def test_what_was_chosen_last_is_opened_however_long_it_takes_to_read(
    offline_page: OfflinePage,
) -> None:
    assert offline_page.open(b"hello", way="kit", typed=CODE).words == ""
    offline_page.chromium.do(lambda: offline_page.page.evaluate(SLOW_TO_READ))
    seen = offline_page.open(MINE.export(), way="kit", typed=CODE)
    assert seen.words == WORDS, seen


def test_words_are_gone_again_after_the_next_choice(offline_page: OfflinePage) -> None:
    assert offline_page.open(MINE.export(), way="kit", typed=CODE).words == WORDS
    offline_page.open(MINE.export(), way="password", typed="x")
    content = offline_page.chromium.do(offline_page.page.content)
    assert "canvas" not in content.partition("<body>")[2].partition("<script")[0]
    assert WORDS.split()[1] not in content.partition("<body>")[2].partition("<script")[0]


def test_the_page_may_not_connect_to_anything(offline_chromium: Chromium) -> None:
    """Its own rules stop a request before the network would."""

    def refused() -> str:
        page = offline_chromium.browser.new_page()
        page.goto(BUILT.as_uri())
        directive: str = page.evaluate(
            """() => new Promise((resolve) => {
              const seen = (event) => resolve(event.effectiveDirective);
              document.addEventListener("securitypolicyviolation", seen);
              fetch("https://wallet.example/").catch(() => undefined);
            })"""
        )
        page.close()
        return directive

    assert offline_chromium.do(refused) == "connect-src"
