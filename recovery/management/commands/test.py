"""All tests, with what they need: python3 manage.py test [--slow] [what pytest takes]."""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any

from django.core.management import BaseCommand, CommandError

_ROOT = Path(__file__).resolve().parents[3]
_NOTHING_COLLECTED = 5
# Debian package → a file that it brings. Playwright's own driver needs libatomic.
FOR_BROWSERS = {
    "chromium-headless-shell": "usr/bin/chromium-headless-shell",
    "curl": "usr/bin/curl",
    "fonts-liberation": "usr/share/fonts/truetype/liberation",
    "libatomic1": "usr/lib/*/libatomic.so.1",
}
# Programs that single tests compare us with; those tests are skipped where one is missing.
_FOR_COMPARISON = {
    "age": "usr/bin/age",
}
# What searches the model of the PIN counts, and what compiles the browser module's declarations.
_FOR_SLOW = {
    "gcc": "usr/bin/gcc",
    "libc6-dev": "usr/include/stdlib.h",
    "node-typescript": "usr/bin/tsc",
    "spin": "usr/bin/spin",
}
# A TPM and a hardware security module in software, with what their library is compiled against,
# and what custodians use.
_FOR_THE_ENCLAVE = {
    "age": "usr/bin/age",
    "gcc": "usr/bin/gcc",
    "libtss2-dev": "usr/lib/*/pkgconfig/tss2-esys.pc",
    "libtss2-tcti-swtpm0": "usr/lib/*/libtss2-tcti-swtpm.so.0",
    "pkg-config": "usr/bin/pkg-config",
    "softhsm2": "usr/bin/softhsm2-util",
    "swtpm": "usr/bin/swtpm",
}

# Lanes that have a folder to themselves. To read all tests takes a processor half a minute, so that
# each lane reads its own where no path is given.
_FOLDERS = {
    "browser": "tests/browser",
    "kills": "tests/slow",
    "kills at each step": "tests/slow",
}

# Tests under way, and where they say what they say.
_Lane = tuple[Future[tuple[str, int]], IO[str]]


class Command(BaseCommand):
    help = "Run the tests on SQLite, and those of the server on PostgreSQL as well."
    requires_system_checks: list[str] = []

    def run_from_argv(self, argv: list[str]) -> None:
        """Take the words as they are: nearly all of them are pytest's, not Django's."""
        parser = argparse.ArgumentParser(prog="manage.py test", description=self.help)
        parser.add_argument("--slow", action="store_true", help="run only what is marked slow")
        parser.add_argument("-m", dest="marks", default="", help="as in pytest, for both databases")
        options, words = parser.parse_known_args(argv[2:])
        try:
            self.handle(slow=options.slow, marks=options.marks, words=words)
        except CommandError as error:
            print(f"keyhaven: {error}", file=sys.stderr)
            sys.exit(1)
        except KeyboardInterrupt:
            sys.exit(130)

    def handle(self, *args: Any, **options: Any) -> None:
        words: list[str] = options["words"]
        _require_pytest()
        results: list[tuple[str, int]] = []
        chosen = "slow" if options["slow"] else "not slow"
        if _may_reach("enclave", words):
            try:
                ensure_packages(_FOR_THE_ENCLAVE)
                _ensure_tpm_library()
            except CommandError as error:
                # The tests that need them skip; that is not called passed.
                results.append((f"TPM, token and age: NOT RUN. {error}", 1))
        if _may_reach("browser", words):
            try:
                ensure_packages(FOR_BROWSERS)
            except CommandError as error:
                # All the other tests can still say something; these are not called passed.
                chosen += " and not browser"
                results.append((f"browser: NOT RUN. {error}", 1))
        try:
            ensure_packages(_FOR_COMPARISON | (_FOR_SLOW if options["slow"] else {}))
        except CommandError as error:
            print(f"keyhaven: some tests are skipped. {error}", file=sys.stderr)
        if options["marks"]:
            chosen += f" and ({options['marks']})"
        results += _run_side_by_side(marks=chosen, words=words, is_slow=options["slow"])
        print(f"keyhaven: {' · '.join(text for text, _ in results)}", flush=True)
        sys.exit(max(code for _, code in results))


def _require_pytest() -> None:
    if importlib.util.find_spec("pytest") is None:
        raise CommandError(
            "This environment lacks what tests need. Run `python3 manage.py test` with the "
            "system's Python, or install requirements-dev.txt."
        )


