"""What waits for a disk or a chip is done beside the loop, and given up when it takes too long.

One thread for one kind of work, so that its files have one user, and nobody else waits for them.
While what was given up still hangs in there, everything else of its kind is turned away at once:
whoever waited would hold a connection that a passkey needs.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

Done = TypeVar("Done")


class Hangs(Exception):
    """A disk or a chip does not answer. What was asked of it may still be done, and nobody told."""


class SlowWork:
    """patience_seconds: how long one piece of work may take, its turn included."""

    def __init__(self, *, name: str, patience_seconds: float) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._patience_seconds = patience_seconds
        self._given_up: Future[Any] | None = None

    @property
    def hangs(self) -> bool:
        return self._given_up is not None and not self._given_up.done()

    async def do(self, work: Callable[[], Done]) -> Done:
        """Raises Hangs, or what the work raises."""
        if self.hangs:
            raise Hangs
        doing = self._thread.submit(work)
        try:
            return await asyncio.wait_for(asyncio.wrap_future(doing), self._patience_seconds)
        except TimeoutError as error:
            # One that had not begun yet is taken out, and will never be done.
            if not doing.cancel():
                self._given_up = doing
            raise Hangs from error

    def close(self) -> None:
        """Waits for what is under way, unless it hangs: whoever stops the process ends that too."""
        self._thread.shutdown(wait=not self.hangs, cancel_futures=True)
