"""What the Dockerfile puts into each image is enough to run it, and no more.

No container is built here. What each stage copies is laid out in a folder, and run there.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text()


def lay_out(stage: str, target: Path) -> None:
    """Do what the COPY lines of a stage say, and its RUN line that deletes."""
    (text,) = re.findall(rf"AS {stage}\n(.*?)(?=\nFROM |\Z)", DOCKERFILE, re.DOTALL)
    for source, destination in re.findall(r"^COPY (\S+) (\S+)$", text, re.MULTILINE):
        into = target / destination / (source if destination == "./" else "")
        into.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / source).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / source, into, ignore=ignored)
        else:
            shutil.copy(ROOT / source, into)
    for line in re.findall(r"^RUN (find .*)$", text, re.MULTILINE):
        subprocess.run(["/bin/sh", "-c", line], cwd=target, check=True)


def run(folder: Path, *words: str, **environment: str) -> str:
    """Run Python there, with nothing of this repository in reach."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    state = folder.with_name(f"{folder.name}-state")
    state.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env=kept | {"KEYHAVEN_NO_BOOTSTRAP": "1", "STATE_DIR": str(state)} | environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_enclaves_image_holds_its_own_folder_and_nothing_else(tmp_path: Path) -> None:
    lay_out("enclave", tmp_path)
    packages = {path.parent.relative_to(tmp_path) for path in tmp_path.rglob("*.py")}
    assert {str(package) for package in packages} == {
        "recovery",
        "recovery/enclave",
        "recovery/enclave/attestation",
        "recovery/enclave/keyring",
    }
    assert "init" in run(tmp_path, "-m", "recovery.enclave", "--help")


@pytest.mark.slow
def test_the_web_image_serves_and_works_without_the_enclaves_code(tmp_path: Path) -> None:
    lay_out("web", tmp_path)
    left = {path.name for path in (tmp_path / "recovery" / "enclave").glob("*.py")}
    assert left == {"__init__.py", "messages.py", "sealing.py"}
    keyring = (tmp_path / "recovery" / "enclave" / "keyring").glob("*.py")
    assert [path.name for path in keyring] == ["__init__.py"]
    secrets = {
        "SECRET_KEY": os.urandom(32).hex(),
        "SHARE_KEYS": "1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        "PUBLIC_ORIGIN": "https://keyhaven.example",
        "DATABASE_URL": f"sqlite://{tmp_path}/db.sqlite3",
    }
    run(tmp_path, "manage.py", "migrate", "--verbosity=0", **secrets)
    run(tmp_path, "manage.py", "check", **secrets)
    # What granian and Celery import when they start.
    run(tmp_path, "-c", "import project.wsgi", **secrets)
    tasks = run(tmp_path, "-c", _TASKS, **secrets)
    assert "recovery.tasks.work" in tasks


_TASKS = """
from project.celery import app
app.loader.import_default_modules()
print(*app.tasks)
"""
