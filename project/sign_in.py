"""allauth's sign-in page, with what a passkey needs beside the form for a code by e-mail."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView

from recovery.flows import our_site, sign_in
from recovery.pages.people import page_data


class SignInView(LoginView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        data = page_data(our_site.relying_party(), **sign_in.page_data())
        return {**context, "page_data": data}


login = SignInView.as_view()
