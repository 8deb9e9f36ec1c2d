"""The tool that opens a backup without this site, as it is handed out."""

from __future__ import annotations

import hashlib

import pytest
from django.test import Client
from django.urls import reverse

from recovery.management.commands.offline_tool import BUILT

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_the_page_shows_the_sha256_of_what_is_handed_out(client: Client) -> None:
    page = client.get(reverse("offline_tool")).content.decode()
    handed_out = client.get(reverse("offline_tool_download")).content
    assert handed_out == BUILT.read_bytes()
    assert hashlib.sha256(handed_out).hexdigest() in page


def test_it_is_saved_and_never_shown_as_a_page_of_this_site(client: Client) -> None:
    answer = client.get(reverse("offline_tool_download"))
    disposition = 'attachment; filename="keyhaven-offline.html"'
    assert answer.headers["Content-Disposition"] == disposition
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