def _may_reach(folder: str, words: list[str]) -> bool:
    """Whether these words can lead to a test in that folder; without a path all tests run."""
    paths = [word for word in words if (_ROOT / word.partition("::")[0]).exists()]
    return not paths or any(
        (_ROOT / "tests" / folder).is_relative_to((_ROOT / path.partition("::")[0]).resolve())
        or folder in path
        for path in paths
    )


def ensure_packages(needed: dict[str, str]) -> None:
    """Install what is missing where this is Debian and we are root; otherwise say what to do."""
    missing = [name for name, file in needed.items() if not any(Path("/").glob(file))]
    if not missing:
        return
    line = f"apt-get install {' '.join(missing)}"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise CommandError(f"Tests need more than is here. As root, run: {line}")
    print(f"keyhaven: {line} …", file=sys.stderr, flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "-qq", "update"], env=environment, stdout=subprocess.DEVNULL)
    words = ["apt-get", "-qq", "-y", "--no-install-recommends", "install", *missing]
    if subprocess.run(words, env=environment, stdout=subprocess.DEVNULL).returncode != 0:
        raise CommandError(f"This did not work: {line}. Run it by hand, as root.")


def _ensure_tpm_library() -> None:
    from tests import soft_tpm

    try:
        soft_tpm.build_library()
    except soft_tpm.NotBuilt as error:
        raise CommandError(str(error)) from error


def _run_side_by_side(*, marks: str, words: list[str], is_slow: bool) -> list[tuple[str, int]]:
    """Tests mostly wait: for a browser, for a server. So the kinds run beside each other."""
    lanes = {
        "without tables": "not database and not browser and not kills",
        "browser": "browser",
    }
    if is_slow:
        lanes |= {"kills at each step": "kills and each_step", "kills": "kills and not each_step"}
    with ExitStack() as until_the_end:
        pool = until_the_end.enter_context(ThreadPoolExecutor(max_workers=len(lanes) + 1))

        def begin(run: Callable[..., tuple[str, int]], *name: str, marks: str) -> _Lane:
            said = until_the_end.enter_context(NamedTemporaryFile("w+"))
            return pool.submit(run, *name, marks=marks, words=words, output=said), said

        beside = [begin(_run, name, marks=f"{only} and {marks}") for name, only in lanes.items()]
        if not is_slow:
            beside.append(begin(_run_on_postgresql, marks=marks))
        results = [_run("SQLite", marks=f"database and not browser and {marks}", words=words)]
        for lane, said in beside:
            results.append(lane.result())
            said.seek(0)
            print(said.read(), flush=True)
    if all(code == _NOTHING_COLLECTED for _, code in results):
        return results
    # Words that name tests of one kind leave the others with nothing to do.
    return [(text, 0 if code == _NOTHING_COLLECTED else code) for text, code in results]


def _run_on_postgresql(*, marks: str, words: list[str], output: IO[str]) -> tuple[str, int]:
    # Only developers' environments hold the tests' own modules.
    from tests import postgresql

    try:
        with postgresql.running() as url:
            only = f"database and not one_database and not browser and {marks}"
            return _run("PostgreSQL", marks=only, words=words, database=url, output=output)
    except postgresql.NoPostgres as error:
        return f"PostgreSQL: NOT RUN, {error}", 1


def _run(
    name: str,
    *,
    marks: str,
    words: list[str],
    database: str | None = None,
    output: IO[str] | None = None,
) -> tuple[str, int]:
    """output: where to keep what pytest says, or None to show it as it comes."""
    print(f"keyhaven: tests on {name}", file=sys.stderr, flush=True)
    # pytest's own configuration names the settings, and each run has a directory of its own.
    from tests.environment import OURS

    # Without its bytecode, each of the hundreds of processes would compile the same files again.
    left_out = {"DJANGO_SETTINGS_MODULE", "PYTHONDONTWRITEBYTECODE", *OURS}
    environment = {key: value for key, value in os.environ.items() if key not in left_out}
    if database is not None:
        environment["DATABASE_URL"] = database
    started = time.monotonic()
    command = [sys.executable, "-m", "pytest", *_where(name), "-m", marks, *words]
    code = subprocess.run(
        command, cwd=_ROOT, env=environment, stdout=output, stderr=output
    ).returncode
    seconds = round(time.monotonic() - started)
    if code == _NOTHING_COLLECTED:
        return f"{name}: none of these tests touch it", code
    return f"{name}: {'passed' if code == 0 else f'FAILED ({code})'} in {seconds} s", code


def _where(lane: str) -> list[str]:
    if lane in _FOLDERS:
        return ["-o", f"testpaths={_FOLDERS[lane]}"]
    return [f"--ignore={folder}" for folder in sorted(set(_FOLDERS.values()))]
