from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from recovery.flows import our_site
from recovery.pages.people import SOME_ID, page_data


@require_safe
@ensure_csrf_cookie
def recover(request: HttpRequest) -> HttpResponse:
    """One page, one button, one touch. Nobody has to say who they are."""
    data = page_data(
        our_site.relying_party(),
        wallet_url=reverse("wallet", args=[SOME_ID]),
        backups_url=reverse("wallet_backups", args=[SOME_ID]),
    )
    return render(request, "recovery/recover.html", {"page_data": data})
