"""Proved copies a second, beside rclone to the same server in the same run.

    python -m tests.bench.copies --server wsgidav --copies 1000

One proved copy is the whole of backup_folder.place() for a wallet that changed: the look at the
pointer, the new file of 4 kB, its read-back, the comparison, and the new pointer.

rclone has its pacer off. It goes from an empty folder to a full one, less the time that it needs
when there is nothing to do. Three figures compare with it:
- `rclone_ratio`: `rclone copy` writes one file of 4 kB for each of our copies, and reads nothing
  back. We write two and read two.
- `same_files_ratio`: rclone writes what we write, a copy and a pointer for each wallet.
- `checked_ratio`: after that `rclone check --download` reads back and compares, as we do.

Both sides have eight connections to the server. rclone has as many transfers; ours has
`at_a_time` copies in its hands, and where those are more than eight their requests share the
connections, see recovery/clouds/travel.py. Rounds alternate, so that a machine that is busy for a
while does not favour either side.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from recovery.clouds import backup_folder, layout, open_cloud
from recovery.clouds.base import Permitted
from tests.bench import targets
from tests.bench.targets import TRANSFERS, Target, rclone_seconds

SIZE = 4096
POINTER_SIZE = 160
_PERMITTED = Permitted(private_addresses=True, plain_http=True)


@dataclass
class _Rounds:
    """Copies a second, of each round: ours, and what rclone did."""

    ours: list[float] = field(default_factory=list)
    single: list[float] = field(default_factory=list)
    pair: list[float] = field(default_factory=list)
    checked: list[float] = field(default_factory=list)


def measure(
    *,
    server: str = "wsgidav",
    copies: int = 1000,
    processes: int = 1,
    at_a_time: int = TRANSFERS,
    added_seconds: float = 0.0,
    rounds: int = 3,
) -> dict[str, Any]:
    """Copies a second of both, as medians, and their ratios (ours by rclone's).

    added_seconds: how much later each answer arrives. processes: of ours, each with its share of
    the copies at a time; rclone always is one process, which uses all cores.
    """
    found = _Rounds()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Apache runs as somebody else, who has to be able to pass through.
        folder.chmod(0o755)
        (folder / "server").mkdir()
        one = _write_source(folder / "one", copies=copies, sizes=(SIZE,))
        two = _write_source(folder / "two", copies=copies, sizes=(SIZE, POINTER_SIZE))
        with targets.running(server, folder / "server", added_seconds=added_seconds) as at:
            for number in range(rounds):
                pair, check = _of_rclone(at, source=two, folder=f"two{number}")
                found.pair.append(copies / pair)
                found.checked.append(copies / (pair + check))
                ours = _our_seconds(
                    at, number, copies=copies, processes=processes, at_a_time=at_a_time
                )
                found.ours.append(copies / ours)
                single, _ = _of_rclone(at, source=one, folder=f"one{number}")
                found.single.append(copies / single)
    return {
        "server": server,
        "copies": copies,
        "processes": processes,
        "at_a_time": at_a_time,
        "added_ms": round(added_seconds * 1000),
        **_figures(found),
    }


def _figures(found: _Rounds) -> dict[str, Any]:
    middle = {name: statistics.median(figures) for name, figures in asdict(found).items()}
    proved = middle["ours"]
    each = zip(found.ours, found.single, strict=True)
    return {
        "proved_per_second": round(proved, 1),
        "rclone_per_second": round(middle["single"], 1),
        "rclone_ratio": round(proved / middle["single"], 2),
        "rclone_ratio_rounds": [round(a / b, 2) for a, b in each],
        "same_files_ratio": round(proved / middle["pair"], 2),
        "checked_ratio": round(proved / middle["checked"], 2),
    }


def _write_source(folder: Path, *, copies: int, sizes: tuple[int, ...]) -> Path:
    folder.mkdir()
    for number in range(copies):
        for size in sizes:
            (folder / f"backup-{number:06}-{size}.json").write_bytes(os.urandom(size))
    return folder


def _of_rclone(target: Target, *, source: Path, folder: str) -> tuple[float, float]:
    """Seconds to copy, and to check by reading back."""
    there, empty = target.root / folder, source.parent / "empty"
    there.mkdir()
    there.chmod(0o777)
    empty.mkdir(exist_ok=True)
    idle = rclone_seconds(target, "copy", source=empty, folder=folder)
    busy = rclone_seconds(target, "copy", source=source, folder=folder)
    written = len(list(there.iterdir()))
    assert written == len(list(source.iterdir())), "rclone did not copy everything"
    check = rclone_seconds(target, "check", source=source, folder=folder, options=("--download",))
    shutil.rmtree(there)
    return busy - idle, check


def _our_seconds(
    target: Target, number: int, *, copies: int, processes: int, at_a_time: int
) -> float:
    """Seconds from the word "go" until the last process has proved its last copy."""
    workers = [
        _start_worker(target, number, copies, index, processes, at_a_time // processes)
        for index in range(processes)
    ]
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
    began = time.perf_counter()
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "done\n"
    seconds = time.perf_counter() - began
    for worker in workers:
        worker.communicate()
    for wallet in range(copies):
        folder = target.root / _folder(number, wallet)
        assert json.loads((folder / layout.POINTER).read_bytes())["gen"] == 2
        shutil.rmtree(folder)
    return seconds


def _start_worker(
    target: Target, number: int, copies: int, index: int, processes: int, threads: int
) -> subprocess.Popen[str]:
    order = {
        "kind": target.kind,
        "settings": target.settings,
        "secret": target.secret,
        "number": number,
        "wallets": list(range(index, copies, processes)),
        "threads": threads,
    }
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.copies", "--worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert worker.stdin is not None
    worker.stdin.write(json.dumps(order) + "\n")
    worker.stdin.flush()
    return worker


def _work() -> None:
    order = json.loads(sys.stdin.readline())
    cloud = open_cloud(
        kind=order["kind"],
        settings=order["settings"],
        secret=order["secret"],
        permitted=_PERMITTED,
    )
    wallets: list[int] = order["wallets"]
    contents = {
        (gen, wallet): _content(wallet=wallet, gen=gen) for wallet in wallets for gen in (1, 2)
    }

    def prove(gen: int, wallet: int) -> None:
        backup_folder.place(
            cloud,
            folder=_folder(order["number"], wallet),
            gen=gen,
            wid=f"wallet-{wallet}",
            data=contents[gen, wallet],
            seen_before=gen > 1,
        )

    with ThreadPoolExecutor(order["threads"]) as pool:
        list(pool.map(partial(prove, 1), wallets))
        # Apache's mark of a file is weak for a second, which a real second generation never sees.
        time.sleep(1.5)
        print("ready", flush=True)
        sys.stdin.readline()
        list(pool.map(partial(prove, 2), wallets))
    print("done", flush=True)


def _folder(number: int, wallet: int) -> str:
    return backup_folder.folder_name(f"{number}-{wallet}")


def _content(*, wallet: int, gen: int) -> bytes:
    fields = {"gen": gen, "v": 1, "wid": f"wallet-{wallet}", "envelope": ""}
    fields["envelope"] = random.Random(wallet).randbytes(SIZE // 2).hex()[: SIZE - 70]
    return json.dumps(fields).encode()


def main() -> None:
    parser = argparse.ArgumentParser(description="Proved copies a second beside rclone.")
    parser.add_argument("--worker", action="store_true", help="one of our own processes")
    parser.add_argument("--server", default="wsgidav", choices=targets.NAMES)
    parser.add_argument("--copies", type=int, default=1000)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--at-a-time", type=int, default=TRANSFERS)
    parser.add_argument("--added-ms", type=float, default=0.0)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    if chosen.worker:
        _work()
        return
    result = measure(
        server=chosen.server,
        copies=chosen.copies,
        processes=chosen.processes,
        at_a_time=chosen.at_a_time,
        added_seconds=chosen.added_ms / 1000,
        rounds=chosen.rounds,
    )
    print(json.dumps(result))


if __name__ == "__main__":
    main()
