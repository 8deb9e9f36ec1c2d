"""The documents say what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from project import env

_DOCS = Path(settings.BASE_DIR) / "docs"


def _documented_settings() -> list[str]:
    text = (_DOCS / "configuration.md").read_text()
    return re.findall(r"^\| `([A-Z_]+)` \|", text, re.MULTILINE)


def test_documents_every_setting_and_no_other() -> None:
    assert sorted(_documented_settings()) == sorted(env.KNOWN)


@pytest.mark.parametrize("name", ["DEMO", "BEHIND_PROXY", "ENCLAVE_TIMEOUT_SECONDS", "MAIL_PORT"])
def test_documents_the_default_of(name: str) -> None:
    row = re.search(rf"^\| `{name}` \| `(\w+)`", (_DOCS / "configuration.md").read_text(), re.M)
    assert row is not None
    assert row[1] == env.KNOWN[name]


def _links() -> list[tuple[Path, str]]:
    pages = [*_DOCS.rglob("*.md"), *Path(settings.BASE_DIR).glob("*.md")]
    pattern = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
    return [(page, target) for page in pages for target in pattern.findall(page.read_text())]


def test_links_between_documents_lead_somewhere() -> None:
    dead = [
        f"{page.name}: {target}" for page, target in _links() if not (page.parent / target).exists()
    ]
    assert dead == []


def _named_tests() -> list[tuple[str, str]]:
    text = (_DOCS / "threat-model.md").read_text()
    return re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", text)


def test_every_invariant_names_a_test_that_exists() -> None:
    named = _named_tests()
    missing = [
        f"{file}::{name}"
        for file, name in named
        if f"def {name}(" not in (Path(settings.BASE_DIR) / file).read_text()
    ]
    assert len(named) > 30
    assert missing == []
