from __future__ import annotations

import pytest

from tests.clouds.conformance import CASES, Case, Place


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_every_cloud(case: Case, place: Place) -> None:
    case(place)
