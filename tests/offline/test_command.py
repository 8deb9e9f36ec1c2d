"""The command does what a person without the service needs, and says what it cannot do."""

from __future__ import annotations

import os
import pty
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.enclave.test_isolation import foreign, modules_loaded_by
from tests.enclave_process import REPOSITORY
from tests.offline.belongings import PASSWORD, WORDS, Belongings, kit_code
from tests.offline.conftest import Outcome
from tests.soft_backup import build_generation
from tests.soft_layout import b64u

Tool = Callable[..., Outcome]


def words(outcome: Outcome) -> str:
    return " ".join(
        line.split()[1] for line in outcome.out.splitlines() if line[:2].strip().isdigit()
    )


def test_a_kit_and_an_export_give_the_words(tool: Tool, mine: Belongings) -> None:
    typed = kit_code(mine.kit_key)
    outcome = tool("open", mine.export(), typed=typed, options="--kit --show words")
    assert (outcome.code, words(outcome)) == (0, WORDS)


def test_a_password_a_cloud_file_and_an_export_give_the_words(tool: Tool, mine: Belongings) -> None:
    options = "--password --show words"
    outcome = tool("open", mine.cloud_file, mine.export(), typed=PASSWORD, options=options)
    assert (outcome.code, words(outcome)) == (0, WORDS)


def test_a_key_from_a_cloud_opens(tool: Tool, mine: Belongings) -> None:
    typed = b64u(mine.cloud_key)
    outcome = tool("open", mine.export(), typed=typed, options="--cloud-key --show hex")
    assert outcome.code == 0
    assert mine.secret.hex() in outcome.out


def test_a_devices_share_does_instead_of_the_services(tool: Tool, mine: Belongings) -> None:
    files = mine.cloud_file, mine.share_file(mine.made.device_share)
    outcome = tool("open", *files, typed=kit_code(mine.kit_key), options="--kit --show words")
    assert (outcome.code, words(outcome)) == (0, WORDS)


def test_two_shares_give_the_words(tool: Tool, mine: Belongings) -> None:
    files = mine.export(), mine.share_file(mine.made.device_share)
    outcome = tool("combine", *files, options="--show words")
    assert (outcome.code, words(outcome)) == (0, WORDS)


@pytest.mark.parametrize("size", [16, 20, 24, 28, 32])
def test_every_length_of_a_list_of_words_has_its_words(tool: Tool, size: int) -> None:
    mine = Belongings(secret=bytes(range(size)))
    outcome = tool(
        "combine", mine.export(), mine.share_file(mine.made.device_share), options="--show words"
    )
    assert len(words(outcome).split()) == size * 3 // 4


def test_shows_no_secret_unless_it_is_asked_to(
    tool: Tool, mine: Belongings, tmp_path: Path
) -> None:
    outcome = tool("open", mine.export(), typed=kit_code(mine.kit_key), options="--kit")
    assert outcome.code == 0
    assert not set(WORDS.split()) & set(outcome.out.split())
    assert mine.secret.hex() not in outcome.out
    assert [path.name for path in tmp_path.iterdir()] == ["file-0"]


def test_writes_to_a_new_file_of_its_owner_only(
    tool: Tool, mine: Belongings, tmp_path: Path
) -> None:
    target = tmp_path / "words.txt"
    options = f"--kit --show words --out {target}"
    outcome = tool("open", mine.export(), typed=kit_code(mine.kit_key), options=options)
    assert outcome.code == 0
    assert "good" not in outcome.out.split()
    assert "1. good" in target.read_text()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    again = tool("open", mine.export(), typed=kit_code(mine.kit_key), options=options)
    assert (again.code, "could not be made" in again.err) == (3, True)


def test_wants_to_know_what_to_write(tool: Tool, mine: Belongings, tmp_path: Path) -> None:
    options = f"--kit --out {tmp_path / 'words.txt'}"
    outcome = tool("open", mine.export(), typed=kit_code(mine.kit_key), options=options)
    assert (outcome.code, outcome.err[:20]) == (3, "Stopped at “output”.")
    assert not (tmp_path / "words.txt").exists()


def test_says_when_a_wallet_is_no_list_of_words(tool: Tool) -> None:
    mine = Belongings(secret=bytes(50))
    files = mine.export(), mine.share_file(mine.made.device_share)
    assert tool("combine", *files, options="--show words").code == 3
    assert bytes(50).hex() in tool("combine", *files, options="--show hex").out


def test_names_what_is_in_a_file_and_lets_no_name_steer_the_terminal(
    tool: Tool, mine: Belongings
) -> None:
    outcome = tool("look", mine.cloud_file, mine.export(), mine.share_file(mine.made.device_share))
    assert outcome.code == 0
    for part in (
        "a backup as it lies in a cloud",
        "an export",
        "one share",
        "generation 2",
        "passkey “Phone�[2J”, at the service only",
        "emergency kit “Kit”",
    ):
        assert part in outcome.out
    assert "\x1b" not in outcome.out


@pytest.mark.parametrize(
    ("way", "typed", "said"),
    [
        ("--password", PASSWORD + "x", "not the password"),
        ("--kit", kit_code(bytes(31) + b"\7"), "not the emergency kit"),
        ("--cloud-key", b64u(bytes(31) + b"\7"), "not the key kept in a cloud"),
        ("--cloud-key", "hello", "no key that we wrote"),
    ],
)
def test_says_that_a_secret_is_the_wrong_one(
    tool: Tool, mine: Belongings, way: str, typed: str, said: str
) -> None:
    outcome = tool("open", mine.export(), typed=typed, options=way)
    assert (outcome.code, said in outcome.err, outcome.out) == (5, True, "")


