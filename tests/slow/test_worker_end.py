"""How a worker ends: told to stop, or because one of its tasks does not come to an end."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from tests.slow.household import Household
from tests.stack import START_SECONDS, Stack, wait_until

pytestmark = pytest.mark.slow


@pytest.fixture
def home(stack: Stack) -> Household:
    stack.start_web()
    stack.start_beat()
    return Household(stack)


@contextmanager
def _silent_server() -> Iterator[int]:
    """Takes connections and never says a word. Gives its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken = []

        def take() -> None:
            with suppress(OSError):
                while True:
                    taken.append(server.accept()[0])

        thread = threading.Thread(target=take)
        thread.start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
        thread.join()
        for connection in taken:
            connection.close()


def test_a_worker_with_a_task_that_does_not_end_goes_away_and_says_where_it_hung(
    home: Household,
) -> None:
    stack = home.stack
    home.change()
    with _silent_server() as port:
        home.person.connect_webdav(
            wallet_id=home.wallet_id, url=f"http://127.0.0.1:{port}/", user="sam", password="secret"
        )
        stack.start_worker("hanging", threads=1)
        hanging = stack.processes["hanging"]
        wait_until("the worker ended", lambda: hanging.poll() is not None, seconds=START_SECONDS)
        # By itself, and with an error, so that whoever supervises it starts it anew.
        assert stack.stop("hanging") == 1
    said = stack.log("hanging")
    assert "Timeout (" in said
    assert "connection.py" in said
    # The one that is started in its place does the rest.
    home.add_places(1)
    stack.start_worker()
    # The place that hangs is tried again, and may end this one too.
    stack.wait_until("the other place has its copy", home.proved_files)


def test_a_worker_that_is_told_to_stop_finishes_what_it_has_in_its_hands(
    home: Household, patient_stack: Stack
) -> None:
    stack = patient_stack
    home.change()
    home.add_places(6)
    stack.start_worker()
    wait_until("copies are on their way", lambda: _in_hand(stack))
    assert stack.stop("worker", number=signal.SIGTERM) == 0
    assert _in_hand(stack) == 0
    stack.start_worker()
    home.require_backed_up()


def _in_hand(stack: Stack) -> int:
    return int(
        stack.rows.one(
            "SELECT (SELECT count(*) FROM recovery_copy WHERE lease_until IS NOT NULL) + "
            "(SELECT count(*) FROM recovery_cloudaccount WHERE lease_until IS NOT NULL)"
        )
    )
