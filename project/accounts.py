"""How allauth fits this product: who may sign up, what is made then, and what mails say."""

from __future__ import annotations

import unicodedata
from typing import Any, ClassVar

from allauth.account import forms as allauth_forms
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.signup import prevent_enumeration
from django import forms
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from project.context import SITE_NAME
from recovery import devices
from recovery.flows import hosted, our_site, sign_ins
from recovery.models import Holder, RelyingParty, User, holder_behind

# The one change that the old address must hear of; other notices would only repeat a page.
_NOTICES = {"account/email/email_changed"}


def _name_address(
    field: forms.Field, *, label: str | None = None, autocomplete: str = "email"
) -> None:
    """Give an address field a label of its own, instead of a placeholder that goes away."""
    field.label = label or _("E-mail address")
    field.widget.attrs = {"type": "email", "autocomplete": autocomplete}


class LoginForm(allauth_forms.LoginForm):
    """An address to which a code is sent. The browser may offer a passkey in the same field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_address(self.fields["login"], autocomplete="username webauthn")


class RequestCodeForm(allauth_forms.RequestLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_address(self.fields["email"])


class NewAddressForm(allauth_forms.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_address(self.fields["email"], label=_("New e-mail address"))


class _CodeField(forms.CharField):
    def __init__(self) -> None:
        attrs = {"autocomplete": "one-time-code", "autocapitalize": "characters", "class": "code"}
        super().__init__(
            label=gettext_lazy("Code from the e-mail"),
            max_length=32,
            widget=forms.TextInput(attrs={**attrs, "spellcheck": "false"}),
        )


class LoginCodeForm(allauth_forms.ConfirmLoginCodeForm):
    code = _CodeField()


class EmailCodeForm(allauth_forms.ConfirmEmailVerificationCodeForm):
    code = _CodeField()


class SignupForm(allauth_forms.SignupForm):
    """Name and e-mail address. There is no password: a passkey follows."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=64,
        help_text=gettext_lazy(
            "It names your backup file, so that you find it again. A first name is enough."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ("name", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_address(self.fields["email"])
        self.fields["email"].help_text = _(
            "We send a code there, and tell you when something happens."
        )

    def clean_name(self) -> str:
        name = " ".join(str(self.cleaned_data["name"]).split())
        if any(unicodedata.category(character) in {"Cc", "Cf", "Cs"} for character in name):
            raise forms.ValidationError(_("Use letters that can be seen and printed."))
        return name

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        try:
            saved: tuple[User | None, HttpResponse | None] = super().try_save(request)
            return saved
        except IntegrityError:
            # The same address signed up in another tab a moment ago.
            return None, prevent_enumeration(request, email=self.cleaned_data["email"])

    def save(self, request: HttpRequest) -> User:
        with transaction.atomic():
            user: User = super().save(request)
            # Mails that a worker sends later are in the language of the page.
            user.language = get_language() or ""
            user.save(update_fields=["language"])
            Holder.objects.create(
                relying_party=our_site.relying_party(),
                user=user,
                name=self.cleaned_data["name"],
            )
        return user


def _fixed_code() -> str:
    """The code that whoever tries things out knows, where everything is there to be tried out.

    Staff of a live relying party sign in here too, so that one such party is enough to end it.
    """
    live = RelyingParty.objects.filter(environment=RelyingParty.Environment.LIVE)
    return "" if live.exists() else settings.FIXED_EMAIL_CODE


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": gettext_lazy(
            "That is not the code. Look at it again, or ask for a new one."
        ),
        "too_many_login_attempts": gettext_lazy(
            "That was tried too often. Wait a few minutes, then try again."
        ),
        "rate_limited": gettext_lazy("That was too quick. Wait a minute, then ask again."),
        "email_taken": gettext_lazy("This address cannot be used here."),
        "same_as_current": gettext_lazy("That is the address you have already."),
    }

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """A person without a passkey makes one first; everybody else goes home."""
        user = request.user
        holder = holder_behind(user)
        asked = hosted.waiting(browser=request.COOKIES.get(hosted.BROWSER_COOKIE, ""))
        if asked is not None:
            # A wallet's app sent the person, and waits.
            return reverse("hosted_page", args=[asked.pk])
        if holder is not None and not holder.passkeys.exists():
            return reverse("passkey_add")
        return str(super().get_login_redirect_url(request))

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return self.get_login_redirect_url(request)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        holder = holder_behind(user)
        if holder is not None:
            records = get_authentication_records(request, user)
            how = records[-1]["method"] if records else "code"
            device = devices.describe(request.headers.get("user-agent", ""))
            sign_ins.note(holder=holder, how=how, device=device)
        return response

    def generate_login_code(self) -> str:
        return _fixed_code() or str(super().generate_login_code())

    def generate_email_verification_code(self) -> str:
        return _fixed_code() or str(super().generate_email_verification_code())

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        # Links in mails start with the configured origin, whatever the Host header said.
        site = {"site_name": SITE_NAME, "origin": settings.PUBLIC_ORIGIN}
        super().send_mail(template_prefix, email, {**context, **site})

    def send_account_already_exists_mail(self, email: str) -> None:
        self.send_mail("account/email/account_already_exists", email, {})

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        if template_prefix in _NOTICES:
            super().send_notification_mail(template_prefix, user, context, email)
