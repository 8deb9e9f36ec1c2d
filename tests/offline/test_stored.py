"""Every sample that a release stored opens for ever, in every way that it has."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.offline.belongings import STORED
from tests.offline.conftest import Outcome
from tests.offline.test_command import words

SECRETS = json.loads((STORED / "secrets.json").read_text())


@pytest.mark.parametrize(
    ("names", "options", "secret"),
    [
        (["kit.age"], "--kit", "kit_code"),
        (["export.json"], "--kit", "kit_code"),
        (["cloud.json", "export.json"], "--password", "password"),
        (["cloud.json", "share.json"], "--cloud-key", "cloud_key"),
    ],
)
def test_opens(tool: Callable[..., Outcome], names: list[str], options: str, secret: str) -> None:
    files = [(STORED / name).read_bytes() for name in names]
    outcome = tool("open", *files, typed=SECRETS[secret], options=f"{options} --show words")
    assert outcome.code == 0, outcome.err
    assert words(outcome) == SECRETS["words"]


def test_two_shares_combine(tool: Callable[..., Outcome]) -> None:
    files = [(STORED / name).read_bytes() for name in ("export.json", "share.json")]
    assert words(tool("combine", *files, options="--show words")) == SECRETS["words"]