def test_says_that_a_passkey_needs_the_service(tool: Tool) -> None:
    theirs = Belongings(only_at_the_service=True)
    outcome = tool("open", theirs.export(), typed="whatever", options="--password")
    assert outcome.code == 6
    assert "PIN, passkey" in outcome.err
    assert "vault" in outcome.err


def test_says_which_ways_there_are_instead(tool: Tool, mine: Belongings) -> None:
    only_kit = [slot for slot in mine.slots() if slot.method in (1, 6)]
    made = build_generation(secret=mine.secret, wid=mine.wid, gen=1, slots=only_kit)
    outcome = tool("open", made.cloud_object, typed="x", options="--password")
    assert outcome.code == 5
    assert "emergency kit, passkey" in outcome.err


def test_says_that_the_services_share_is_missing(tool: Tool, mine: Belongings) -> None:
    typed = kit_code(mine.kit_key)
    outcome = tool("open", mine.cloud_file, typed=typed, options="--kit --show words")
    assert (outcome.code, outcome.out) == (4, "")
    assert "“auth_share”" in outcome.err


def test_says_that_there_is_no_backup(tool: Tool, mine: Belongings) -> None:
    share = mine.share_file(mine.made.auth_share)
    outcome = tool("open", share, typed=kit_code(mine.kit_key), options="--kit")
    assert (outcome.code, "no backup" in outcome.err) == (3, True)


def test_says_that_two_files_are_of_different_backups(tool: Tool, mine: Belongings) -> None:
    newer = Belongings(gen=3)
    options = "--kit --show words"
    outcome = tool(
        "open", mine.export(), newer.cloud_file, typed=kit_code(mine.kit_key), options=options
    )
    assert (outcome.code, outcome.out) == (4, "")


def test_says_that_a_file_is_not_there(tool: Tool, tmp_path: Path) -> None:
    outcome = tool("look", options=str(tmp_path / "nothing"))
    assert (outcome.code, "could not be read" in outcome.err) == (3, True)


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"[]", b"{}", b'{"v":1}', b'{"v":1,"v":1}', b"\xff\xfe", b"[" * 100_000,
     b'{"v":1,"x":"' + b"a" * 200_000 + b'"}', b'{"v":1,"typ":"keyhaven-share"}'],
    ids=["empty", "text", "list", "object", "no keys", "twice", "binary", "deep", "large", "torn"],
)  # fmt: skip
def test_says_that_a_file_is_none_of_ours(tool: Tool, content: bytes) -> None:
    outcome = tool("look", content)
    assert (outcome.code, outcome.out) == (3, "")


def test_a_key_that_stands_there_twice_is_refused(tool: Tool, mine: Belongings) -> None:
    twice = mine.export().replace(b'"gen":2', b'"gen":2,"gen":2', 1)
    assert tool("look", mine.export()).code == 0
    assert tool("look", twice).code == 3


def test_says_that_a_file_is_of_a_later_version(tool: Tool, mine: Belongings) -> None:
    outcome = tool("look", mine.export(v=2))
    assert (outcome.code, "newer version" in outcome.err) == (7, True)


def test_asks_in_the_terminal_without_showing_what_is_typed(
    mine: Belongings, tmp_path: Path
) -> None:
    (tmp_path / "export.json").write_bytes(mine.export())
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "recovery.offline", "open", f"{tmp_path}/export.json", "--kit"]
    with subprocess.Popen(
        words,
        cwd=REPOSITORY,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
        start_new_session=True,
        text=True,
    ) as process:
        os.close(theirs)
        with os.fdopen(ours, "r+b", buffering=0) as terminal:
            # Whatever is typed before the question is thrown away.
            shown = b""
            while b"Code of the kit: " not in shown:
                shown += terminal.read(1000)
            terminal.write(kit_code(mine.kit_key).encode() + b"\n")
            assert process.stdout is not None
            assert "Opened with the emergency kit" in process.stdout.read()
            shown += terminal.read(1000)
    assert process.returncode == 0
    assert kit_code(mine.kit_key)[20:] not in shown.decode()


def test_loads_the_standard_library_and_cryptography_only() -> None:
    loaded = modules_loaded_by("recovery.offline.__main__")
    assert not foreign(loaded, allowed={"recovery", "cryptography", "_cffi_backend", "_openssl"})
    assert not loaded & {"socket", "ssl", "urllib.request", "http.client"}


def test_works_from_a_copy_of_its_folder_alone(tmp_path: Path) -> None:
    for part in ("__init__.py", "base64url.py", "offline"):
        source, target = REPOSITORY / "recovery" / part, tmp_path / "recovery" / part
        target.parent.mkdir(exist_ok=True)
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    mine = Belongings()
    (tmp_path / "export.json").write_bytes(mine.export())
    command = "-m recovery.offline open export.json --kit --show words"
    ran = subprocess.run(
        [sys.executable, *command.split()],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        input=kit_code(mine.kit_key) + "\n",
    )
    assert ran.returncode == 0, ran.stderr
    assert words(Outcome(0, ran.stdout, "")) == WORDS
