"""Pages are sent compressed to whoever is not signed in; WhiteNoise does it for static files.

How well a page compresses tells something of what stands in it: somebody who can put words of their
own beside a secret could guess it by the length (BREACH, https://www.breachattack.com). A page for
strangers holds no secret of a person, so only that one is compressed.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


def has_session(request: HttpRequest, response: HttpResponseBase) -> bool:
    """By the cookies, which takes no query for the session or the user."""
    name = settings.SESSION_COOKIE_NAME
    return name in request.COOKIES or name in response.cookies


class PagesForStrangers(GZipMiddleware):
    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if not is_page or has_session(request, response):
            return response
        return super().process_response(request, response)
