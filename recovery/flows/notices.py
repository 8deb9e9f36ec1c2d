"""Mails that tell a person what happened to the account. A worker sends them."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recovery.errors import message_of
from recovery.failpoints import reach
from recovery.flows import never_asked, work
from recovery.models import Holder, Notice

logger = logging.getLogger(__name__)


def tell(*, holder: Holder, kind: Notice.Kind, context: dict[str, Any]) -> None:
    """Queue a mail. context holds names for the templates emails/<kind>.*, and perhaps a time.

    The time is given as `at`, in ISO 8601. The templates get it as `when`, in the person's words;
    and for the `code` of an error they get `what` it says.
    """
    notice = Notice.objects.create(holder=holder, kind=kind, context=context, due_at=timezone.now())
    work.announce(notice)


def run(notice_id: str) -> None:
    """Send one due mail. Sent twice if a worker dies between sending and recording it."""
    notice = work.claim(Notice, notice_id)
    if notice is None:
        return
    reach("notices.claimed")
    try:
        if notice.holder.address:
            _send(notice)
    except (SMTPException, OSError) as error:
        logger.warning("a mail could not be sent: %s", type(error).__name__)
        work.postpone(notice, error="mail_failed")
        return
    reach("notices.sent")
    work.finish(notice)


def _send(notice: Notice) -> None:
    with translation.override(notice.holder.user.language or settings.LANGUAGE_CODE):
        _written(notice).send()


def _written(notice: Notice) -> EmailMultiAlternatives:
    context = {
        "holder": notice.holder,
        "origin": settings.PUBLIC_ORIGIN,
        "never_asked": never_asked.sentence(notice.holder),
        **notice.context,
    }
    if "at" in context:
        at = datetime.fromisoformat(notice.context["at"]).astimezone(UTC)
        context["when"] = date_format(at, _("j F Y, H:i e"))
    if "code" in context:
        context["what"] = _(message_of(notice.context["code"]))
    name = f"emails/{notice.kind}"
    mail = EmailMultiAlternatives(
        subject=render_to_string(f"{name}_subject.txt", context).strip(),
        body=render_to_string(f"{name}.txt", context),
        to=[notice.holder.address],
    )
    mail.attach_alternative(render_to_string(f"{name}.html", context), "text/html")
    return mail
