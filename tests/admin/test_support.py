"""Staff answer requests for help, and can change nothing else of them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from recovery.models import Notice, Role, SupportRequest
from tests.staff import staff_client
from tests.tenant import Tenant

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_an_operator_answers_and_the_person_is_told(acme: Tenant) -> None:
    request = SupportRequest.objects.get(holder=acme.holder)
    address = reverse("admin:recovery_supportrequest_change", args=[request.pk])
    client = staff_client(acme.party, Role.OPERATOR)
    assert "cloud_full" in client.get(address).content.decode()
    client.post(address, {"answer": "Free some space.", "note": "changed", "state": "closed"})
    request.refresh_from_db()
    assert (request.answer, request.note) == ("Free some space.", "acme note")
    assert request.state == SupportRequest.State.ANSWERED
    assert request.answered_at is not None
    notice = Notice.objects.get(kind=Notice.Kind.SUPPORT_ANSWERED)
    assert (notice.holder, notice.context["answer"]) == (acme.holder, "Free some space.")
