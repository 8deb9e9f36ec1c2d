"""Everything on one machine, with nothing to configure: python3 manage.py demo."""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connections

from recovery.demo import environment, ports, seed
from recovery.demo.broker import NoBroker
from recovery.demo.services import (
    Demo,
    child_environment,
    make_enclave,
    services,
    webdav_port,
)
from recovery.demo.supervisor import StartFailed, Supervisor

_KEPT_AT_RESET = {"lock", "secrets.json"}


class Command(BaseCommand):
    help = "Start everything on this machine and print one line with the address when it is ready."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=environment.DEFAULT_PORT)
        parser.add_argument("--reset", action="store_true", help="throw away all data first")
        parser.add_argument("--yes", action="store_true", help="do not ask before --reset")

    def handle(self, *args: Any, **options: Any) -> None:
        directory = environment.state_directory()
        with _only_one(directory):
            if options["reset"]:
                _reset(directory, is_confirmed=options["yes"])
            _require_free(options["port"])
            try:
                demo = Demo(directory, options["port"], webdav_port(directory))
                self._prepare(demo)
                self._run(demo)
            except (StartFailed, NoBroker) as error:
                raise CommandError(str(error)) from error
            except KeyboardInterrupt:
                self._say("stopped")

    def _prepare(self, demo: Demo) -> None:
        self._say("preparing the database and the pages …")
        # The other kind of place that the demo offers: a folder on this machine.
        Path(settings.CLOUD_FOLDER_ROOT).mkdir(parents=True, exist_ok=True)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        seed.sow(origin=demo.origin)
        # The children open their own; an open one would be shared across the fork.
        connections.close_all()
        call_command("collectstatic", interactive=False, verbosity=0)
        make_enclave(demo)

    def _run(self, demo: Demo) -> None:
        self._say("starting …")
        os.chdir(environment.ROOT)
        supervisor = Supervisor(
            environment=child_environment(demo),
            log_directory=demo.directory / "logs",
            say=self._say,
        )
        supervisor.run(
            services(demo),
            when_ready=lambda: print(f"Keyhaven is ready: {demo.origin}/", flush=True),
        )

    def _say(self, text: str) -> None:
        # The terminal may be gone; that is no reason to leave children behind.
        with suppress(OSError):
            print(f"keyhaven: {text}", file=sys.stderr, flush=True)


@contextmanager
def _only_one(directory: Path) -> Iterator[None]:
    with (directory / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CommandError(f"A demo runs already with the data in {directory}.") from error
        yield


def _reset(directory: Path, *, is_confirmed: bool) -> None:
    if not is_confirmed:
        print(f"Throw away all wallets, copies and accounts in {directory}? [y/N] ", end="")
        sys.stdout.flush()
        if sys.stdin.readline().strip().lower() not in {"y", "yes"}:
            raise CommandError("Nothing was thrown away.")
    for path in directory.iterdir():
        if path.name in _KEPT_AT_RESET:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _require_free(port: int) -> None:
    if not 1 <= port <= 65535:
        raise CommandError("A port is a number from 1 to 65535.")
    if ports.is_free(port):
        return
    free = ports.next_free(port + 1)
    raise CommandError(
        f"Port {port} is in use. Port {free} is free: python3 manage.py demo --port {free}"
    )
