"""Which relying party do our own pages belong to?"""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from recovery.models import Origin, RelyingParty


def relying_party() -> RelyingParty:
    """The relying party that the settings name. It is made the first time that it is needed."""
    found = RelyingParty.objects.filter(rp_id=settings.RELYING_PARTY_ID).first()
    if found is not None:
        return found
    with transaction.atomic():
        made, is_new = RelyingParty.objects.get_or_create(
            rp_id=settings.RELYING_PARTY_ID, defaults={"name": "Keyhaven"}
        )
        if is_new:
            Origin.objects.create(relying_party=made, value=settings.PUBLIC_ORIGIN)
    return made
