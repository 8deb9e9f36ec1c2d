"""The admin site: who comes in, and the rule that every list belongs to relying parties."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse

from recovery.admin import dashboard, lanes
from recovery.admin.party import PartyAdmin, access

# People here have no passwords, so there is none to change.
_NOT_HERE = {"password_change", "password_change_done", "view_on_site"}


class Site(admin.AdminSite):
    site_header = "Keyhaven"
    site_title = "Keyhaven"
    index_title = "Today"
    site_url = "/home/"

    def has_permission(self, request: HttpRequest) -> bool:
        return access(request).is_any

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        return super().index(request, {**dashboard.context(request), **(extra_context or {})})

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Staff enter through the same door as everybody, and show a passkey for what is live."""
        there = request.GET.get("next") or reverse("admin:index")
        if not request.user.is_authenticated:
            return redirect_to_login(there, settings.LOGIN_URL)
        return redirect(reverse("staff_door", query={"next": there}))

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: Any = None,
        **options: Any,
    ) -> None:
        """Take what is ours. A list that does not say whose rows it shows is refused.

        Other applications' own lists are left out: they know no relying parties, and with some of
        them (e-mail addresses) an administrator could take over somebody's account.
        """
        models = [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable
        ours = [model for model in models if model._meta.app_label == "recovery"]
        if not ours:
            return
        if admin_class is None or not issubclass(admin_class, PartyAdmin):
            raise ImproperlyConfigured(f"{ours[0].__name__} must be shown by a PartyAdmin.")
        if not admin_class.party_path:
            raise ImproperlyConfigured(f"{admin_class.__name__} must name its party_path.")
        super().register(ours, admin_class, **options)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        providers = self.admin_view(partial(lanes.page, site=self))
        rest = [url for url in super().get_urls() if getattr(url, "name", None) not in _NOT_HERE]
        return [path("providers/", providers, name="providers"), *rest]
