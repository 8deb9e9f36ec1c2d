"""The page that says how a relying party's own site is set up, line by line."""

from __future__ import annotations

import uuid
from itertools import groupby
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from recovery.admin.party import access
from recovery.errors import TooManyRequests
from recovery.flows import rate_limit, setup_check, setup_line
from recovery.models import Role, SetupCheck

ACTORS = (Role.OWNER, Role.OPERATOR)
LOOKS_A_MINUTE = 6


def page(
    request: HttpRequest, party_id: uuid.UUID, *, model_admin: admin.ModelAdmin[Any]
) -> HttpResponse:
    """What was found last; a POST looks again."""
    party = access(request).parties().filter(pk=party_id).first()
    if party is None:
        raise Http404
    may_look = access(request).may(*ACTORS, party_id=party.pk)
    if request.method == "POST":
        if not may_look:
            raise PermissionDenied
        try:
            # Each look asks a server that is not ours.
            rate_limit.count(what="setup check", who=str(party.pk), most=LOOKS_A_MINUTE)
            setup_check.look_now(party)
        except TooManyRequests as error:
            messages.error(request, error.message)
        return redirect("admin:recovery_relyingparty_setup", party.pk)
    check = SetupCheck.objects.filter(relying_party=party).first()
    lines = check.lines if check else []
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"Set-up of {party.name}",
        "opts": model_admin.opts,
        "party": party,
        "check": check,
        "groups": [
            (about, list(each)) for about, each in groupby(lines, lambda line: line["about"])
        ],
        "bad": sum(line["state"] == setup_line.BAD for line in lines),
        "may_look": may_look,
    }
    return TemplateResponse(request, "admin/setup.html", context)
