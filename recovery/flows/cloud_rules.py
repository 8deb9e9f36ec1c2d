"""What whoever runs this server allows to all clouds; never taken from what a person entered."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings

from recovery.clouds.base import Permitted

# While a person waits for a page.
_HURRY_SECONDS = 10.0


def permitted(*, in_a_hurry: bool = False) -> Permitted:
    allowed = Permitted(
        private_addresses=settings.CLOUD_ALLOW_PRIVATE_ADDRESSES,
        plain_http=settings.CLOUD_ALLOW_HTTP,
        folder_root=settings.CLOUD_FOLDER_ROOT or None,
        stand_in=settings.CLOUD_STAND_IN_URL or None,
    )
    if not in_a_hurry:
        return allowed
    return replace(allowed, read_seconds=_HURRY_SECONDS, total_seconds=_HURRY_SECONDS)
