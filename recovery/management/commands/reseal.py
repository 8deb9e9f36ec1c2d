"""Moves every secret at rest to the newest key of SHARE_KEYS."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recovery import at_rest
from recovery.flows import audit, backup
from recovery.models import (
    AuditHead,
    CloudAccount,
    Generation,
    ServedShare,
    ShareServer,
    SigningSecret,
    Webhook,
)


class Command(BaseCommand):
    help = "Encrypt auth shares and cloud passwords again, under the newest key of SHARE_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        shares = sum(_reseal_share(row) for row in _generations())
        secrets = sum(_reseal_secret(row) for row in CloudAccount.objects.iterator())
        signers: list[SigningSecret] = [*Webhook.objects.all(), *ShareServer.objects.all()]
        for signer in signers:
            _reseal_signer(signer)
        for share in ServedShare.objects.exclude(sealed_share=None).iterator():
            _reseal_waiting_share(share)
        for head in AuditHead.objects.iterator():
            _reseal_head(head)
        self.stdout.write(f"Resealed {shares} auth shares and {secrets} cloud passwords.")


def _generations() -> Any:
    return Generation.objects.exclude(sealed_auth_share=None).select_related("wallet").iterator()


def _reseal_share(row: Generation) -> bool:
    sealed = bytes(row.sealed_auth_share or b"")
    context = backup.share_context(bytes(row.wallet.wid), row.number)
    fresh = _fresh(sealed, context=context, what=f"generation {row.pk}")
    # The old value is part of the condition: a share destroyed meanwhile stays destroyed.
    return fresh is not None and bool(
        Generation.objects.filter(pk=row.pk, sealed_auth_share=sealed).update(
            sealed_auth_share=fresh
        )
    )


def _reseal_secret(row: CloudAccount) -> bool:
    sealed = bytes(row.sealed_secret)
    if not sealed:
        return False
    fresh = _fresh(sealed, context=row.secret_context, what=f"place {row.pk}")
    return fresh is not None and bool(
        CloudAccount.objects.filter(pk=row.pk, sealed_secret=sealed).update(sealed_secret=fresh)
    )


def _reseal_signer(row: SigningSecret) -> None:
    for field in ("sealed_secret", "sealed_old_secret"):
        sealed = bytes(getattr(row, field))
        if sealed:
            fresh = _fresh(sealed, context=row.secret_context, what=f"address {row.pk}")
            if fresh is not None:
                same = type(row)._default_manager.filter(pk=row.pk, **{field: sealed})
                same.update(**{field: fresh})


def _reseal_waiting_share(row: ServedShare) -> None:
    sealed = bytes(row.sealed_share or b"")
    fresh = _fresh(sealed, context=row.secret_context, what=f"share {row.pk}")
    if fresh is not None:
        # One that was proved meanwhile stays deleted.
        ServedShare.objects.filter(pk=row.pk, sealed_share=sealed).update(sealed_share=fresh)


def _reseal_head(row: AuditHead) -> None:
    sealed = bytes(row.seal)
    if at_rest.is_newest(sealed) or not audit.is_sealed(row):
        # What is not ours stays as it is, for `audit verify` to find.
        return
    fresh = audit.seal_head(row.relying_party_id, row.number, bytes(row.link_sha256))
    AuditHead.objects.filter(pk=row.pk, seal=sealed).update(seal=fresh)


def _fresh(sealed: bytes, *, context: bytes, what: str) -> bytes | None:
    if at_rest.is_newest(sealed):
        return None
    try:
        return at_rest.seal(at_rest.unseal(sealed, context=context), context=context)
    except at_rest.CannotOpen as error:
        raise CommandError(
            f"The secret of {what} cannot be opened. Put its key back into SHARE_KEYS."
        ) from error
