from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from recovery.flows import unlock
from tests.clouds.fault_server import FaultServer
from tests.enclave_process import EnclaveProcess
from tests.flows.due_rows import LANE_LIMIT
from tests.person import Person


@pytest.fixture(scope="session")
def enclave_process() -> Iterator[EnclaveProcess]:
    with EnclaveProcess(relying_parties={"localhost": ["http://localhost:8000"]}) as process:
        yield process


@pytest.fixture
def enclave(enclave_process: EnclaveProcess, settings: Settings) -> Iterator[EnclaveProcess]:
    """The server of this test talks to a real enclave."""
    settings.ENCLAVE_ADDRESS = enclave_process.address
    unlock.enclave.cache_clear()
    yield enclave_process
    unlock.enclave().close()
    unlock.enclave.cache_clear()


@pytest.fixture
def cloud_root(tmp_path: Path, settings: Settings) -> Path:
    """A directory of the server in which folder copies lie."""
    settings.CLOUD_FOLDER_ROOT = str(tmp_path)
    return tmp_path


@pytest.fixture
def alice(db: None, enclave: EnclaveProcess, cloud_root: Path) -> Person:
    return Person(name="Alice")


@pytest.fixture
def mallory(db: None, enclave: EnclaveProcess, cloud_root: Path) -> Person:
    return Person(name="Mallory")


@pytest.fixture
def narrow_lanes(settings: Settings) -> None:
    settings.CLOUD_LANE_LIMIT = LANE_LIMIT


@pytest.fixture
def sick() -> Iterator[FaultServer]:
    with FaultServer() as server:
        yield server


@pytest.fixture
def well() -> Iterator[FaultServer]:
    with FaultServer() as server:
        yield server
