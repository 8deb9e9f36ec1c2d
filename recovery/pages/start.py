from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_safe


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What this is, on one screen, and the two ways on."""
    if request.user.is_authenticated:
        return redirect("home")
    return render(request, "recovery/start.html")


@require_safe
def trust(request: HttpRequest) -> HttpResponse:
    """Who can see what, in plain words."""
    is_hardware_proved = "software" not in settings.ENCLAVE_FORMATS
    return render(request, "recovery/trust.html", {"is_hardware_proved": is_hardware_proved})


@require_safe
def large_sums(request: HttpRequest) -> HttpResponse:
    """What this is not made for, and what is."""
    return render(request, "recovery/large_sums.html")


@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """Pages that name no icon, such as the admin's, are asked for one under this address."""
    return redirect(static("img/icon.svg"))
