"""Who in the demo is a visitor, and under which name do files of somebody lie?"""

from __future__ import annotations

import re
import secrets
from pathlib import Path
from typing import TypeGuard

from django.conf import settings

from recovery.models import Holder

MAIL = "@visitors.invalid"
# Exactly what `new_word` makes. It names files, and anybody may sign up with an address that only
# ends like it.
_VISITOR = re.compile(r"visitor-[0-9a-f]{10}@visitors\.invalid")


def new_word() -> str:
    """A visitor's name everywhere: in the address, as relying party id, in the demo's cloud."""
    return f"visitor-{secrets.token_hex(5)}"


def is_visitor(holder: Holder | None) -> TypeGuard[Holder]:
    return holder is not None and _VISITOR.fullmatch(holder.user.email) is not None


def word_of(holder: Holder) -> str:
    if is_visitor(holder):
        return holder.user.email.removesuffix(MAIL)
    return f"person-{holder.pk.hex}"


def folder(word: str) -> Path:
    """Where the demo's WebDAV server keeps what is somebody's."""
    return Path(settings.STATE_DIR) / "clouds" / "webdav" / word
