"""The documentation is served from the repository's files, leads nowhere dead, and is true."""

from __future__ import annotations

import base64
import json
import re
import secrets
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from recovery.api.v1 import paging, router
from recovery.clouds import CLOUDS
from recovery.flows import pin, practice, release, webhooks
from recovery.flows.backup_files import Method
from recovery.management.commands import browser_module, error_list
from recovery.pages import docs

GUIDE = docs.ROOT / "guide"
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Where code of each kind of page is run: this file, and the journey that follows the quick start.
RUN_HERE = {"webhooks"}
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
    assert with_code == RUN_HERE | RUN_IN_CHROMIUM


# --- What the pages say of numbers and names -----------------------------------------------------


def test_rate_limits_are_those_that_are_kept() -> None:
    text = (GUIDE / "rate-limits.md").read_text()
    numbers = [int(number) for number in re.findall(r"\| (\d+) \|$", text, re.MULTILINE)]
    assert numbers == [
        router.REQUESTS_A_MINUTE,
        router.WRONG_KEYS_A_MINUTE,
        settings.PASSKEY_TRIES_A_MINUTE,
        pin.REQUESTS_A_MINUTE,
        pin.TRIES_A_MINUTE,
        release.TRIES_A_MINUTE,
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


def _verify() -> Any:
    [(language, code)] = samples("webhooks")
    assert language == "python"
    found: dict[str, Any] = {}
    exec(code, found)  # noqa: S102 - the sample itself is what is tested
    return found["verify"]


def test_the_sample_for_webhooks_takes_ours_and_nothing_else() -> None:
    verify, secret = _verify(), secrets.token_bytes(32)
    shown_secret = "whsec_" + base64.b64encode(secret).decode()
    body, stamp = json.dumps({"type": "ping"}), str(int(time.time()))
    signature = webhooks.sign(secret, message_id="msg_1", stamp=stamp, body=body)
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


def test_the_readme_of_the_package_uses_what_is_exported() -> None:
    text = (browser_module.FOLDER / "README.md").read_text()
    script = Path(browser_module.FOLDER / "keyhaven.js").read_text()
    (used,) = re.findall(r"^import \{ (.+) \} from", text, re.MULTILINE)
    (exported,) = re.findall(r"^export const \{ (.+) \} =", script, re.MULTILINE)
    assert set(used.split(", ")) <= set(exported.split(", "))
