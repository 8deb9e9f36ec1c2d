"""An enclave process that starts in a few milliseconds, for runs that kill it thousands of times.

The program's modules are loaded once, by a server that forks. Everything else is the program as it
is: its own process, its files, its socket.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.enclave_process import EnclaveProcess

# Long runs give way to everything else on the machine.
_START_SECONDS = 300
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["recovery.enclave.__main__", "tests.enclave.forked"])


class ForkedEnclave(EnclaveProcess):
    patience_seconds = _START_SECONDS

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._forked: Any = None

    def start(self) -> None:
        self._log_start = self.log.stat().st_size if self.log.exists() else 0
        arguments = (str(self.config), str(self.log), self.environment)
        self._forked = _FORKS.Process(target=_serve, args=arguments)
        self._forked.start()
        deadline = time.monotonic() + _START_SECONDS
        pause = 0.001
        while not self._log_answers():
            if not self._forked.is_alive() or time.monotonic() > deadline:
                raise RuntimeError(f"the enclave did not start: {self.log.read_text()}")
            time.sleep(pause)
            # On a busy machine, looking all the time would take from the time of who starts.
            pause = min(pause * 1.5, 0.05)

    def stop(self, *, number: int = signal.SIGTERM) -> int:
        self.client.close()
        process, self._forked = self._forked, None
        if process is None:
            return 0
        os.kill(process.pid, number)
        process.join()
        status: int = process.exitcode
        process.close()
        return status

    def _log_answers(self) -> bool:
        return self.log.exists() and self._answers()


def _serve(config: str, log: str, environment: Mapping[str, str]) -> None:
    from recovery.enclave.__main__ import main

    os.environ.update(environment)
    with Path(log).open("ab") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    sys.argv = ["recovery.enclave", "--config", config]
    # As a killed process would: no farewell of the parent's modules.
    os._exit(main())
