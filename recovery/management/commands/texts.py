"""Renews the catalogues of texts: python3 manage.py texts [--check].

The code and the templates hold the English sentences. For each other language there are two files,
project/locale/<language>/LC_MESSAGES/django.po for the server's texts and djangojs.po for those of
the pages' scripts. This command brings them up to date with the code, and makes of them what is
read when the product runs: a .mo file and a JavaScript module. Both are kept with the code, so that
a server needs no tool to start.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation.template import templatize

ROOT = Path(settings.BASE_DIR)
# English stands in the code.
TRANSLATED = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]

_KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
# What stands behind this mark above a sentence is for the translator.
_COMMENT_TAGS = ["Translators:"]


@dataclass(frozen=True)
class Domain:
    """One kind of text. files: folder → pattern of its files → how they are read."""

    name: str
    files: tuple[tuple[str, str, str], ...]


SERVER = Domain(
    "django",
    (
        ("project", "**/*.py", "python"),
        ("recovery", "**/*.py", "python"),
        ("templates", "**/*.html", "template"),
        ("templates", "**/*.txt", "template"),
    ),
)
SCRIPTS = Domain("djangojs", (("static/js", "**/*.js", "javascript"),))
DOMAINS = (SERVER, SCRIPTS)


class Command(BaseCommand):
    help = "Bring the catalogues of texts up to date; --check only says what is missing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail if not done")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        faults: list[str] = []
        for domain in DOMAINS:
            template = extracted(domain)
            for language in TRANSLATED:
                if not check:
                    renew(domain, language, template)
                faults += faults_of(domain, language, template)
        for fault in faults:
            self.stdout.write(fault)
        if check and faults:
            raise CommandError(f"{len(faults)} texts are not as they should be.")
        self.stdout.write(f"{len(faults)} texts are still to be done.")


# --- Finding sentences ---------------------------------------------------------------------------


@cache
def extracted(domain: Domain) -> Catalog:
    """All sentences of the code, each with the files in which it stands."""
    catalog = Catalog(project="Keyhaven", domain=domain.name)
    for path, method in _sources(domain):
        for _, message, comments, context in _sentences(path, method):
            place = [(str(path.relative_to(ROOT)), 1)]
            catalog.add(message, locations=place, auto_comments=comments, context=context)
    return catalog


def _sources(domain: Domain) -> Iterator[tuple[Path, str]]:
    for folder, pattern, method in domain.files:
        for path in sorted((ROOT / folder).glob(pattern)):
            # Templates of the admin are English; the made modules are no source.
            if not {"admin", "texts", "migrations"} & set(path.relative_to(ROOT).parts):
                yield path, method


def _sentences(path: Path, method: str) -> Iterator[tuple[int, Any, list[str], str | None]]:
    source = path.read_text()
    if method == "template":
        # Django writes a template's texts as calls of gettext between words without meaning.
        code = templatize(source, origin=str(path))
        source = "\n".join(line.lstrip() for line in code.splitlines())
        method = "python"
    return extract(
        method,
        io.BytesIO(source.encode()),
        keywords=_KEYWORDS,
        comment_tags=_COMMENT_TAGS,
        options={"encoding": "utf-8"},
        strip_comment_tags=True,
    )


# --- Keeping catalogues --------------------------------------------------------------------------


def catalogue_path(domain: Domain, language: str) -> Path:
    return ROOT / "project" / "locale" / language / "LC_MESSAGES" / f"{domain.name}.po"


def read(domain: Domain, language: str) -> Catalog:
    path = catalogue_path(domain, language)
    if not path.exists():
        return _empty(domain, language)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=domain.name)


def _empty(domain: Domain, language: str) -> Catalog:
    return Catalog(
        locale=language,
        domain=domain.name,
        project="Keyhaven",
        version="1",
        header_comment="# Brought up to date with the code by `manage.py texts`.",
        msgid_bugs_address="none",
        last_translator="none",
        language_team="none",
        creation_date=datetime(2026, 1, 1, tzinfo=UTC),
        revision_date=datetime(2026, 1, 1, tzinfo=UTC),
        fuzzy=False,
    )


def renew(domain: Domain, language: str, template: Catalog) -> None:
    """Bring a .po file up to date with the code, and what is made of it up to date with it."""
    catalog = read(domain, language)
    # A sentence that is a little like another one is no translation of it.
    catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalogue_path(domain, language).parent.mkdir(parents=True, exist_ok=True)
    catalogue_path(domain, language).write_bytes(_as_po(catalog))
    for path, content in made_of(domain, language, catalog).items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)


def _as_po(catalog: Catalog) -> bytes:
    written = io.BytesIO()
    # Without line numbers, so that a change of code changes no catalogue.
    write_po(written, catalog, ignore_obsolete=True, include_lineno=False, width=100)
    return written.getvalue()


def made_of(domain: Domain, language: str, catalog: Catalog) -> dict[Path, bytes]:
    """The files that are read when the product runs, with their content."""
    if domain is SCRIPTS:
        return {ROOT / "static" / "js" / "texts" / f"{language}.js": _as_module(catalog)}
    written = io.BytesIO()
    write_mo(written, catalog)
    return {catalogue_path(domain, language).with_suffix(".mo"): written.getvalue()}


def _as_module(catalog: Catalog) -> bytes:
    texts = {
        _english_of(message): _forms(message) if message.pluralizable else message.string
        for message in catalog
        if message.id and not message.fuzzy and _is_translated(message)
    }
    listed = json.dumps(texts, ensure_ascii=False, indent=2, sort_keys=True)
    # A rule for plurals is written in C, which is JavaScript as well; true counts as 1.
    return (
        "// Made by `manage.py texts`; the translations stand in project/locale.\n\n"
        'import { speak } from "../text.js";\n\n'
        f"speak({{ form: (n) => Number({catalog.plural_expr}), texts: {listed} }});\n"
    ).encode()


# --- What is wrong with a catalogue --------------------------------------------------------------


def faults_of(domain: Domain, language: str, template: Catalog) -> Iterator[str]:
    """A line for each sentence that is missing, left over, or not a translation."""
    for fault in compare(template, read(domain, language)):
        yield f"{language} {domain.name}: {fault}"


def compare(template: Catalog, catalog: Catalog) -> Iterator[str]:
    """What a catalogue lacks, and has too much, beside what was found in the code."""
    wanted = {(_english_of(message), message.context): message for message in template}
    found = {(_english_of(message), message.context): message for message in catalog}
    for key in sorted(wanted.keys() | found.keys(), key=str):
        fault = _fault(wanted.get(key), found.get(key), catalog) if key[0] else ""
        if fault:
            yield f"{fault}: {key[0]!r}"


def _fault(wanted: Message | None, found: Message | None, catalog: Catalog) -> str:
    if wanted is None:
        return "stands nowhere in the code"
    if found is None or wanted.id != found.id:
        return "is not in the catalogue"
    if not _is_translated(found):
        return "is not translated"
    forms = _forms(found)
    if found.pluralizable and len(forms) != catalog.num_plurals:
        return "has other plural forms than its language"
    if found.fuzzy:
        return "is marked as fuzzy"
    english = found.id if isinstance(found.id, (list, tuple)) else [found.id]
    if not all(_parts(form) in [_parts(sentence) for sentence in english] for form in forms):
        return "has other values or tags than the English sentence"
    return ""


def _forms(message: Message) -> list[str]:
    given = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    return [str(form or "") for form in given]


def _is_translated(message: Message) -> bool:
    return all(_forms(message))


def _english_of(message: Message) -> str:
    return str(message.id[0] if isinstance(message.id, (list, tuple)) else message.id)


def _parts(sentence: str) -> list[str]:
    """The places for values, and the tags, in no order."""
    return sorted(re.findall(r"%\(\w+\)[a-z]|%%|</?[^>]+>", sentence))
