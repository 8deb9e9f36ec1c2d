from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from recovery.flows import our_site
from recovery.pages.people import page_data

# From the weakest proof of the vault to the strongest, see recovery/enclave/attestation.
FORMATS = ("software", "tpm2", "aws-nitro")


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What this is, on one screen, and the two ways on."""
    if request.user.is_authenticated:
        return redirect("home")
    return render(request, "recovery/start.html")


@require_safe
@ensure_csrf_cookie
def trust(request: HttpRequest) -> HttpResponse:
    """Who can see what, in plain words, and what the vault proves today."""
    # A site is as trustworthy as the weakest proof that its pages accept.
    weakest = min(settings.ENCLAVE_FORMATS, key=FORMATS.index)
    data = page_data(our_site.relying_party())
    return render(request, "recovery/trust.html", {"weakest_proof": weakest, "page_data": data})


@require_safe
def large_sums(request: HttpRequest) -> HttpResponse:
    """What this is not made for, and what is."""
    notice = our_site.relying_party().large_sum_notice
    return render(request, "recovery/large_sums.html", {"large_sum_notice": notice})


@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """Pages that name no icon, such as the admin's, are asked for one under this address."""
    return redirect(static("img/icon.svg"))
