"""What the demo's buttons break is broken for one folder, or for a while, and comes back."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from recovery.demo.supervisor import Service, Supervisor
from recovery.demo.webdav import Faulty
from tests.stack import wait_until


def test_a_fault_of_the_cloud_is_for_one_folder(tmp_path: Path) -> None:
    (tmp_path / "visitor-1").write_text("503")
    (tmp_path.parent / "outside").write_text("503")
    said: list[str] = []

    def answers(path: str) -> list[bytes]:
        real = Faulty(lambda environ, start: [b"as usual"], tmp_path)
        found: list[bytes] = real({"PATH_INFO": path}, lambda status, _: said.append(status))
        return found

    assert answers("/visitor-1/BitcoinWalletBackup_A/current.json") == [b""]
    assert said == ["503 Fault"]
    for path in ("/visitor-2/x", "/", "", "/../outside/x", "/visitor-1x/y"):
        assert answers(path) == [b"as usual"]


def test_a_service_that_is_wished_away_comes_back_by_itself(tmp_path: Path) -> None:
    started: list[int] = []
    pid = tmp_path / "pid"
    code = f"import os, pathlib, time; pathlib.Path({str(pid)!r}).write_text(str(os.getpid()));"
    service = Service("worker", [sys.executable, "-c", f"{code} time.sleep(60)"], pid.exists)
    supervisor = Supervisor(
        environment={}, log_directory=tmp_path / "logs", say=lambda _: None, faults=tmp_path
    )

    def wish() -> None:
        started.append(int(pid.read_text()))
        pid.unlink()
        (tmp_path / "worker").write_text("0.2")

    def watch() -> None:
        wait_until("it is back under another number", lambda: pid.exists() and pid.read_text())
        started.append(int(pid.read_text()))
        supervisor._is_stopping = True

    watcher = threading.Thread(target=watch)

    def ready() -> None:
        wish()
        watcher.start()

    supervisor.run([service], when_ready=ready)
    watcher.join()

    assert len(set(started)) == 2
    assert not (tmp_path / "worker").exists()
