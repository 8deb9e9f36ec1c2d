"""The clouds that a copy can be kept in. A new one is one file and one line here."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import cast

from recovery.clouds.base import Cloud, NotStorage, Permitted

# Kind, as stored with each account, to the class that speaks to it. Imported on first use, so
# that a provider's client library is needed only by those who use that provider.
CLOUDS = {
    "dropbox": "recovery.clouds.dropbox.Dropbox",
    "folder": "recovery.clouds.folder.Folder",
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
