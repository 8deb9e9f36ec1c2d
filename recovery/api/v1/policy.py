from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest

from recovery.api.v1.answers import answers
from recovery.api.v1.idempotency import IdempotencyKey, once
from recovery.api.v1.router import key_of, party_of, reads, v1, writes_policy
from recovery.api.v1.schemas import PolicyIn, PolicyOut
from recovery.flows import policy

Answer = dict[str, Any]


@v1.get("/policy", auth=reads, response=answers(PolicyOut), tags=["relying party"])
def read_policy(request: HttpRequest) -> Answer:
    """What the relying party asks of its people's wallets."""
    return _shown(request)


@v1.put(
    "/policy",
    auth=writes_policy,
    response=answers(PolicyOut, 409, 413, 422),
    tags=["relying party"],
)
def change_policy(request: HttpRequest, body: PolicyIn, idempotency_key: IdempotencyKey) -> Answer:
    """Put a whole policy in place of the old one.

    It is about what comes next: what people have already goes on opening their wallets. The change
    stands in the history with the name of the key.
    """
    wanted = policy.Policy(
        methods=tuple(body.methods),
        required=tuple(name for name in policy.NAMES if name in body.required),
        second_way_required=body.second_way_required,
        pin_digits=body.pin_digits,
        password_score=body.password_score,
        large_sum_notice=body.large_sum_notice,
        recovery_delay_days=body.recovery_delay_days,
        eject_hours=body.eject_hours,
        clouds=tuple(body.clouds),
    )

    def change() -> Answer:
        policy.change(party_of(request), wanted, by=key_of(request).prefix)
        return _shown(request)

    return once(request, idempotency_key, change)


def _shown(request: HttpRequest) -> Answer:
    return asdict(policy.of(party_of(request)))
