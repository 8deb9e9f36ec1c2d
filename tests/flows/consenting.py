"""A person's way through a provider's consent, with the pages that a browser would show."""

from __future__ import annotations

import http.client
import re
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from recovery.clouds.provider import Profile
from recovery.flows import clouds, sync
from recovery.models import CloudAccount, Copy, Wallet, Work
from tests.clouds.oauth_part import CLIENT_ID, CLIENT_SECRET
from tests.clouds.provider_server import SAMANTHA, ProviderServer
from tests.person import Person


def point_settings_at(server: ProviderServer, settings: Any) -> None:
    """This server is registered with the provider, which is played by that one."""
    settings.CLOUD_CLIENTS = {server.kind: (CLIENT_ID, CLIENT_SECRET)}
    settings.CLOUD_STAND_IN_URL = server.url


def page(person: Person, kind: str, account: CloudAccount | None = None) -> Any:
    """The page before the provider's own."""
    wallet = Wallet.objects.get(holder=person.holder)
    query = {"account": str(account.pk)} if account else {}
    return person.client.get(reverse("cloud_consent", args=[wallet.pk, kind]), query)


def decide(shown: Any, *, who: Profile | None) -> str:
    """Follow the link to the provider and decide there; gives the address that it sends back to.

    who: the account that is let in, or None for a refusal.
    """
    found = re.search(r'id="continue" href="([^"]+)"', shown.content.decode())
    assert found is not None
    parts = urlsplit(unescape(found[1]))
    connection = http.client.HTTPConnection(parts.netloc, timeout=5)
    choice = who.account_id if who else "nobody"
    connection.request("GET", f"{parts.path}?{parts.query}&as={choice}")
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert answer.status == 302, answer.status
    location = answer.headers["Location"]
    assert location.startswith(f"{settings.PUBLIC_ORIGIN}/")
    return location.removeprefix(settings.PUBLIC_ORIGIN)


def consent(
    person: Person,
    kind: str,
    *,
    who: Profile | None = SAMANTHA,
    account: CloudAccount | None = None,
) -> Any:
    """All of it; gives the answer to the browser that came back."""
    return person.client.get(decide(page(person, kind, account), who=who))


def connected(person: Person, kind: str, *, who: Profile = SAMANTHA) -> CloudAccount:
    """A place that was consented to and has passed its check."""
    before = set(CloudAccount.objects.values_list("pk", flat=True))
    assert consent(person, kind, who=who).status_code == 302
    account = CloudAccount.objects.exclude(pk__in=before).get()
    return checked(account)


def checked(account: CloudAccount) -> CloudAccount:
    clouds.run_check(str(account.pk))
    account.refresh_from_db()
    return account


def copy_all() -> None:
    for copy in Copy.objects.filter(state=Work.State.DUE):
        sync.run(str(copy.pk))
