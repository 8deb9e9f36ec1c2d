"""The catalogues of texts, and what is made of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from recovery.management.commands.texts import DOMAINS, TRANSLATED, Domain, made_of, read

each_catalogue = [(domain, language) for domain in DOMAINS for language in TRANSLATED]


@pytest.mark.parametrize(("domain", "language"), each_catalogue)
def test_what_is_read_at_run_time_was_made_of_the_catalogue(domain: Domain, language: str) -> None:
    made = made_of(domain, language, read(domain, language))

    # Otherwise run: python3 manage.py texts
    assert {path: path.read_bytes() for path in made} == made


def test_no_script_hides_a_sentence_inside_a_template_literal() -> None:
    """Nobody would find it there: `${_("…")}`."""
    scripts = Path(settings.BASE_DIR, "static", "js").rglob("*.js")
    hidden = re.compile(r"\$\{[^}`]*\b(_|n?gettext)\(")

    assert [path.name for path in scripts if hidden.search(path.read_text())] == []
