"""What would a thief ask a person for by mail? Ours say that we never do, and name it."""

from __future__ import annotations

from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from recovery.flows import ways_in
from recovery.flows.backup_files import Method
from recovery.models import Holder

_NAMES = {
    Method.PIN: _("your PIN"),
    Method.PASSWORD: _("your password"),
    Method.CLOUD_KEY: _("the key in your cloud"),
    Method.KIT: _("the code of your kit"),
}


def sentence(holder: Holder) -> str:
    """In the present language. Nobody reads of words who has written none down with us."""
    names = [_("your passkey"), *_others(holder), _("a code from an e-mail")]
    said = get_text_list([gettext(name) for name in names])
    return gettext("We never ask for any of these: %(names)s.") % {"names": said}


def _others(holder: Holder) -> list[str]:
    wallets = list(holder.wallets.filter(generation__gt=0))
    methods = {way.slot.method for wallet in wallets for way in ways_in.of(wallet) or ()}
    found = [name for method, name in _NAMES.items() if method in methods]
    has_words = any(wallet.written_down_at for wallet in wallets)
    return [*found, _("the words that you wrote down")] if has_words else found
