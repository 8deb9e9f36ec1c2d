"""Who opens the keys under which backup shares lie? A key service, which is not in the database.

Each share has a data key of its own. A service encrypts that key, bound to a context that says
whose share it is, and opens it for the same context only. There are two: keys from a file of this
server, and AWS KMS. One of them is for new shares; each that is set up still opens what it sealed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Protocol

from django.conf import settings

from recovery.errors import KeyServiceOff, ShareUnreadable
from recovery.key_service.file import FileKey

Context = Mapping[str, str]


class KeyService(Protocol):
    """One key that encrypts data keys. context: names and values that are no secret."""

    @property
    def name(self) -> str:
        """Stands beside what it encrypted, so that it is found again."""

    def wrap(self, key: bytes, *, context: Context) -> bytes:
        """Encrypt 32 bytes. Raises KeyServiceUnavailable."""

    def unwrap(self, wrapped: bytes, *, context: Context) -> bytes:
        """Raises KeyServiceUnavailable, and ShareUnreadable for another context or other bytes."""


def for_new_shares() -> KeyService:
    """The newest key of the service that is chosen. Raises KeyServiceOff where there is none."""
    names = settings.CUSTODY_KMS_KEYS
    if settings.CUSTODY_KEY_SERVICE == "file":
        names = [f"file:{number}" for number in settings.CUSTODY_KEYS]
    if not names:
        raise KeyServiceOff
    return called(names[0])


def called(name: str) -> KeyService:
    """The service that has this key. Raises ShareUnreadable where it is not set up any more."""
    kind, _, number = name.partition(":")
    if kind == "file" and number.isdecimal() and int(number) in settings.CUSTODY_KEYS:
        return FileKey(number=int(number), key=settings.CUSTODY_KEYS[int(number)])
    if name in settings.CUSTODY_KMS_KEYS:
        return _in_kms(name, settings.CUSTODY_KMS_ENDPOINT)
    raise ShareUnreadable


@cache
def _in_kms(arn: str, endpoint: str) -> KeyService:
    # Amazon's library takes a while to come up, and many servers need none of it.
    from recovery.key_service.aws_kms import KmsKey

    return KmsKey(arn=arn, endpoint=endpoint)
