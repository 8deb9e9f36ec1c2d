from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from recovery.offline.__main__ import main
from tests.offline.belongings import Belongings


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def mine() -> Belongings:
    return Belongings()


@pytest.fixture
def tool(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Outcome]:
    """Runs the command with files of these contents; `typed` comes from standard input."""

    def run(command: str, *files: bytes, typed: str = "", options: str = "") -> Outcome:
        paths = []
        for number, content in enumerate(files):
            path = tmp_path / f"file-{number}"
            path.write_bytes(content)
            paths.append(str(path))
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed + "\n"))
        code = main([command, *paths, *options.split()])
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return run
