"""What holds for every answer under /api/v1/: its id, its limits, and JSON at any address."""

from __future__ import annotations

import json
import logging
import uuid
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, RawPostDataException
from django.http.response import HttpResponseBase

from recovery.api.v1 import deprecations, problems
from recovery.flows import demo_visits
from recovery.models import ServerKey

logger = logging.getLogger(__name__)

PATH = "/api/v1/"
_CODES = {404: "not_found", 405: "method_not_allowed", 400: "bad_request", 500: "internal"}


class Edge:
    """Middleware for the developers' API alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(PATH):
            return self.get_response(request)
        request_id = uuid.uuid4().hex
        request.request_id = request_id  # type: ignore[attr-defined]
        response = self.get_response(request)
        if _is_page(response):
            response = _as_problem(request, response)
        response.headers["X-Request-Id"] = request_id
        told = {**getattr(request, "limit_headers", {}), **deprecations.headers(request)}
        for name, value in told.items():
            response.headers[name] = value
        if settings.DEMO and isinstance(key := getattr(request, "auth", None), ServerKey):
            _note(request, key, response.status_code)
        logger.info("%s %s %s %s", request_id, request.method, request.path, response.status_code)
        return response


def _note(request: HttpRequest, key: ServerKey, status: int) -> None:
    try:
        body = request.body
    except (RawPostDataException, RequestDataTooBig):
        body = b""
    demo_visits.note_request(
        key.relying_party,
        method=str(request.method),
        path=request.get_full_path(),
        status=status,
        body=body,
    )


def _is_page(response: HttpResponseBase) -> bool:
    kind = response.headers.get("Content-Type", "")
    return response.status_code in _CODES and "json" not in kind


def _as_problem(request: HttpRequest, page: HttpResponseBase) -> HttpResponse:
    answer = problem(request, _CODES[page.status_code])
    if "Allow" in page.headers:
        answer.headers["Allow"] = page.headers["Allow"]
    return answer


def problem(request: HttpRequest, code: str) -> HttpResponse:
    request_id = getattr(request, "request_id", "")
    body = problems.document(code, request_id=request_id, origin=settings.PUBLIC_ORIGIN)
    return HttpResponse(
        json.dumps(body), status=body["status"], content_type="application/problem+json"
    )
