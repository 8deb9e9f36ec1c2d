"""A shop whose customers keep wallets, with passkeys of the shop's own domain."""

from __future__ import annotations

import json
import os
import secrets
import sys
import urllib.request
from pathlib import Path

from django.conf import settings
from django.core.management import execute_from_command_line
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

HERE = Path(__file__).parent
KEYHAVEN = os.environ["KEYHAVEN"]

settings.configure(
    ALLOWED_HOSTS=[os.environ["SHOP_HOST"]],
    ROOT_URLCONF=__name__,
    SECRET_KEY=os.environ.get("SECRET_KEY", secrets.token_urlsafe(48)),
    SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [HERE],
            "OPTIONS": {"context_processors": ["django.template.context_processors.csrf"]},
        }
    ],
)

# What the shop's own pages may load and talk to: themselves, and Keyhaven.
POLICY = (
    f"default-src 'self'; script-src 'self' {KEYHAVEN}; connect-src 'self' {KEYHAVEN}; "
    "img-src data:"
)


@require_safe
def shop(request: HttpRequest) -> HttpResponse:
    context = {"customer": request.session.get("customer"), "keyhaven": KEYHAVEN}
    response = render(request, "shop.html", context)
    response.headers["Content-Security-Policy"] = POLICY
    return response


@require_safe
def script(request: HttpRequest) -> FileResponse:
    return FileResponse((HERE / "shop.js").open("rb"), content_type="text/javascript")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """argon2.js of the module's folder; a browser takes workers only from the site itself."""
    with urllib.request.urlopen(f"{KEYHAVEN}/module/argon2.js", timeout=10) as answer:
        response = HttpResponse(answer.read(), content_type="text/javascript")
    response.headers["Content-Security-Policy"] = "script-src 'wasm-unsafe-eval'"
    return response


@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """As your site does it; here whoever gives a name is believed."""
    request.session["customer"] = request.POST["name"]
    return redirect("/")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    request.session.flush()
    return redirect("/")


@require_POST
def keyhaven_session(request: HttpRequest) -> JsonResponse:
    """A token for the customer who is signed in here, and for this page's exact origin."""
    customer = request.session.get("customer")
    if customer is None:
        return JsonResponse({"token": None})
    asked = urllib.request.Request(
        f"{KEYHAVEN}/api/v1/sessions",
        method="POST",
        headers={
            "Authorization": f"Bearer {os.environ['KEYHAVEN_KEY']}",
            "Content-Type": "application/json",
        },
        data=json.dumps(
            {
                "reference": f"customer-{customer}",
                "name": customer,
                "email": f"{customer}@mail.example",
                "origin": f"{request.scheme}://{request.get_host()}",
            }
        ).encode(),
    )
    with urllib.request.urlopen(asked, timeout=10) as answer:
        return JsonResponse({"token": json.load(answer)["token"]})


urlpatterns = [
    path("", shop),
    path("shop.js", script),
    path("argon2.js", worker),
    path("sign-in", sign_in),
    path("sign-out", sign_out),
    path("keyhaven-session", keyhaven_session),
]

if __name__ == "__main__":
    execute_from_command_line(sys.argv)
