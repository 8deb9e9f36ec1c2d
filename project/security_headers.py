"""Headers that tell the browser what our pages may do: nothing, unless it is named here.

They stand on every page, the admin included. A view that needs more sets the header itself, or,
where its scripts talk to a cloud, `connect_to` of its response: see recovery/pages/reach.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

from project.compression import has_session
from recovery.flows.hosted import WINDOW_COOKIE


def content_security_policy(connect_to: Sequence[str] = ()) -> str:
    """connect_to: origins besides our own that the page's scripts may talk to."""
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            " ".join(["connect-src 'self'", *connect_to]),
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    )


CONTENT_SECURITY_POLICY = content_security_policy()

# Passkeys only for our own pages, never for a frame; a copy button writes to the clipboard.
PERMISSIONS_POLICY = ", ".join(
    [
        "publickey-credentials-get=(self)",
        "publickey-credentials-create=(self)",
        "clipboard-write=(self)",
        *(
            f"{feature}=()"
            for feature in (
                "accelerometer",
                "browsing-topics",
                "camera",
                "clipboard-read",
                "display-capture",
                "fullscreen",
                "geolocation",
                "gyroscope",
                "hid",
                "identity-credentials-get",
                "idle-detection",
                "local-fonts",
                "magnetometer",
                "microphone",
                "midi",
                "payment",
                "screen-wake-lock",
                "serial",
                "storage-access",
                "usb",
                "xr-spatial-tracking",
            )
        ),
    ]
)


class SecurityHeaders:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        policy = content_security_policy(getattr(response, "connect_to", ()))
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        if _has_window(request, response):
            response.headers.setdefault("Cross-Origin-Opener-Policy", "unsafe-none")
        if has_session(request, response):
            # Neither the browser's disk nor its back button shows a page after signing out.
            patch_cache_control(response, no_store=True, private=True)
        return response


def _has_window(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether an app's window waits for one of this browser's; see flows/hosted.py."""
    given = response.cookies.get(WINDOW_COOKIE)
    return bool(given.value if given else request.COOKIES.get(WINDOW_COOKIE))
