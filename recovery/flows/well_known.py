"""What do a browser, Apple, Google and password managers read about a relying party?

Four files under /.well-known/ of the host that is its relying party id. Where that host is ours we
serve them, made from what is kept here; where it is the relying party's own, its own server does,
and flows/setup_check.py looks whether they say the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from recovery.flows import our_site
from recovery.models import RelyingParty


def webauthn(party: RelyingParty) -> dict[str, Any]:
    """The other sites that may use its passkeys.

    Source: https://www.w3.org/TR/webauthn-3/#sctn-validating-relation-origin
    """
    return {"origins": [origin for origin in party.origins if origin.startswith("https://")]}


def apple_app_site_association(party: RelyingParty) -> dict[str, Any]:
    """Source: https://developer.apple.com/documentation/xcode/supporting-associated-domains"""
    apps = party.apple_apps.order_by("team_id", "bundle_id")
    return {"webcredentials": {"apps": [app.app_id for app in apps]}}


def assetlinks(party: RelyingParty) -> list[dict[str, Any]]:
    """Source: https://developers.google.com/digital-asset-links/v1/statements

    An app of several signing certificates is one statement.
    """
    fingerprints: dict[str, list[str]] = {}
    for app in party.android_apps.order_by("package", "created_at"):
        fingerprints.setdefault(app.package, []).append(app.fingerprint)
    return [
        {
            "relation": [LOGIN_RELATION],
            "target": {
                "namespace": "android_app",
                "package_name": package,
                "sha256_cert_fingerprints": found,
            },
        }
        for package, found in fingerprints.items()
    ]


# "May use this site's passkeys." Opening the site's links in the app is another relation, which
# nobody needs for that.
LOGIN_RELATION = "delegate_permission/common.get_login_creds"


def passkey_endpoints(party: RelyingParty) -> dict[str, Any]:
    """Where a password manager sends people: https://www.w3.org/TR/passkey-endpoints/"""
    enroll, manage = party.passkey_enroll_url, party.passkey_manage_url
    if party.rp_id == settings.RELYING_PARTY_ID:
        enroll = enroll or settings.PUBLIC_ORIGIN + reverse("passkey_add")
        manage = manage or settings.PUBLIC_ORIGIN + reverse("passkeys")
    return {name: url for name, url in (("enroll", enroll), ("manage", manage)) if url}


# Name under /.well-known/ → what stands in it. All of them are JSON.
FILES: dict[str, Callable[[RelyingParty], Any]] = {
    "webauthn": webauthn,
    "apple-app-site-association": apple_app_site_association,
    "assetlinks.json": assetlinks,
    "passkey-endpoints": passkey_endpoints,
}


def party_at(untrusted_host: str) -> RelyingParty | None:
    """Whose files a host serves. untrusted_host: as the Host header has it."""
    host = untrusted_host.lower().rsplit(":", 1)[0]
    found = RelyingParty.objects.filter(rp_id=host, is_active=True).first()
    if found is None and host == urlsplit(settings.PUBLIC_ORIGIN).hostname:
        return our_site.relying_party()
    return found
