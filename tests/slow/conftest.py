from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import postgresql
from tests.stack import PATIENT, Stack


@pytest.fixture(scope="session")
def sqlite_stack() -> Iterator[Stack]:
    with Stack() as stack:
        yield stack


@pytest.fixture
def stack(sqlite_stack: Stack) -> Iterator[Stack]:
    """Broker, enclave and cloud are up; a test starts and kills the rest."""
    yield sqlite_stack
    # One test that fails must not make the next ones fail too.
    for name in list(sqlite_stack.processes):
        sqlite_stack.stop(name)
    sqlite_stack.start_broker()
    sqlite_stack.enclave.restart()


@pytest.fixture
def patient_stack(stack: Stack) -> Iterator[Stack]:
    """No worker is killed, so none has to hurry."""
    before = stack.variables
    stack.variables = before | PATIENT
    yield stack
    stack.variables = before


@pytest.fixture
def any_stack(request: pytest.FixtureRequest) -> Iterator[Stack]:
    """For tests that name "sqlite" or "postgresql"."""
    if request.param == "sqlite":
        yield request.getfixturevalue("stack")
        return
    with postgresql.running() as url, Stack(database_url=url) as stack:
        yield stack
