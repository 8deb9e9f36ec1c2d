"""Three verifiers of assertions agree, or differ for a reason that is known."""

from __future__ import annotations

import random

import pytest

from tests.enclave.differential import REASONS, Difference, Generator, judge, run


@pytest.mark.slow
def test_three_verifiers_differ_for_known_reasons_only() -> None:
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    outcomes = run(ceremonies=5_000, seed=seed)
    # Each reason was met, so none of them is there for nothing, and most ceremonies need none.
    assert set(outcomes) == {"all accept", "all refuse", *REASONS}
    assert outcomes["all accept"] > 1_000
    assert outcomes["all refuse"] > 1_000


def test_a_difference_without_a_reason_is_told() -> None:
    generator = Generator(1)
    explained = (it for it in iter(generator.next, None) if judge(it) in REASONS)
    with pytest.raises(Difference):
        judge(next(explained), reasons={})
