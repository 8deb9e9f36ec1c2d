from __future__ import annotations

import re

import pytest

from tests.tenant import Tenant


@pytest.fixture
def acme(db: None) -> Tenant:
    return _tenant("acme")


@pytest.fixture
def zenith(db: None) -> Tenant:
    return _tenant("zenith")


def _tenant(word: str) -> Tenant:
    """One that has something in every list."""
    tenant = Tenant(word)
    tenant.keep_shares()
    return tenant


def require_nothing_inside(html: str) -> None:
    """No script, style or handler in a page: the policy would refuse it."""
    scripts = re.findall(r"<script\b([^>]*)>", html)
    assert all("src=" in tag or "application/json" in tag for tag in scripts)
    assert "<style" not in html
    assert not re.search(r"<[^>]+\s(style|on\w+)=", html)
