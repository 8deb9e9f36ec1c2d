"""The documentation is served from the repository's files, leads nowhere dead, and is true."""

from __future__ import annotations

import base64
import json
import re
import secrets
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.response import addinfourl

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from recovery.api import shares
from recovery.api.v1 import paging, router
from recovery.clouds import CLOUDS
from recovery.flows import pin, practice, release, server_keys, signed_messages, webhooks
from recovery.flows.backup_files import Method
from recovery.management.commands import browser_module, error_list
from recovery.pages import docs
from tests.tenant import Tenant

GUIDE = docs.ROOT / "guide"
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Where code of each kind of page is run: here, beside its example, and in the journey that follows
# the quick start.
RUN_HERE = {"webhooks", "custodian-shares"}
RUN_WITH_ITS_EXAMPLE = {"self-managed-storage"}
RUN_IN_CHROMIUM = {"quick-start"}


def shown(name: str) -> str:
    return Client().get(reverse("docs", args=[name])).content.decode()


def samples(name: str) -> list[tuple[str, str]]:
    return FENCE.findall((GUIDE / f"{name}.md").read_text())


@pytest.mark.parametrize("name", [*docs.GUIDE, *docs.REFERENCE])
def test_a_page_is_shown_under_our_rules_and_its_links_lead_somewhere(name: str) -> None:
    response = Client().get(reverse("docs", args=[name]))
    page = response.content.decode()
    article = page[page.index("<article") : page.index("</article>")]

    assert response.status_code == 200
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    assert not re.search(r"<(script|style|iframe|img)|\bstyle=|\bon\w+=", article)
    known = {reverse("docs", args=[each]) for each in docs._files()}
    for href in re.findall(r'href="(/docs/[^"#]*)', article):
        assert href in known
    for href in re.findall(r'href="(/docs/[^"#]*)#([^"]+)"', article):
        assert f'id="{href[1]}"' in shown(href[0].removeprefix("/docs/").rstrip("/"))


def test_the_address_of_the_documentation_leads_to_the_quick_start() -> None:
    assert Client().get("/docs/").headers["Location"] == reverse("docs", args=[docs.FIRST])


@pytest.mark.parametrize("name", ["nothing", "../manage", "guide/../../README", "guide"])
def test_only_the_documents_can_be_asked_for(name: str) -> None:
    assert Client().get(f"/docs/{name}/").status_code == 404


def test_the_list_of_errors_is_made_of_the_errors() -> None:
    """If this fails, run `python3 manage.py error_list` and commit the result."""
    text = (GUIDE / "errors.md").read_text()
    assert error_list.build() == text
    for code in ("generation_conflict", "cloud_full", "popup_blocked", "key_missing"):
        assert f"| `{code}` |" in text


def test_every_sample_of_code_is_run_by_a_test() -> None:
    with_code = {path.stem for path in GUIDE.glob("*.md") if FENCE.search(path.read_text())}
    assert with_code == RUN_HERE | RUN_WITH_ITS_EXAMPLE | RUN_IN_CHROMIUM


# --- What the pages say of numbers and names -----------------------------------------------------


def test_rate_limits_are_those_that_are_kept() -> None:
    text = (GUIDE / "rate-limits.md").read_text()
    numbers = [int(number) for number in re.findall(r"\| (\d+) \|$", text, re.MULTILINE)]
    assert numbers == [
        router.REQUESTS_A_MINUTE,
        router.SHARES_A_MINUTE,
        router.SHARES_A_MINUTE,
        router.WRONG_KEYS_A_MINUTE,
        settings.PASSKEY_TRIES_A_MINUTE,
        pin.REQUESTS_A_MINUTE,
        pin.TRIES_A_MINUTE,
        release.TRIES_A_MINUTE,
        shares.SHARES_A_MINUTE,
        practice.TRIES_A_MINUTE,
    ]
    assert f"up to {paging.MOST} rows" in text


