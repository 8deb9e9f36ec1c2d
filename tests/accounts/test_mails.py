from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import Client

from recovery.models import Notice
from tests.factories import new_holder

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", Notice.Kind.values)
def test_each_notice_has_a_subject_a_text_and_a_page(kind: str) -> None:
    holder = new_holder("O'Neil <b>")
    words = {"device": "My & phone", "passkey": "My & phone", "when": "1 May 2026"}
    words |= {"place": "My & phone", "wallets": "My & phone", "what": "It is full.", "path": "/x/"}
    words |= {"trace": "My & phone", "answer": "Try again.", "party": "My & phone"}
    context = {"holder": holder, "never_asked": "We never ask.", **words}

    subject = render_to_string(f"emails/{kind}_subject.txt", context).strip()
    text = render_to_string(f"emails/{kind}.txt", context)
    html = render_to_string(f"emails/{kind}.html", context)

    assert subject
    assert "\n" not in subject
    assert "O'Neil <b>" in text
    assert "My & phone" in text
    assert "<b>" not in html
    assert "My &amp; phone" in html


def test_a_page_without_an_icon_of_its_own_finds_ours(client: Client) -> None:
    response = client.get("/favicon.ico")

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/static/img/icon.")
