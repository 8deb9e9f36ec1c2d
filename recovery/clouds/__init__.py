"""The clouds that a copy can be kept in. A new one is one file and one line here."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import cast
from urllib.parse import urlsplit

from recovery.clouds.base import Cloud, Permitted
from recovery.clouds.errors import NotStorage

# Kind, as stored with each account, to the class that speaks to it. Imported on first use, so
# that a provider's client library is needed only by those who use that provider.
CLOUDS = {
    "dropbox": "recovery.clouds.dropbox.Dropbox",
    "folder": "recovery.clouds.folder.Folder",
    "gdrive": "recovery.clouds.gdrive.GoogleDrive",
    "onedrive": "recovery.clouds.onedrive.OneDrive",
    "s3": "recovery.clouds.s3.S3",
    "webdav": "recovery.clouds.webdav.WebDav",
}


def open_cloud(
    *, kind: str, settings: Mapping[str, str], secret: str, permitted: Permitted
) -> Cloud:
    """An account at a provider, ready for use. No request is made yet.

    settings: what the person entered, without the secret; each class says which keys it reads.
    permitted: what whoever runs this server allows. Raises NotStorage, AddressInvalid,
    AddressRefused.
    """
    if kind not in CLOUDS:
        raise NotStorage
    module, _, name = CLOUDS[kind].rpartition(".")
    opened = getattr(import_module(module), name)
    return cast(Cloud, opened(settings=dict(settings), secret=secret, permitted=permitted))


def lane_of(*, kind: str, settings: Mapping[str, str]) -> str:
    """Names what the places of many people share: one provider at one host.

    Empty for a folder of this server, for which nobody has to wait.
    """
    if kind == "folder":
        return ""
    host = urlsplit(settings.get("url", "")).netloc.rpartition("@")[2].lower()
    return f"{kind} {host}".strip()[:300]


def is_same_place(*, kind: str, one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether copies that are written with either settings come to lie in one and the same folder.

    A bucket stays the same with a new access key, and however its address is spelled.
    """
    if kind != "s3":
        return one == other
    return _folder_of_bucket(one) == _folder_of_bucket(other)


def _folder_of_bucket(settings: Mapping[str, str]) -> tuple[str, str, str]:
    endpoint = urlsplit(settings.get("url", "")).netloc.lower()
    return endpoint, settings.get("bucket", ""), settings.get("prefix", "").strip("/")
