"""The way in for staff of relying parties: the door to the admin, and invitations."""

from __future__ import annotations

import uuid
from typing import cast
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from recovery import session
from recovery.errors import InvitationUnusable, LastOwner
from recovery.flows import invitations, our_site, sign_in, staff
from recovery.models import User, holder_behind
from recovery.pages.people import page_data


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def door(request: HttpRequest) -> HttpResponse:
    """What is missing before the admin opens: a passkey, or signing in with it."""
    user = cast(User, request.user)
    if not user.is_active or not staff.is_staff(user):
        raise PermissionDenied
    access = staff.access_of(user, with_passkey=session.has_passkey(request))
    if access.is_any and not access.needs_passkey:
        return redirect("admin:index")
    if request.method == "POST":
        staff.as_person(user)
        back = urlencode({"next": reverse("staff_door", query={"next": reverse("admin:index")})})
        return redirect(f"{reverse('passkey_add')}?{back}")
    holder = holder_behind(user)
    context = {
        "has_passkey": holder is not None and holder.passkeys.exists(),
        "may_go_on": access.is_any,
        "page_data": page_data(our_site.relying_party(), **sign_in.page_data()),
    }
    return render(request, "staff/door.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def invitation(request: HttpRequest, invitation_id: uuid.UUID) -> HttpResponse:
    """Somebody is asked to work for a relying party, and says yes."""
    user = cast(User, request.user)
    try:
        found = invitations.find(user=user, invitation_id=invitation_id)
        if request.method == "POST":
            membership = invitations.accept(user=user, invitation_id=invitation_id)
            messages.success(
                request, _("You now work for %(name)s.") % {"name": membership.relying_party.name}
            )
            return redirect(reverse("staff_door", query={"next": reverse("admin:index")}))
    except (InvitationUnusable, LastOwner) as error:
        context = {"message": _(error.message)}
        return render(request, "staff/invitation_unusable.html", context, status=error.status)
    return render(request, "staff/invitation.html", {"invitation": found})
