"""Which pages may talk to a cloud from the browser, and to which one?"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse

from recovery.clouds.errors import AddressInvalid

# It becomes a part of a header.
_HOST = re.compile(r"[a-z0-9.-]{1,253}|\[[0-9a-f:]{2,45}\]")


def may_connect_to(response: HttpResponse, *addresses: str) -> HttpResponse:
    """Let the scripts of this one page talk to the origins of these addresses."""
    response.connect_to = [origin_of(address) for address in addresses]  # type: ignore[attr-defined]
    return response


def may_open_windows(response: HttpResponse) -> HttpResponse:
    """Let windows that this page opens tell it something, as Apple's sign-in does. Every other page
    of ours is cut off from the windows that it opens."""
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin-allow-popups"
    return response


def provider_address(address: str) -> str:
    """An address of a large provider, or the same at the server that plays it."""
    if not settings.CLOUD_STAND_IN_URL:
        return address
    return settings.CLOUD_STAND_IN_URL.rstrip("/") + "/" + address.removeprefix("https://")


def origin_of(untrusted_address: str) -> str:
    """Scheme, host and port of an address that a browser may reach. Raises AddressInvalid."""
    try:
        parts = urlsplit(untrusted_address)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError as error:
        raise AddressInvalid from error
    host = f"[{host}]" if ":" in host else host
    schemes = {"https", "http"} if settings.CLOUD_ALLOW_HTTP else {"https"}
    if parts.scheme not in schemes or not _HOST.fullmatch(host):
        raise AddressInvalid
    return f"{parts.scheme}://{host}" + (f":{port}" if port else "")
