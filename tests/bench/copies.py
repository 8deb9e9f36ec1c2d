"""Proved copies a second, beside `rclone copy` to the same server in the same run.

    python -m tests.bench.copies --server wsgidav --copies 1000

One proved copy is the whole of backup_folder.place() for a wallet that changed: the look at the
pointer, the new file of 4 kB, its read-back, the comparison, and the new pointer.

rclone has its pacer off and reads nothing back. It goes from an empty folder to a full one, less
the time that it needs when there is nothing to do. Two figures compare with it:
- `rclone_ratio`: rclone writes one file of 4 kB for each of our copies. We write two and read two.
- `same_files_ratio`: rclone writes what we write, a copy and a pointer for each wallet.

Both sides have eight transfers at a time. Rounds alternate, so that a machine that is busy for a
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
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from recovery.clouds import backup_folder, layout, open_cloud
from recovery.clouds.base import Permitted
from tests.bench.distance import far_away
from tests.webdav_servers import STARTERS, WebDavServer, rclone_program

SIZE = 4096
POINTER_SIZE = 160
TRANSFERS = 8
_PERMITTED = Permitted(private_addresses=True, plain_http=True)


def measure(
    *,
    server: str = "wsgidav",
    copies: int = 1000,
    processes: int = 1,
    added_seconds: float = 0.0,
    rounds: int = 3,
) -> dict[str, Any]:
    """Copies a second of both, as medians, and their ratio (ours by rclone's).

    added_seconds: how much later each answer arrives. processes: of ours, each with its share of
    the eight transfers; rclone always is one process, which uses all cores.
    """
    ours, pairs, singles = [], [], []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        # Apache runs as somebody else, who has to be able to pass through.
        folder.chmod(0o755)
        started = stack.enter_context(STARTERS[server](folder / "server"))
        at = stack.enter_context(_at(started, added_seconds))
        two = _write_source(folder / "two", copies=copies, sizes=(SIZE, POINTER_SIZE))
        one = _write_source(folder / "one", copies=copies, sizes=(SIZE,))
        for number in range(rounds):
            pairs.append(copies / _rclone_seconds(at, source=two, target=f"two{number}"))
            ours.append(copies / _our_seconds(at, number, copies=copies, processes=processes))
            singles.append(copies / _rclone_seconds(at, source=one, target=f"one{number}"))
    proved, pair, single = (statistics.median(figures) for figures in (ours, pairs, singles))
    return {
        "server": server,
        "copies": copies,
        "processes": processes,
        "added_ms": round(added_seconds * 1000),
        "proved_per_second": round(proved, 1),
        "rclone_per_second": round(single, 1),
        "rclone_ratio": round(proved / single, 2),
        "rclone_ratio_rounds": [round(a / b, 2) for a, b in zip(ours, singles, strict=True)],
        "same_files_ratio": round(proved / pair, 2),
    }


@contextmanager
def _at(server: WebDavServer, added_seconds: float) -> Iterator[WebDavServer]:
    if not added_seconds:
        yield server
        return
    with far_away(server.port, seconds=added_seconds) as port:
        url = f"http://127.0.0.1:{port}/"
        yield WebDavServer(url, server.user, server.password, server.root)


def _write_source(folder: Path, *, copies: int, sizes: tuple[int, ...]) -> Path:
    folder.mkdir()
    for number in range(copies):
        for size in sizes:
            (folder / f"backup-{number:06}-{size}.json").write_bytes(os.urandom(size))
    return folder


def _rclone_seconds(server: WebDavServer, *, source: Path, target: str) -> float:
    (server.root / target).mkdir()
    (server.root / target).chmod(0o777)
    empty = source.parent / "empty"
    empty.mkdir(exist_ok=True)
    idle = _timed_rclone(server, source=empty, target=target)
    busy = _timed_rclone(server, source=source, target=target)
    written = len(list((server.root / target).iterdir()))
    assert written == len(list(source.iterdir())), "rclone did not copy everything"
    shutil.rmtree(server.root / target)
    return busy - idle


def _timed_rclone(server: WebDavServer, *, source: Path, target: str) -> float:
    program = rclone_program()
    obscured = subprocess.run(
        [program, "obscure", server.password], check=True, capture_output=True, text=True
    ).stdout.strip()
    options = {
        "--config": os.devnull,
        "--transfers": str(TRANSFERS),
        "--webdav-url": server.url,
        "--webdav-user": server.user,
        "--webdav-pass": obscured,
        "--webdav-pacer-min-sleep": "0",
    }
    command = [program, "copy", str(source), f":webdav:{target}"]
    command += [part for option in options.items() for part in option]
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def _our_seconds(server: WebDavServer, number: int, *, copies: int, processes: int) -> float:
    """Seconds from the word "go" until the last process has proved its last copy."""
    workers = [
        _start_worker(server, number, copies, index, processes) for index in range(processes)
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
        folder = server.root / _folder(number, wallet)
        assert json.loads((folder / layout.POINTER).read_bytes())["gen"] == 2
        shutil.rmtree(folder)
    return seconds


def _start_worker(
    server: WebDavServer, number: int, copies: int, index: int, processes: int
) -> subprocess.Popen[str]:
    order = {
        "url": server.url,
        "user": server.user,
        "password": server.password,
        "number": number,
        "wallets": list(range(index, copies, processes)),
        "threads": TRANSFERS // processes,
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
        kind="webdav",
        settings={"url": order["url"], "user": order["user"]},
        secret=order["password"],
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
    parser.add_argument("--server", default="wsgidav", choices=sorted(STARTERS))
    parser.add_argument("--copies", type=int, default=1000)
    parser.add_argument("--processes", type=int, default=1)
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
        added_seconds=chosen.added_ms / 1000,
        rounds=chosen.rounds,
    )
    print(json.dumps(result))


if __name__ == "__main__":
    main()
