"""How does a company get a test environment? Its owner makes one, beside the live one.

It is a relying party of its own (docs/decisions/0010-environments-are-relying-parties.md), so its
people, keys and events are apart, and nothing is carried over but the policy's empty beginning.
"""

from __future__ import annotations

from django.db import IntegrityError, transaction

from recovery.errors import BadRequest
from recovery.flows import audit
from recovery.models import AuditEvent, Membership, RelyingParty, Role, User

# Of a host, in the whole of the Internet.
_LONGEST_NAME = 253


def may_have_one(party: RelyingParty) -> bool:
    """Whether a live relying party is still without one."""
    has_one = RelyingParty.objects.filter(test_of=party).exists()
    return party.is_live and party.is_active and not has_one


def make_test(*, of: RelyingParty, name: str, label: str, by: User) -> RelyingParty:
    """A test environment, with whoever makes it as its first owner.

    label: what stands before the live id in its own one, such as "test". Under one's own host name
    nobody can take the id of somebody else. Raises BadRequest where there is one already.
    """
    rp_id = f"{label}.{of.rp_id}"
    if not may_have_one(of) or len(rp_id) > _LONGEST_NAME:
        raise BadRequest
    try:
        with transaction.atomic():
            made = RelyingParty.objects.create(
                name=name,
                rp_id=rp_id,
                environment=RelyingParty.Environment.TEST,
                test_of=of,
            )
            Membership.objects.create(relying_party=made, user=by, role=Role.OWNER)
            for party in (of, made):
                audit.note(
                    party=party,
                    by=by,
                    kind=AuditEvent.Kind.STAFF_ACTED,
                    what="test environment made",
                    rp_id=made.rp_id,
                )
    except IntegrityError as error:
        # The id is taken, or another owner was faster.
        raise BadRequest from error
    return made
