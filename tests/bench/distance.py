"""A server as it looks from far away: each answer arrives later by a fixed time.

    with far_away(port, seconds=0.06) as near_port: ...

Bytes towards the server pass at once; bytes from it are held back by the given time, each for
itself, so that answers which follow one another closely also arrive so. A process of its own.
"""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

HOST = "127.0.0.1"


@contextmanager
def far_away(port: int, *, seconds: float) -> Iterator[int]:
    """The port on which the server of the other port can be reached slowly."""
    command = [sys.executable, "-m", "tests.bench.distance", str(port), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield int(process.stdout.readline())
        finally:
            process.kill()


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    writer.write_eof()


async def _carry_late(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, seconds: float
) -> None:
    waiting: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
    delivery = asyncio.create_task(_deliver(waiting, writer))
    while data := await reader.read(65536):
        waiting.put_nowait((time.monotonic() + seconds, data))
    waiting.put_nowait((time.monotonic() + seconds, b""))
    await delivery


async def _deliver(
    waiting: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter
) -> None:
    while True:
        due, data = await waiting.get()
        await asyncio.sleep(due - time.monotonic())
        if not data:
            break
        writer.write(data)
        await writer.drain()
    writer.close()


async def _serve_one(
    port: int, seconds: float, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    with contextlib.suppress(OSError):
        far_reader, far_writer = await asyncio.open_connection(HOST, port)
        await asyncio.gather(
            _carry(reader, far_writer),
            _carry_late(far_reader, writer, seconds),
            return_exceptions=True,
        )
        far_writer.close()


async def _serve(port: int, seconds: float) -> None:
    server = await asyncio.start_server(partial(_serve_one, port, seconds), HOST, 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), float(sys.argv[2])))
