"""kill -9 of the broker and of the enclave at random moments, and a broker that forgets."""

from __future__ import annotations

import time

import pytest

from recovery.ceremonies.challenges import Op
from tests.slow import plan
from tests.slow.household import Household
from tests.slow.killing import chance, killed_within
from tests.stack import Stack

pytestmark = pytest.mark.slow

_PLACES = 3


def test_the_plan_has_two_hundred_kills() -> None:
    print(f"{plan.TOTAL} kills")
    assert plan.TOTAL >= 200


def test_no_copy_is_lost_when_the_broker_dies_or_forgets(patient_stack: Stack) -> None:
    stack = patient_stack
    moments = chance("broker")
    stack.start_web()
    stack.start_worker()
    stack.start_beat()
    home = Household(stack)
    home.change()
    home.add_places(_PLACES)
    home.require_backed_up()
    for turn in range(plan.BROKER):
        attempted = home.build()
        with killed_within(stack.processes["broker"].pid, moments.uniform(0, 0.1)):
            home.attempt(attempted)
        home.settle()
        home.require_no_false_green()
        stack.kill("broker")
        time.sleep(moments.uniform(0, 0.3))
        stack.start_broker()
        if turn % 3 == 0:
            with stack.redis() as client:
                client.flushall()
        if turn % 6 == 5:
            home.require_backed_up()
    home.require_backed_up()
    # Nobody started them again meanwhile: they found the broker by themselves.
    for name in ("web", "worker", "beat"):
        assert stack.processes[name].poll() is None, stack.log(name)[-5000:]


def test_a_wallet_opens_again_after_the_enclave_died(stack: Stack) -> None:
    moments = chance("enclave")
    stack.start_web()
    home = Household(stack)
    home.change()
    for turn in range(plan.ENCLAVE):
        process = stack.enclave.process
        assert process is not None
        with killed_within(process.pid, moments.uniform(0, 0.03)):
            _unlock_or_be_told(home, op=Op.RECOVER if turn % 2 else Op.UNLOCK)
        stack.enclave.stop()
        stack.enclave.start()
        home.slot = home.person.slot(*home.person.unlock())
        home.settle()
    home.change()
    home.settle()


def _unlock_or_be_told(home: Household, *, op: Op) -> None:
    """Whatever the moment, a person gets an answer or a sentence, never a broken page."""
    person = home.person
    status, invitation = person.call("POST", "/nonce", {"op": int(op), "nonce_b": "A" * 43})
    if status == 200:
        body = person.body_of(person.touch(op, invitation), invitation)
        path = "/recover"
        if op == Op.UNLOCK:
            path, body = "/unlock", {**body, "epoch": 0}
        status, invitation = person.call("POST", path, body)
    assert status in {200, 403, 503}, invitation
    if status != 200:
        assert invitation["code"] in {"enclave_denied", "enclave_unreachable"}
