"""What a person can do about each error of a copy, as buttons that do it.

"Try again" and "Check it now" stand beside these anyway, and so do help and a support request.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from recovery.models import CloudAccount


class Remedy(StrEnum):
    """Which button. The page gives each its address."""

    RECONNECT = "reconnect"
    PROVIDER = "provider"
    FREE_SPACE = "free_space"
    ANOTHER = "another"
    COPIES = "copies"


_RECONNECT, _PROVIDER, _ANOTHER = Remedy.RECONNECT, Remedy.PROVIDER, Remedy.ANOTHER
# Stable code of an error, as it stands with a row, to the buttons that help, the best one first.
# Nothing stands where nothing but time, or another try, helps.
REMEDIES: dict[str, tuple[Remedy, ...]] = {
    "internal": (),
    "server_copy_damaged": (Remedy.COPIES,),
    "cloud_error": (),
    "cloud_address_invalid": (_RECONNECT,),
    "cloud_address_not_https": (_RECONNECT,),
    "cloud_address_has_password": (_RECONNECT,),
    "cloud_address_has_query": (_RECONNECT,),
    "cloud_address_refused": (_RECONNECT, _ANOTHER),
    "cloud_redirect_refused": (_RECONNECT, _PROVIDER),
    "cloud_certificate_refused": (_PROVIDER, _ANOTHER),
    "cloud_cannot_reach": (_PROVIDER, _ANOTHER),
    "cloud_timed_out": (_PROVIDER, _ANOTHER),
    "cloud_sign_in_refused": (_RECONNECT, _PROVIDER),
    "cloud_key_refused": (_RECONNECT, _PROVIDER),
    "cloud_access_ended": (_RECONNECT, _PROVIDER),
    "cloud_access_denied": (_RECONNECT, _PROVIDER),
    "cloud_consent_incomplete": (_RECONNECT,),
    "cloud_consent_stale": (_RECONNECT,),
    "cloud_registration_wrong": (_ANOTHER,),
    "cloud_not_storage": (_RECONNECT,),
    "cloud_not_bucket_storage": (_RECONNECT,),
    "cloud_not_nextcloud": (_RECONNECT,),
    "cloud_not_there": (_PROVIDER,),
    "cloud_folder_missing": (_RECONNECT, _PROVIDER),
    "cloud_bucket_missing": (_RECONNECT, _PROVIDER),
    "cloud_region_wrong": (_RECONNECT,),
    "cloud_clock_wrong": (_ANOTHER,),
    "cloud_conflict": (),
    "cloud_locked": (_PROVIDER,),
    "cloud_rate_limited": (),
    "cloud_server_fault": (_PROVIDER, _ANOTHER),
    "cloud_bad_answer": (_PROVIDER, _RECONNECT),
    "cloud_full": (Remedy.FREE_SPACE, _ANOTHER),
    "cloud_too_large": (_RECONNECT, _ANOTHER),
    "cloud_name_taken": (_PROVIDER,),
    "cloud_read_back_differs": (_ANOTHER,),
    "cloud_foreign_copy": (_PROVIDER, _ANOTHER),
    "cloud_newer_copy": (Remedy.COPIES, _PROVIDER),
    "cloud_different_copy": (Remedy.COPIES, _PROVIDER),
    "cloud_unknown_copy": (_PROVIDER,),
    "cloud_stale_copy": (),
    "cloud_damaged_copy": (),
}
# Where people look after their files, and after their space, at providers with one address for all.
_FILES = {
    "dropbox": "https://www.dropbox.com/home/Apps",
    "gdrive": "https://drive.google.com/drive/my-drive",
    "onedrive": "https://onedrive.live.com/",
}
_SPACE = {
    "dropbox": "https://www.dropbox.com/account/plan",
    "gdrive": "https://one.google.com/storage",
    "onedrive": "https://onedrive.live.com/?v=managestorage",
}


@dataclass(frozen=True)
class Button:
    """remedy: what it is. href: only where it leads out of here, and then to `host`."""

    remedy: Remedy
    href: str = ""
    host: str = ""


def buttons(*, code: str, account: CloudAccount) -> tuple[Button, ...]:
    """What helps against an error in one place, the best first."""
    found = (_button(remedy, account) for remedy in REMEDIES.get(code, ()))
    return tuple(button for button in found if button is not None)


def _button(remedy: Remedy, account: CloudAccount) -> Button | None:
    if remedy == Remedy.RECONNECT:
        return None if account.kind == "folder" else Button(remedy)
    if remedy not in {Remedy.PROVIDER, Remedy.FREE_SPACE}:
        return Button(remedy)
    known = _SPACE if remedy == Remedy.FREE_SPACE else _FILES
    href = known.get(account.kind) or _own_page(account)
    return Button(remedy, href, urlsplit(href).netloc) if href else None


def _own_page(account: CloudAccount) -> str:
    """The front page of a server of the person's own; an API's address has none."""
    address = urlsplit(account.settings.get("url", ""))
    is_page = account.kind == "webdav" and address.scheme in {"http", "https"}
    return f"{address.scheme}://{address.netloc}/" if is_page and address.hostname else ""
