"""In which language does somebody read us?

In the one that the account keeps, because the person chose it; else in the one that was chosen in
this browser before signing in; else in the one that the browser asks for. Django's LocaleMiddleware
knows the last two. The admin and the answers for programs are English.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST
from django.views.i18n import LANGUAGE_QUERY_PARAMETER, set_language

from recovery.models import User

_ALWAYS_ENGLISH = ("/admin/", "/api/")


class PersonsLanguage:
    """Middleware behind LocaleMiddleware, which begins each request afresh."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = _language_of(request)
        if language:
            translation.activate(language)
            request.LANGUAGE_CODE = translation.get_language()
        response = self._get_response(request)
        # The account and the choice of this browser both come with a cookie.
        patch_vary_headers(response, ("Cookie",))
        return response


def _language_of(request: HttpRequest) -> str:
    """What the address or the account asks for; "" where neither does."""
    if request.path.startswith(_ALWAYS_ENGLISH):
        return "en"
    language = request.user.language if isinstance(request.user, User) else ""
    # One that we no longer speak is no choice.
    return language if language in dict(settings.LANGUAGES) else ""


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep a choice in this browser, and with the account of whoever is signed in."""
    untrusted_language = request.POST.get(LANGUAGE_QUERY_PARAMETER, "")
    if isinstance(request.user, User) and untrusted_language in dict(settings.LANGUAGES):
        User.objects.filter(pk=request.user.pk).update(language=untrusted_language)
    # It goes on to nothing but an address of ours.
    return set_language(request)
