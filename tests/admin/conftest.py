from __future__ import annotations

import pytest

from tests.tenant import Tenant


@pytest.fixture
def acme(db: None) -> Tenant:
    return Tenant("acme")


@pytest.fixture
def zenith(db: None) -> Tenant:
    return Tenant("zenith")
