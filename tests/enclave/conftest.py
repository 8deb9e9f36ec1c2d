"""One enclave process per module, one passkey, and a browser that holds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from recovery.enclave.messages import UnlockRequest
from tests.enclave_process import ORIGIN, RP_ID, EnclaveProcess
from tests.soft_client import Op, SoftBrowser, Touch
from tests.soft_passkey import SoftPasskey

NewTouch = Callable[..., Touch]
NewRequest = Callable[..., UnlockRequest]


@pytest.fixture(scope="module")
def enclave() -> Iterator[EnclaveProcess]:
    with EnclaveProcess() as process:
        yield process
        # A refusal must come from a check, not from an accident that looks like one outside.
        assert "unexpected" not in process.log.read_text()


@pytest.fixture(scope="session")
def passkey() -> SoftPasskey:
    return SoftPasskey(rp_id=RP_ID)


@pytest.fixture
def browser(passkey: SoftPasskey) -> SoftBrowser:
    return SoftBrowser(passkey=passkey, origin=ORIGIN)


@pytest.fixture
def touch(enclave: EnclaveProcess, browser: SoftBrowser) -> NewTouch:
    """A touch over a fresh nonce; the arguments are those of `SoftBrowser.touch`."""

    def make(*, op: int = Op.RECOVER, by: SoftBrowser = browser, **parts: Any) -> Touch:
        fresh = enclave.client.nonce()
        settled: dict[str, Any] = {"op": op, "boot_id": fresh.boot_id, "nonce": fresh.nonce}
        return by.touch(**settled | parts)

    return make


@pytest.fixture
def request_for(touch: NewTouch, passkey: SoftPasskey) -> NewRequest:
    """The request for such a touch; `swap` replaces fields after everything was signed."""

    def make(*, swap: dict[str, Any] | None = None, **parts: Any) -> UnlockRequest:
        request = touch(**parts).request(rp_id=RP_ID, spki=passkey.spki)
        return replace(request, **(swap or {}))

    return make
