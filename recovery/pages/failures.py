"""The pages for when something is wrong. Each says what happened and what to do."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.views.decorators.csrf import requires_csrf_token


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    # The host may be wrong, and everything that is computed from it; so nothing is.
    return _without_request("400.html", HTTPStatus.BAD_REQUEST)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=HTTPStatus.FORBIDDEN)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=HTTPStatus.NOT_FOUND)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    # The database may be what is broken, so the page asks it nothing, not even who is here.
    return _without_request("500.html", HTTPStatus.INTERNAL_SERVER_ERROR)


@requires_csrf_token
def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=HTTPStatus.FORBIDDEN)


def _without_request(name: str, status: HTTPStatus) -> HttpResponse:
    return HttpResponse(get_template(name).render(), status=status)
