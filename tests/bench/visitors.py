"""Somebody for each page that people see, with all that the page needs; see tests/pages/states.py.

Runs with the settings of a running product, so that its server knows these people too.
"""

from __future__ import annotations

import json

from django.test.utils import setup_test_environment

from tests.pages.situations import address_of
from tests.pages.states import PAGES
from tests.person import Person


def tell() -> None:
    """Print, as JSON by the page's name: its address, and the cookies of who comes there."""
    setup_test_environment()
    print(json.dumps({name: _visitor(name) for name in PAGES}))


def _visitor(name: str) -> dict[str, object]:
    page, person = PAGES[name], Person(name="Sam")
    path = address_of(name, {**page.given(person), **page.more})
    cookies = {key: morsel.value for key, morsel in person.client.cookies.items()}
    return {"path": path, "cookies": {key: value for key, value in cookies.items() if value}}
