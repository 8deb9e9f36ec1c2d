"""The catalogues of texts, and what is made of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings

from recovery.management.commands.texts import (
    DOMAINS,
    TRANSLATED,
    Domain,
    compare,
    extracted,
    faults_of,
    made_of,
    read,
)

each_catalogue = [(domain, language) for domain in DOMAINS for language in TRANSLATED]


@pytest.mark.parametrize(("domain", "language"), each_catalogue)
def test_what_is_read_at_run_time_was_made_of_the_catalogue(domain: Domain, language: str) -> None:
    made = made_of(domain, language, read(domain, language))

    # Otherwise run: python3 manage.py texts
    assert {path: path.read_bytes() for path in made} == made


@pytest.mark.parametrize(("domain", "language"), each_catalogue)
def test_every_sentence_is_translated(domain: Domain, language: str) -> None:
    # Otherwise run `python3 manage.py texts`, and translate in project/locale what it names.
    assert list(faults_of(domain, language, extracted(domain))) == []


def test_no_script_hides_a_sentence_inside_a_template_literal() -> None:
    """Nobody would find it there: `${_("…")}`."""
    scripts = Path(settings.BASE_DIR, "static", "js").rglob("*.js")
    hidden = re.compile(r"\$\{[^}`]*\b(_|n?gettext)\(")

    assert [path.name for path in scripts if hidden.search(path.read_text())] == []


@pytest.mark.parametrize(
    ("english", "german", "fault"),
    [
        ("Open %(name)s", "%(name)s öffnen", ""),
        ("Open %(name)s", "Öffnen", "has other values or tags"),
        ("Open %(name)s", "%(nane)s öffnen", "has other values or tags"),
        ("<b>Open</b> it", "<b>Öffne</b> es", ""),
        ("<b>Open</b> it", "Öffne <script>es</script>", "has other values or tags"),
        ("Open it", "", "is not translated"),
        (("1 word", "%(n)s words"), ("1 Wort", "%(n)s Wörter"), ""),
        (("1 word", "%(n)s words"), ("1 Wort", ""), "is not translated"),
        (("1 word", "%(n)s words"), ("1 Wort", "Wörter %(m)s"), "has other values or tags"),
        (("1 word", "%(n)s words"), ("1 Wort",), "has other plural forms"),
    ],
)
def test_what_is_no_translation_is_found(english: Any, german: Any, fault: str) -> None:
    template, catalog = Catalog(), Catalog(locale="de")
    template.add(english)
    catalog.add(english, german)

    found = list(compare(template, catalog))

    assert len(found) == (fault != "")
    assert all(line.startswith(fault) for line in found)


def test_a_sentence_that_has_left_the_code_or_is_only_like_it_is_found() -> None:
    template, catalog = Catalog(), Catalog(locale="de")
    template.add("Open it")
    catalog.add("Open it", "Schließ es", flags=["fuzzy"])
    catalog.add("Close it", "Schließ es")

    assert list(compare(template, catalog)) == [
        "stands nowhere in the code: 'Close it'",
        "is marked as fuzzy: 'Open it'",
    ]


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize(
    ("language", "familiar"),
    [
        ("de", r"du|dich|dir|dein\w*"),
        ("es", r"tú|tu|tus|te|ti|contigo|tuy[oa]s?|(?!existe)\w{2,}[ai]ste"),
    ],
)
def test_nobody_is_addressed_as_a_friend(domain: Domain, language: str, familiar: str) -> None:
    """German says Sie and Spanish says usted, everywhere; see docs/glossary.md."""
    word = re.compile(rf"\b(?:{familiar})\b", re.IGNORECASE)
    texts: list[str] = []
    for message in read(domain, language):
        texts += message.string if isinstance(message.string, tuple) else [str(message.string)]

    assert [text for text in texts if word.search(re.sub(r"<[^>]+>|%\(\w+\)s", " ", text))] == []
