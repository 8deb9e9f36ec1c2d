"""What the history says of a sign-in."""

from __future__ import annotations

import pytest

from recovery.flows import sign_ins
from recovery.models import AuditEvent
from tests.factories import new_holder

pytestmark = [pytest.mark.django_db, pytest.mark.database]

_PHONE, _DESK = "Chrome on Android", "Firefox on Linux"


def test_a_device_is_new_once_and_the_first_one_never() -> None:
    sam, eve = new_holder("Sam"), new_holder("Eve")
    for holder, device in [
        *((sam, _PHONE), (sam, _PHONE), (eve, _DESK)),
        *((sam, _DESK), (sam, _DESK), (sam, _PHONE)),
    ]:
        sign_ins.note(holder=holder, how="code", device=device)

    signed_in = AuditEvent.objects.filter(kind=AuditEvent.Kind.SIGNED_IN)
    assert signed_in.count() == 6
    new = AuditEvent.objects.get(kind=AuditEvent.Kind.DEVICE_NEW)
    assert (new.holder, new.detail) == (sam, {"how": "code", "device": _DESK})
