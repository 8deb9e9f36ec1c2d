"""Every page has a title, and says when there is nothing, when it works, fails, and is done."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import Settings

from tests.pages.seen import Seen, see
from tests.pages.situations import address_of
from tests.pages.states import (
    ACTIONS,
    FILES,
    LEADS_ELSEWHERE,
    PAGES,
    PARTS,
    Ends,
    Face,
    Never,
    Page,
    Reads,
    Shot,
    Site,
    State,
    Told,
)
from tests.person import Person

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.pages.demo_urls")]

ROOT = Path(settings.BASE_DIR)
JOURNEYS = ROOT / "tests" / "browser" / "journey"


@pytest.fixture(autouse=True)
def _everything_is_offered(settings: Settings, tmp_path: Path) -> None:
    settings.GOOGLE_BROWSER_CLIENT_ID = "browser-client"
    settings.CLOUDKIT_CONTAINER, settings.CLOUDKIT_API_TOKEN = "iCloud.example", "token"
    settings.DEMO, settings.STATE_DIR = True, tmp_path
    settings.CLOUD_CLIENTS = {"dropbox": ("client", "secret")}


def _names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    """The names of our own addresses; the admin and the API have a namespace each."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace is None:
                yield from _names(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


def test_every_address_is_a_page_with_its_states_or_shows_none() -> None:
    known = [*PAGES, *ACTIONS, *FILES, *LEADS_ELSEWHERE, *PARTS]

    assert set(_names(get_resolver().url_patterns)) == set(known)
    assert len(known) == len(set(known))


def test_what_only_does_something_shows_no_page(client: Client) -> None:
    for name in ACTIONS:
        ((address, _),), *_ = get_resolver().reverse_dict.getlist(name)[0]
        concrete = re.sub(r"%\((\w+)\)s", lambda found: _ANY.get(found[1], "any"), address)
        assert client.get(f"/{concrete}").status_code == 405, name


_ANY = dict.fromkeys(
    ("wallet_id", "account_id", "request_id"), "00000000-0000-0000-0000-000000000000"
)


@pytest.mark.parametrize("name", sorted(PAGES))
@pytest.mark.usefixtures("enclave", "cloud_root")
def test_a_page_shows_each_of_its_states(name: str) -> None:
    page = PAGES[name]
    answer = _open(name, page)
    html = answer.content.decode()
    seen = see(html)
    assert answer.status_code < 500
    # Only pages that need htmx carry it.
    assert ("htmx-config" in html) == (re.search(r" hx-(?:get|post)=", html) is not None)
    assert not seen.title.strip().startswith("·")
    assert len(seen.main_headings) == 1
    assert seen.main_headings[0]
    assert _lacking(name, seen) == {}


def _lacking(name: str, seen: Seen) -> dict[str, str]:
    """What is missing of which state."""
    page = PAGES[name]
    states = {"empty": page.empty, "loading": page.loading}
    states |= {"error": page.error, "success": page.success}
    missing = {which: _lacks(state, name, seen) for which, state in states.items()}
    return {which: fault for which, fault in missing.items() if fault}


def _lacks(state: State, name: str, seen: Seen) -> str:
    match state:
        case Never(why):
            return "" if why else "nobody says why"
        case Site():
            return "" if _SITE[state]() else state.value
        case Shot(shot):
            return "" if shot in _shots() else f"no journey looks at “{shot}”"
        case Face(face):
            return _lacks_face(face, seen.faces)
        case Told(template):
            return "" if template in seen.ids else f"no “{template}” for a script to fill"
        case Ends(page):
            return "" if isinstance(PAGES[page].success, Reads | Face | Shot) else f"at no {page}"
        case Reads():
            text = see(_open(name, PAGES[name], state).content.decode()).text
            return "" if state.words in text else f"“{state.words}” is not in “{text}”"


def _lacks_face(face: str, faces: dict[str, list[str]]) -> str:
    if face not in faces:
        return f"no face “{face}” among {sorted(faces)}"
    if not any(faces[face]) and face != next(iter(faces)):
        # The first face may stand under the heading of the page.
        return f"the face “{face}” has no heading"
    return "" if face in _shown_by_scripts() else f"no script shows “{face}”"


def _open(name: str, page: Page, state: Reads | None = None) -> Any:
    """The page as somebody sees it who has what the state needs, and nothing else."""
    person = Person(name="Sam")
    given = state.given if state and state.given else page.given
    address = address_of(name, {**given(person), **page.more})
    shown = person.client.get(address, state.asked if state else {}, follow=True)
    if state is None or state.posted is None:
        return shown
    fields = {**state.posted, "csrfmiddlewaretoken": person.csrf_token()}
    return person.client.post(address, fields, follow=True)


@cache
def _shots() -> set[str]:
    """The states that journeys look at, by their names."""
    found = set[str]()
    for path in JOURNEYS.glob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "look":
                found |= {str(word.value) for word in node.args if isinstance(word, ast.Constant)}
    return found


@cache
def _shown_by_scripts() -> set[str]:
    """The faces that scripts show, and those with which a page begins."""
    scripts = "".join(path.read_text() for path in (ROOT / "static" / "js").glob("*.js"))
    pages = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    shown = set(re.findall(r"""\b(?:show\([^()]*?|last = )["']([a-z-]+)["']""", scripts))
    return shown | set(re.findall(r'data-state="([a-z-]+)"', pages))


def _every_page_is_busy() -> bool:
    """Whatever extends the base has it; test_busy.py presses a button in Chromium."""
    html = (ROOT / "templates" / "base.html").read_text()
    return "js/busy.js" in html and 'id="going"' in html


def _failures_have_pages() -> bool:
    seen = [see(render_to_string(f"{code}.html")) for code in (400, 403, 404, 429, 500)]
    return all(page.title and page.main_headings and page.text for page in seen)


_SITE = {Site.BUSY: _every_page_is_busy, Site.BROKEN: _failures_have_pages}