def test_every_method_cloud_and_webhook_is_described() -> None:
    methods, clouds = (GUIDE / "methods.md").read_text(), (GUIDE / "clouds.md").read_text()
    assert re.findall(r"^\| `(\w+)` \|", methods, re.MULTILINE) == [each.name for each in Method]
    assert sorted(re.findall(r"^\| `(\w+)` \|", clouds, re.MULTILINE)) == sorted(CLOUDS)
    table = (GUIDE / "webhooks.md").read_text().partition("| Type |")[2]
    types = set(re.findall(r"`([\w.]+)`", table))
    assert types == {webhooks.PING, *webhooks.TYPES.values()}


def test_the_module_is_described_whole() -> None:
    text = (GUIDE / "own-site.md").read_text()
    types = (browser_module.FOLDER / "keyhaven.d.ts").read_text()
    operations = set(re.findall(r"^  (\w+)\(", types, re.MULTILINE))
    assert {name for name in operations if f"`{name}(" not in text} == {"wallets"}


# --- Samples -------------------------------------------------------------------------------------


def _run(name: str) -> dict[str, Any]:
    """What the one sample of a page defines."""
    [(language, code)] = samples(name)
    assert language == "python"
    found: dict[str, Any] = {}
    exec(code, found)  # noqa: S102 - the sample itself is what is tested
    return found


def test_the_sample_for_webhooks_takes_ours_and_nothing_else() -> None:
    verify, secret = _run("webhooks")["verify"], secrets.token_bytes(32)
    shown_secret = "whsec_" + base64.b64encode(secret).decode()
    body, stamp = json.dumps({"type": "ping"}), str(int(time.time()))
    signature = signed_messages.sign(secret, message_id="msg_1", stamp=stamp, body=body)
    headers = {
        "webhook-id": "msg_1",
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,another {signature}",
    }

    verify(shown_secret, headers, body.encode())

    for changed in (
        {"webhook-id": "msg_2"},
        {"webhook-timestamp": str(int(stamp) - 301)},
        {"webhook-signature": "v1,another"},
    ):
        with pytest.raises(ValueError, match=r"old|signed"):
            verify(shown_secret, {**headers, **changed}, body.encode())
    with pytest.raises(ValueError, match="signed"):
        verify(shown_secret, headers, b"{}")


class Application(urllib.request.HTTPSHandler):
    """Answers the samples' requests by the application itself; no server is started for it."""

    def https_open(self, req: urllib.request.Request) -> Any:
        answer = Client().generic(
            req.get_method(),
            urlsplit(req.full_url).path,
            bytes(req.data or b""),  # type: ignore[arg-type]
            content_type=str(req.get_header("Content-type")),
            headers={"Authorization": str(req.get_header("Authorization"))},
        )
        found: Any = addinfourl(
            BytesIO(answer.content), Message(), req.full_url, answer.status_code
        )
        found.msg = answer.reason_phrase
        return found


@pytest.fixture
def _answered_here() -> Iterator[None]:
    urllib.request.install_opener(urllib.request.build_opener(Application))
    yield
    urllib.request.install_opener(urllib.request.build_opener())


@pytest.mark.django_db
@pytest.mark.usefixtures("_answered_here")
def test_the_sample_for_custodian_shares_stores_and_releases() -> None:
    sample, acme = _run("custodian-shares"), Tenant("acme")
    made = server_keys.make(party=acme.party, name="Server", scopes=["custody"], by=acme.owner.user)
    whose = ("https://keyhaven.example", made.text, str(acme.wallet.pk))
    share = secrets.token_bytes(1000)

    assert sample["store"](*whose, 2, share) == "open"
    assert sample["release"](*whose, 2) == share
    with pytest.raises(urllib.error.HTTPError, match="409"):
        sample["store"](*whose, 2, b"another")


def test_the_readme_of_the_package_uses_what_is_exported() -> None:
    text = (browser_module.FOLDER / "README.md").read_text()
    script = Path(browser_module.FOLDER / "keyhaven.js").read_text()
    (used,) = re.findall(r"^import \{ (.+) \} from", text, re.MULTILINE)
    (exported,) = re.findall(r"^export const \{ (.+) \} =", script, re.MULTILINE)
    assert set(used.split(", ")) <= set(exported.split(", "))
