"""A page that somebody sees first is small, and comes without a detour."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.test import Client
from django.urls import reverse

from project.templatetags.scripts import imported_by
from tests.factories import new_holder
from tests.person import Person

pytestmark = pytest.mark.django_db

PAGE_SCRIPT = re.compile(r"page_script '([^']+)'( heavy=True)?")
FIRST_PAGES = ("start", "account_login", "account_signup", "recover", "trust", "offline_tool")
MOST_BYTES = 60_000


@pytest.mark.parametrize("name", FIRST_PAGES)
def test_a_first_page_is_small(client: Client, name: str) -> None:
    """All that it asks for before it is ready, compressed, without the headers."""
    answer = client.get(reverse(name), headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    html = gzip.decompress(answer.content).decode()
    files = set(re.findall(r'<(?:link|script)[^>]* (?:href|src)="/static/([^"]+)"', html))
    assert sum(map(_weight, files)) + len(answer.content) < MOST_BYTES
    assert len(files) >= 4


def _weight(path: str) -> int:
    """As WhiteNoise sends it. What compressing does not make smaller is sent as it is."""
    file = Path(staticfiles_storage.path(path))
    compressed = file.with_name(f"{file.name}.gz")
    return (compressed if compressed.exists() else file).stat().st_size


def test_a_page_of_somebody_who_is_signed_in_is_not_compressed(client: Client) -> None:
    """Its length would tell of what stands in it; see project/compression.py."""
    client.force_login(new_holder().user, backend=settings.AUTHENTICATION_BACKENDS[0])
    answer = client.get(reverse("trust"), headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200
    assert "content-encoding" not in answer.headers


def test_a_page_names_all_that_its_script_imports(client: Client) -> None:
    needed = imported_by("js/recover.js")
    assert {"js/page.js", "js/flows/explain_places.js", "js/text.js"} <= set(needed)
    # What is heavy comes later.
    assert not {"vendor/bip32.js", "js/flows/restore.js"} & set(needed)
    html = client.get(reverse("recover")).content.decode()
    named = set(re.findall(r'<link rel="modulepreload" href="([^"]+)">', html))
    assert named == {static(path) for path in needed}


def test_what_opens_a_wallet_comes_behind_the_page() -> None:
    """The picture waits for nothing but small files, and a press for what is not there yet."""
    html = Person(name="Sam").client.get(reverse("wallet_new")).content.decode()
    waited_for = set(re.findall(r'<script[^>]* src="/static/([^"]+)"', html))
    assert sum(map(_weight, waited_for)) < 5_000
    later = re.findall(r'<link rel="modulepreload" fetchpriority="low"[^>]* href="([^"]+)">', html)
    assert later[0] == static("js/wallet_new.js")
    assert set(later[1:]) == {static(path) for path in imported_by("js/wallet_new.js")}
    assert 'rel="modulepreload" href' not in html
    # What static/js/first.js looks for.
    for mark in (' id="page-script"', ' id="incomplete"', " disabled data-waits>"):
        assert html.count(mark) == 1


def test_no_page_waits_for_what_is_heavy() -> None:
    used = [
        (file.name, path, heavy != "")
        for file in Path(settings.BASE_DIR, "templates").rglob("*.html")
        for path, heavy in PAGE_SCRIPT.findall(file.read_text())
    ]
    assert len(used) > 20
    for name, path, is_heavy in used:
        size = sum(map(_weight, map(_stored, (path, *imported_by(path)))))
        assert is_heavy == (size > MOST_BYTES), f"{name}: {size} bytes by {path}"


def _stored(path: str) -> str:
    return static(path).removeprefix("/static/")
