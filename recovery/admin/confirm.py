"""A page between an action and what it does: the rows that it meets, and two buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from recovery.admin.party import PartyAdmin

_SHOWN = 50


def is_confirmed(request: HttpRequest) -> bool:
    """Whether the page that asks was answered with yes; see templates/admin/ask.html."""
    return request.POST.get("confirmed") == "yes"


def page(
    request: HttpRequest,
    model_admin: PartyAdmin,
    *,
    action: str,
    title: str,
    text: str,
    rows: Sequence[Any],
) -> HttpResponse | None:
    """The page that asks, or None once it was answered with yes."""
    if is_confirmed(request):
        return None
    context = {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "text": text,
        "rows": rows[:_SHOWN],
        "more": max(0, len(rows) - _SHOWN),
        "action": action,
        "opts": model_admin.opts,
        "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
        "select_across": request.POST.get("select_across", "0"),
        "checkbox_name": ACTION_CHECKBOX_NAME,
        "back": reverse(f"admin:recovery_{model_admin.opts.model_name}_changelist"),
    }
    return TemplateResponse(request, "admin/confirm.html", context)
