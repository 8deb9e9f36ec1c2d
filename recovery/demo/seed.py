"""What the demo's database holds before anybody comes: the relying party and a staff user."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction

from recovery.models import Origin, RelyingParty, User

RP_ID = "localhost"
STAFF_EMAIL = "staff@keyhaven.example"


@transaction.atomic
def sow(*, origin: str) -> None:
    """Make what is missing, and let the relying party's only origin be this one."""
    party, _ = RelyingParty.objects.update_or_create(
        rp_id=RP_ID,
        defaults={"name": "Keyhaven demo", "environment": RelyingParty.Environment.TEST},
    )
    # Passkeys belong to localhost whatever the port; the origin names the port exactly.
    Origin.objects.filter(relying_party=party).exclude(value=origin).delete()
    Origin.objects.get_or_create(relying_party=party, value=origin)
    staff = User.objects.filter(email=STAFF_EMAIL).first()
    if staff is None:
        staff = User.objects.create_superuser(STAFF_EMAIL)
    EmailAddress.objects.get_or_create(
        user=staff, email=STAFF_EMAIL, defaults={"verified": True, "primary": True}
    )
