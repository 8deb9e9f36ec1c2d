"""Server CPU of a whole recovery, beside a plain passkey sign-in of allauth.mfa.

Each side runs in a process of its own with its own settings and its own SQLite file, driven by the
same software passkey through Django's test client. Only the server's part is counted: process time
inside the requests, and for ours the enclave process's time as well. The two sides take turns.
"""

from __future__ import annotations

import statistics
from typing import Any

from tests.bench import own_process
from tests.bench.figures import spread

ROUNDS = 5


def measure() -> dict[str, Any]:
    """Compares from the first request for a challenge to the signed-in answer, on both sides.

    Keys: allauth_ratio, and with_page_and_split_ratio, which adds what only ours is asked for: the
    page, and the new generation that makes the lost device worthless.
    """
    ours: dict[str, list[float]] = {"page": [], "release": [], "split": []}
    theirs: list[float] = []
    for _ in range(ROUNDS):
        mine = own_process.run("tests.bench.recovery_ours")
        for name, times in ours.items():
            times += mine[name]
        beside = own_process.run(
            "tests.bench.recovery_allauth", settings="tests.bench.allauth_settings"
        )
        theirs += beside["sign_in"]
    page, release, split = (statistics.median(times) for times in ours.values())
    floor = statistics.median(theirs)
    return {
        "allauth_ratio": round(release / floor, 2),
        "with_page_and_split_ratio": round((page + release + split) / floor, 2),
        "page": spread(ours["page"]),
        "release": spread(ours["release"]),
        "fresh_split": spread(ours["split"]),
        "allauth_sign_in": spread(theirs),
    }
