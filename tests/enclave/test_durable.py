"""A file that is said to be on the disk is there by its name, too."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.enclave_process import REPOSITORY

# What Python itself reports of every file that it opens, in a process of its own: a hook stays.
PROGRAM = """
import sys
from pathlib import Path
from recovery.enclave.durable import write_durably
opened = []
sys.addaudithook(lambda event, parts: opened.append(str(parts[0])) if event == "open" else None)
write_durably(path=Path(sys.argv[1]), content=b"x")
print(*opened, sep="\\n")
"""


def test_its_folder_is_synced_after_it(tmp_path: Path) -> None:
    path = tmp_path / "pins.keeper"
    words = [sys.executable, "-c", PROGRAM, str(path)]
    ran = subprocess.run(words, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    opened = [line for line in ran.stdout.splitlines() if line.startswith(str(tmp_path))]
    assert opened == [str(path), str(tmp_path)]
