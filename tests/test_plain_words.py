"""What people read: all of it can be translated, none of it is jargon, and no sentence is long."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from django.conf import settings
from django.template.base import Lexer, TokenType

from recovery.management.commands.texts import DOMAINS, extracted

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
# For those who build something with the product; these are English only.
_FOR_BUILDERS = ("admin/", "recovery/api_docs", "recovery/docs", "recovery/styleguide")
# Names that are the same in every language, and the beginning of a key.
_NAMES = {"Keyhaven", "Linux", "macOS", "Windows", "AGE-SECRET-KEY-1", "README.txt"}
_COMMANDS = re.compile(r"^(curl -H|sha256sum|shasum -a 256|certutil -hashfile)\b.*")
# What a child gives here stands among the attributes of its parent's element.
_WITHIN_A_TAG = {"block panel", "block column"}
_SPOKEN_ATTRIBUTES = {"alt", "aria-label", "placeholder", "title"}
# Parts of pages take their words in these arguments of {% include %}.
_SPOKEN_ARGUMENTS = re.compile(
    r'\b(?:action|again|help|label|note|nothing|text|title)="([^"]*[A-Za-z]{2}[^"]*)"'
)

# Words of those who build it. A person reads of parts, copies, the vault, and a locked box.
_JARGON = (
    *("attestation", "authenticator", "blob", "ceremony", "challenge", "cipher", "ciphertext"),
    *("credential", "cryptographic", "enclave", "entropy", "envelope", "ephemeral", "epoch"),
    *("generation", "hpke", "kdf", "manifest", "mnemonic", "nonce", "payload", "plaintext"),
    *("prf", "relying party", "salt", "seed", "session", "shard", "slot", "token"),
    *("webauthn", "xpub"),
)
# The demo shows engineers who holds what; staff work with the terms of their trade.
_FOR_ENGINEERS = re.compile(r"demo|staff|invitation|policy|apps|tenant|relying")


class _Words(HTMLParser):
    """Texts of a page, and those of its attributes, without what a browser does not show."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in {"script", "style"}
        self.found += [value for name, value in attrs if name in _SPOKEN_ATTRIBUTES and value]

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.found.append(data)


def _templates() -> Iterator[Path]:
    for path in sorted([*TEMPLATES.rglob("*.html"), *TEMPLATES.rglob("*.txt")]):
        if not str(path.relative_to(TEMPLATES)).startswith(_FOR_BUILDERS):
            yield path


def _bare(source: str) -> list[str]:
    """The words of a template that gettext never sees."""
    page, inside, arguments = "", "", list[str]()
    for token in Lexer(source).tokenize():
        name = token.contents.split()[0] if token.contents.split() else ""
        if token.token_type is TokenType.BLOCK:
            if name in {"comment", "blocktranslate"}:
                inside = name
            elif token.contents in _WITHIN_A_TAG:
                inside = "block"
            elif name == f"end{inside}":
                inside = ""
            elif name in {"include", "with"}:
                arguments += _SPOKEN_ARGUMENTS.findall(token.contents)
        elif token.token_type is TokenType.TEXT and not inside:
            page += token.contents
    words = _Words()
    words.feed(page)
    lines = [line.strip() for text in words.found for line in text.splitlines()]
    return arguments + [line for line in lines if _is_said(line)]


def _is_said(line: str) -> bool:
    return bool(re.search(r"[^\W\d_]{2}", line)) and not (
        line in _NAMES or _COMMANDS.match(line) or line.startswith("/")
    )


def test_every_word_of_a_page_can_be_translated() -> None:
    bare = {str(path.relative_to(TEMPLATES)): _bare(path.read_text()) for path in _templates()}
    assert {path: words for path, words in bare.items() if words} == {}


def test_words_outside_gettext_are_found() -> None:
    source = """{% load i18n %}<p title="Bare title">Bare <b>words</b></p>
      {% include "parts/button.html" with text="Bare button" kind="primary" only %}
      {% include "parts/button.html" with text=_("Fine") id="fine" only %}
      {% translate "Fine" %}{% blocktranslate trimmed %}Fine <b>too</b>{% endblocktranslate %}
      {% comment %}Fine{% endcomment %}<script>fine()</script><p data-fine="Fine">{{ fine }}</p>"""

    assert _bare(source) == ["Bare button", "Bare title", "Bare", "words"]


@cache
def _sentences() -> set[str]:
    """What people read, sentence by sentence, without tags and values."""
    found: set[str] = set()
    for domain in DOMAINS:
        for message in extracted(domain):
            if all(_FOR_ENGINEERS.search(place) for place, _ in message.locations):
                continue
            for text in message.id if isinstance(message.id, tuple) else [message.id]:
                plain = re.sub(r"<[^>]+>|%\(\w+\)s", " ", str(text))
                found.update(re.split(r"(?<=[.!?:;])\s+|\n", plain))
    return found


def test_no_word_of_those_who_build_it_is_said_to_people() -> None:
    # "Who shares it with you" is plain; what a party holds is a part.
    share = r"(?:a|its|our|the|your|auth|device|recovery) share"
    jargon = re.compile(rf"\b({'|'.join(_JARGON)}|{share})s?\b", re.IGNORECASE)
    assert {sentence for sentence in _sentences() if jargon.search(sentence)} == set()


def test_no_sentence_is_longer_than_one_breath() -> None:
    words = re.compile(r"[\w'’-]+")
    assert {sentence for sentence in _sentences() if len(words.findall(sentence)) > 26} == set()


def _syllables(word: str) -> int:
    """As many as there are groups of vowels, without a silent e at the end."""
    heard = re.sub(r"(?<=[^aeiouyl])(?<=\w\w)e$|(?<=[^aeiouytd])ed$", "", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", heard)))


def _grade(sentences: Collection[str]) -> float:
    """The year at school in which one reads this with ease.

    Source: Kincaid and others, "Derivation of new readability formulas", 1975.
    """
    words = [word for sentence in sentences for word in _SPOKEN_WORD.findall(sentence)]
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


_SPOKEN_WORD = re.compile(r"[A-Za-z'’]+")
# What a file, a command or a right is called has no plainer name.
_GIVEN_NAMES = re.compile(r"s3:|AGE-SECRET-KEY|SHA-256")


def test_all_of_it_is_read_with_ease_after_eight_years_at_school() -> None:
    # A title or a label of a few words says nothing about how hard a text is.
    sentences = [text for text in _sentences() if len(_SPOKEN_WORD.findall(text)) > 5]
    assert len(sentences) > 1000
    assert _grade(sentences) < 8
    # With one long word in it a short sentence counts as hard; none is far from the others.
    hard = {text for text in sentences if _grade([text]) > 11 and not _GIVEN_NAMES.search(text)}
    assert hard == set()
