"""PINs under many guesses at once, and under kills; the commands of both files do more."""

from __future__ import annotations

import random

import pytest

from tests.enclave import guesses, kills
from tests.enclave.forked import ForkedEnclave
from tests.enclave_process import EnclaveProcess


def test_exactly_the_budget_of_each_record_is_evaluated() -> None:
    with EnclaveProcess() as enclave:
        found = guesses.run(enclave, guesses=600, records=5, connections=32)
    guesses.check(found, guesses=600, records=5)


def test_a_few_kills_leave_no_answer_uncounted() -> None:
    with ForkedEnclave() as enclave:
        totals = kills.run(enclave, kills=3, chance=random.Random(1))
    assert totals["answered"] <= totals["counted"]


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_five_hundred_kills_leave_no_answer_uncounted() -> None:
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    with ForkedEnclave() as enclave:
        totals = kills.run(enclave, kills=500, chance=random.Random(seed))
    assert totals["answered"] <= totals["counted"]
    # The kills met every moment: before the count, between count and answer, and after it.
    assert 0 < totals["answered"] < totals["counted"]
    assert totals["most_overcounted"] == 1
