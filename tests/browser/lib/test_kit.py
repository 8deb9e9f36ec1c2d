"""An emergency kit's code and file, beside another implementation of both."""

from __future__ import annotations

import pytest

from recovery.offline.age_file import open_age_file
from tests.browser.lib.conftest import Tab
from tests.offline.belongings import STORED, Belongings, kit_code
from tests.soft_layout import b64u, unb64u

pytestmark = pytest.mark.browser

KEY = bytes(range(50, 82))
CODE = kit_code(KEY)
READ = """
  const { readKitCode } = await lib("kit");
  return input.texts.map((text) => {
    const read = readKitCode(text);
    return read.ok ? b64u(read.key) : `${read.reason} ${read.strange}`.trim();
  });
"""


def test_a_code_is_written_as_the_other_implementation_writes_it(lab: Tab) -> None:
    script = """
      const { kitCode, kitGroups } = await lib("kit");
      return [kitCode(unb64u(input.key)), kitGroups(unb64u(input.key)).join("")];
    """
    assert lab.run(script, key=b64u(KEY)) == [CODE, CODE.removeprefix("AGE-SECRET-KEY-1")]


def test_a_code_is_read_as_people_type_it(lab: Tab) -> None:
    letters = CODE.removeprefix("AGE-SECRET-KEY-1")
    grouped = " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))
    texts = [CODE, CODE.lower(), letters, f"\n{grouped} ", grouped.replace(" ", "-").lower()]
    assert lab.run(READ, texts=texts) == [b64u(KEY)] * len(texts)


def test_a_slip_is_named(lab: Tab) -> None:
    wrong = "Q" if CODE[30] != "Q" else "P"
    texts = ["", CODE[:-1], CODE + "Q", CODE[:-1] + "B", CODE[:30] + wrong + CODE[31:]]
    assert lab.run(READ, texts=texts) == ["length", "length", "length", "letters B", "checksum"]


def test_what_is_locked_for_a_kit_opens_elsewhere_and_here(lab: Tab) -> None:
    script = """
      const { lockForKit, openWithKit } = await lib("kit");
      const key = unb64u(input.key);
      const bytes = await lockForKit({ key, text: input.text });
      return [b64u(bytes), await openWithKit({ key, bytes })];
    """
    text = "ein Schlüssel " * 6000
    locked, opened = lab.run(script, key=b64u(KEY), text=text)
    assert opened == text
    assert open_age_file(unb64u(locked), key=KEY).decode() == text


def test_a_file_of_another_kit_is_refused(lab: Tab) -> None:
    script = """
      const { openWithKit } = await lib("kit");
      const open = (key) => openWithKit({ key: unb64u(key), bytes: unb64u(input.file) });
      return [await code(() => open(input.other)), (await open(input.key)).length > 1000];
    """
    file = b64u((STORED / "kit.age").read_bytes())
    assert lab.run(script, key=b64u(KEY), other=b64u(bytes(32)), file=file) == ["kit_file", True]


def test_an_export_is_written_as_the_other_implementation_writes_it(lab: Tab) -> None:
    mine = Belongings()
    script = """
      const { exportFile } = await lib("keptfiles");
      return exportFile({
        wid: unb64u(input.wid), gen: 2, envelope: input.envelope, manifest: input.manifest,
        authShare: unb64u(input.share), service: "https://wallet.example", wallet: "Savings",
        createdMs: 1790000000000,
      });
    """
    written = lab.run(
        script,
        wid=b64u(mine.wid),
        envelope=mine.made.envelope,
        manifest=mine.made.manifest,
        share=b64u(mine.made.auth_share),
    )
    assert written.encode() == mine.export()
