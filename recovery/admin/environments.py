"""The page on which an owner makes a test environment beside the live one."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.validators import RegexValidator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from recovery.admin.party import access, who
from recovery.errors import BadRequest
from recovery.flows import environments
from recovery.models import RelyingParty, Role

_LABEL = RegexValidator(
    r"\A[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\Z", "Lower-case letters, digits and hyphens."
)


class TestEnvironmentForm(forms.Form):
    name = forms.CharField(max_length=64, help_text="Shown to the person by the browser.")
    label = forms.CharField(
        label="Before your live id",
        max_length=63,
        initial="test",
        validators=[_LABEL],
        help_text="Becomes its relying party id. It cannot be changed later.",
    )


def page(
    request: HttpRequest, party_id: uuid.UUID, *, model_admin: admin.ModelAdmin[Any]
) -> HttpResponse:
    party = access(request).parties().filter(pk=party_id).first()
    if party is None or not party.is_live:
        raise Http404
    if not access(request).may(Role.OWNER, party_id=party.pk):
        raise PermissionDenied
    form = TestEnvironmentForm(request.POST or None, initial={"name": f"{party.name} (test)"[:64]})
    if request.method == "POST" and form.is_valid():
        made = _made(request, party, form)
        if made is not None:
            messages.success(request, f"{made} is there, and you are its owner.")
            return redirect("admin:recovery_relyingparty_change", made.pk)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"A test environment for {party.name}",
        "opts": model_admin.opts,
        "party": party,
        "form": form,
        "may_have_one": environments.may_have_one(party),
    }
    return TemplateResponse(request, "admin/test_environment.html", context)


def _made(
    request: HttpRequest, party: RelyingParty, form: TestEnvironmentForm
) -> RelyingParty | None:
    values = form.cleaned_data
    try:
        return environments.make_test(
            of=party, name=values["name"], label=values["label"], by=who(request)
        )
    except BadRequest:
        form.add_error("label", "This id is taken, or there is a test environment already.")
        return None
