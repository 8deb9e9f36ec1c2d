"""/healthz/ and /readyz/, with each part really running and really gone."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator

import pytest

from tests.person import Json
from tests.stack import Stack, running, wait_until


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    with running("web", "worker", "beat") as stack:
        wait_until("everything is ready", lambda: ask(stack, "/readyz/")[0] == 200)
        yield stack


def ask(stack: Stack, path: str) -> tuple[int, Json]:
    connection = http.client.HTTPConnection("127.0.0.1", stack.port, timeout=60)
    try:
        connection.request("GET", path, headers={"Host": f"localhost:{stack.port}"})
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        connection.close()


def down(stack: Stack) -> set[str]:
    """The parts that are down; the status says the same."""
    status, answer = ask(stack, "/readyz/")
    parts = {name for name, state in answer["parts"].items() if state == "down"}
    assert (status, answer["status"]) == ((503, "down") if parts else (200, "ok"))
    assert set(answer["parts"].values()) <= {"ok", "down"}
    return parts


# On a busy machine a worker or the vault is late now and then, so that one look is not enough.


def test_says_of_each_part_that_it_works(stack: Stack) -> None:
    parts = {"database": "ok", "broker": "ok", "worker": "ok", "enclave": "ok"}
    well = (200, {"status": "ok", "parts": parts})
    wait_until("each part works", lambda: ask(stack, "/readyz/") == well)


def test_names_the_enclave_when_it_is_down(stack: Stack) -> None:
    stack.enclave.stop()
    try:
        wait_until("only the enclave is down", lambda: down(stack) == {"enclave"})
        assert ask(stack, "/healthz/") == (200, {"status": "ok"})
    finally:
        stack.enclave.start()
    wait_until("all is well again", lambda: down(stack) == set())


def test_names_the_broker_when_it_is_down(stack: Stack) -> None:
    stack.kill("broker")
    try:
        # Of a worker nobody hears meanwhile.
        wait_until("only the broker is down", lambda: down(stack) - {"worker"} == {"broker"})
    finally:
        stack.start_broker()
    wait_until("all is well again", lambda: down(stack) == set())


def test_names_the_worker_when_it_has_gone(stack: Stack) -> None:
    stack.stop("worker")
    try:
        # By the time of a row, so that nobody has to wait until the worker is really late.
        stack.rows.change("DELETE FROM cache WHERE cache_key LIKE '%%worker-seen'")
        wait_until("only the worker is gone", lambda: down(stack) == {"worker"})
    finally:
        stack.start_worker()
    wait_until("the worker was seen", lambda: down(stack) == set())


def test_answers_while_the_database_is_gone(stack: Stack) -> None:
    assert stack.database.exists()
    away = stack.database.with_suffix(".away")
    stack.stop("web")
    stack.database.rename(away)
    stack.database.mkdir()
    try:
        stack.start_web()
        assert down(stack) >= {"database"}
        assert ask(stack, "/healthz/") == (200, {"status": "ok"})
    finally:
        stack.stop("web")
        stack.database.rmdir()
        away.rename(stack.database)
        stack.start_web()
    wait_until("all is well again", lambda: down(stack) == set())
