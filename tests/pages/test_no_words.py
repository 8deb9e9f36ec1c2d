"""Nobody reads of words or a phrase who has none: a person with passkeys only, mails and pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone, translation

from recovery.flows import notices, ways_in
from recovery.models import Notice, User, Wallet
from tests.flows.test_release import PASSWORD, protected
from tests.person import Person

pytestmark = [pytest.mark.django_db, pytest.mark.database]

# In the languages of our pages: a recovery phrase, and what wallets call the words of one. But six
# words are a password.
_SAID = r"words|phrase|mnemonic|seed|Wörtern?|Wortliste|palabras|frase"
_PHRASE = re.compile(rf"(?<!\bsix )(?<!\bsechs )(?<!\bseis )\b({_SAID})\b", re.IGNORECASE)
# Where somebody reads of words because they want to type, write or draw some.
_ABOUT_WORDS = {
    "wallet_new": "a wallet from elsewhere comes in by its words",
    "wallet_by_hand": "how words are written down",
    "wallet_password": "six words drawn by lot are a password",
    "large_sums": "what else there is, beside a wallet like this",
    "wallet_kit": "its printed steps end at another wallet program",
    "recover": "nobody has said yet who they are, and some have written their words down",
    "cloud_support": "what happened, in the words of the person",
}
_NOT_FOR_PEOPLE = ("/admin/", "/api/", "/docs/", "/demo/", "/styleguide/", "/staff/", "/module/")
_CONTEXT = {
    **{"device": "Phone", "passkey": "Phone", "at": "2026-05-01T10:00:00+00:00", "path": "/x/"},
    **{"place": "A cloud", "wallets": "Holidays", "code": "cloud_full", "count": "3", "left": "7"},
    **{"trace": "A1B2", "answer": "Try again.", "party": "Shop", "day": "1 May 2026"},
}


def mails_to(person: Person, language: str) -> Iterator[tuple[str, str]]:
    """Each kind of mail, as it is really sent: its kind, and all that stands in it."""
    User.objects.filter(pk=person.user.pk).update(language=language)
    for kind in Notice.Kind:
        notices.tell(holder=person.holder, kind=kind, context=_CONTEXT)
        notices.run(str(Notice.objects.latest("created_at").pk))
        sent = mail.outbox.pop()
        assert isinstance(sent, mail.EmailMultiAlternatives)
        yield kind, f"{sent.subject} {sent.body} {_seen(str(sent.alternatives[0][0]))}"


def _seen(html: str) -> str:
    """What a browser shows, or reads out: no tags, scripts or data for scripts."""
    without = re.sub(r"<(script|style)\b.*?</\1>|<!--.*?-->", " ", html, flags=re.DOTALL)
    spoken = " ".join(re.findall(r'(?:aria-label|alt|title|placeholder)="([^"]*)"', without))
    return f"{re.sub(r'<[^>]+>', ' ', without)} {spoken}"


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_no_mail_speaks_of_words_to_a_person_with_passkeys_only(
    alice: Person, language: str
) -> None:
    protected(alice, alice.slot(*alice.unlock()))
    spoken = {kind: found for kind, text in mails_to(alice, language) if (found := _spoken(text))}
    assert spoken == {}


def _spoken(text: str) -> list[str]:
    return [text[max(0, found.start() - 40) : found.end()] for found in _PHRASE.finditer(text)]


def test_a_mail_names_what_the_person_has_and_nothing_else(alice: Person) -> None:
    def last() -> str:
        text = dict(mails_to(alice, "en"))["new_device"]
        return next(line for line in text.splitlines() if line.startswith("We never ask"))

    passkey = alice.slot(*alice.unlock())
    built = protected(alice, passkey)
    assert last().startswith("We never ask for any of these: your passkey or a code from an e-mail")
    protected(alice, passkey, PASSWORD, previous=built)
    assert "your passkey, your password or a code" in last()
    Wallet.objects.update(written_down_at=timezone.now())
    assert "your password, the words that you wrote down or a code" in last()


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_no_page_speaks_of_words_to_a_person_with_passkeys_only(
    alice: Person, language: str
) -> None:
    wallet = alice.wallet(protected(alice, alice.slot(*alice.unlock())))
    alice.client.cookies["django_language"] = language
    User.objects.filter(pk=alice.user.pk).update(language=language)
    spoken, seen = {}, set()
    for name, address in _pages(alice, wallet):
        answer = alice.client.get(address)
        if answer.status_code != 200 or "text/html" not in answer.headers["Content-Type"]:
            continue
        if name == "offline_tool_download":
            # One file for everybody, and for every kind of wallet.
            continue
        text = answer.content.decode()
        assert f'lang="{language}"' in text
        seen.add(name)
        if name not in _ABOUT_WORDS and (found := _spoken(_seen(text))):
            spoken[name] = found
    assert spoken == {}
    assert {"home", "wallet", "wallet_practice", "wallet_what_if", "trust", "cloud_add"} <= seen


def _pages(person: Person, wallet: Wallet) -> Iterator[tuple[str, str]]:
    """Every page whose address needs nothing, or what this person has."""
    (way,) = ways_in.of(wallet) or []
    known: dict[str, Any] = {"wallet_id": wallet.pk, "passkey_id": person.passkey.pk}
    known |= {"slot_id": way.slot.id, "kind": "webdav"}
    with translation.override("en"):
        for name, wanted in _names(get_resolver().url_patterns):
            if wanted <= known.keys():
                address = reverse(name, kwargs={key: known[key] for key in wanted})
                if not address.startswith(_NOT_FOR_PEOPLE):
                    yield name, address


def _names(patterns: list[URLPattern | URLResolver]) -> Iterator[tuple[str, set[str]]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace is None:
                yield from _names(pattern.url_patterns)
        elif pattern.name and pattern.name != "account_logout":
            yield pattern.name, set(pattern.pattern.regex.groupindex)


def test_words_would_be_found() -> None:
    said = "Passwords pass. Ask for your recovery phrase, Ihre Wörter, sus palabras."
    found = [text.split()[-1] for text in _spoken(said)]
    assert found == ["phrase", "Wörter", "palabras"]
