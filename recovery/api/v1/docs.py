"""The API's documentation as a page, drawn from the same document that programs read."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from recovery.api.v1.problems import PROBLEMS
from recovery.api.v1.router import REQUESTS_A_MINUTE, v1
from recovery.flows import webhooks


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    document = json.loads(json.dumps(v1.get_openapi_schema(), default=str))
    context = {
        "endpoints": list(_endpoints(document)),
        "problems": [
            (code, meaning.status, _pieces(f"{meaning.title} {meaning.remedy}"))
            for code, meaning in PROBLEMS.items()
        ],
        "origin": settings.PUBLIC_ORIGIN,
        "webhook_types": sorted({webhooks.PING, *webhooks.TYPES.values()}),
        "webhook_seconds": settings.WEBHOOK_ANSWER_SECONDS,
        "requests_a_minute": REQUESTS_A_MINUTE,
    }
    return render(request, "recovery/api_docs.html", context)


def _pieces(text: str) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether it stood between backticks; that is shown as code."""
    return [(piece, index % 2 == 1) for index, piece in enumerate(text.split("`"))]


def _endpoints(document: dict[str, Any]) -> Any:
    schemas = document["components"]["schemas"]
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            success = next(status for status in operation["responses"] if int(status) < 400)
            content = operation["responses"][success]["content"]["application/json"]["schema"]
            yield {
                "id": operation["operationId"],
                "method": method.upper(),
                "path": path,
                "summary": operation["summary"],
                "description": _pieces(operation.get("description", "")),
                "parameters": [
                    {**each, "description": _pieces(each.get("description", ""))}
                    for each in operation.get("parameters", [])
                ],
                "status": success,
                "fields": _fields(content, schemas),
                "refusals": [status for status in operation["responses"] if int(status) >= 400],
            }


def _fields(content: dict[str, Any], schemas: dict[str, Any]) -> list[str]:
    """The names in an answer; those of the rows where it is a list."""
    if "items" in content:
        return _fields(content["items"], schemas)
    name = content.get("$ref", "").rpartition("/")[2]
    properties = schemas.get(name, {}).get("properties", {})
    if "data" in properties:
        return _fields(properties["data"], schemas)
    return list(properties)
