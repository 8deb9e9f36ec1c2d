"""The catalogues of texts, and what is made of them."""

from __future__ import annotations

import pytest

from recovery.management.commands.texts import DOMAINS, TRANSLATED, Domain, made_of, read

each_catalogue = [(domain, language) for domain in DOMAINS for language in TRANSLATED]


@pytest.mark.parametrize(("domain", "language"), each_catalogue)
def test_what_is_read_at_run_time_was_made_of_the_catalogue(domain: Domain, language: str) -> None:
    made = made_of(domain, language, read(domain, language))

    # Otherwise run: python3 manage.py texts
    assert {path: path.read_bytes() for path in made} == made
