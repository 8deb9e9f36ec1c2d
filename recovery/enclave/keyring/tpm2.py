"""Sealed to this machine's TPM, and to the state in which it booted.

The key is an object of the TPM that it unseals only while the chosen PCRs have the values that they
had when it was sealed. A disk without its TPM, or a machine that booted something else, opens
nothing. The TPM's answers are encrypted on the bus.

Source: TPM 2.0 Library, part 1, section 19 (sessions) and part 3, TPM2_PolicyPCR and TPM2_Unseal,
https://trustedcomputinggroup.org/resource/tpm-library-specification/
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tpm2_pytss.constants import (
    ESYS_TR,
    TPM2_ALG,
    TPM2_ECC_CURVE,
    TPM2_RC,
    TPM2_SE,
    TPMA_OBJECT,
    TPMA_SESSION,
)
from tpm2_pytss.ESAPI import ESAPI
from tpm2_pytss.TSS2_Exception import TSS2_Exception
from tpm2_pytss.types import (
    TPM2B_DIGEST,
    TPM2B_PRIVATE,
    TPM2B_PUBLIC,
    TPM2B_SENSITIVE_CREATE,
    TPM2B_SENSITIVE_DATA,
    TPML_PCR_SELECTION,
    TPMS_ECC_PARMS,
    TPMS_KEYEDHASH_PARMS,
    TPMS_SENSITIVE_CREATE,
    TPMT_ECC_SCHEME,
    TPMT_KDF_SCHEME,
    TPMT_KEYEDHASH_SCHEME,
    TPMT_PUBLIC,
    TPMT_SYM_DEF,
    TPMT_SYM_DEF_OBJECT,
    TPMU_PUBLIC_PARMS,
    TPMU_SYM_KEY_BITS,
    TPMU_SYM_MODE,
)

from recovery.enclave.platform import StartRefused

_KEY_BYTES = 32
_PCRS = re.compile(r"(?:\d|1\d|2[0-3])(?:,(?:\d|1\d|2[0-3]))*")
_AES = {
    "algorithm": TPM2_ALG.AES,
    "keyBits": TPMU_SYM_KEY_BITS(aes=128),
    "mode": TPMU_SYM_MODE(aes=TPM2_ALG.CFB),
}
# The usual storage root key. The TPM makes the same one from the same template each time, so that
# nothing has to be kept in it; another template would be another key.
_PARENT = TPM2B_PUBLIC(
    TPMT_PUBLIC(
        type=TPM2_ALG.ECC,
        nameAlg=TPM2_ALG.SHA256,
        objectAttributes=TPMA_OBJECT.FIXEDTPM
        | TPMA_OBJECT.FIXEDPARENT
        | TPMA_OBJECT.SENSITIVEDATAORIGIN
        | TPMA_OBJECT.USERWITHAUTH
        | TPMA_OBJECT.NODA
        | TPMA_OBJECT.RESTRICTED
        | TPMA_OBJECT.DECRYPT,
        parameters=TPMU_PUBLIC_PARMS(
            eccDetail=TPMS_ECC_PARMS(
                symmetric=TPMT_SYM_DEF_OBJECT(**_AES),
                scheme=TPMT_ECC_SCHEME(scheme=TPM2_ALG.NULL),
                curveID=TPM2_ECC_CURVE.NIST_P256,
                kdf=TPMT_KDF_SCHEME(scheme=TPM2_ALG.NULL),
            )
        ),
    )
)


class Tpm2Sealing:
    """The note is the sealed object: TPM2B_PUBLIC ‖ TPM2B_PRIVATE.

    pcrs: of the SHA-256 bank, such as "0,2,4,7". tcti: how to reach the TPM, as tpm2-tss spells it.
    """

    kind = 3

    def __init__(self, *, pcrs: str, tcti: str = "device:/dev/tpmrm0") -> None:
        if not _PCRS.fullmatch(pcrs):
            raise StartRefused('pcrs in the configuration must be numbers, such as "0,2,4,7".')
        self._pcrs = pcrs
        self._selection = TPML_PCR_SELECTION.parse(f"sha256:{pcrs}")
        self._tcti = tcti

    def new_key(self) -> tuple[bytes, bytes]:
        key = os.urandom(_KEY_BYTES)
        secret = TPMS_SENSITIVE_CREATE(data=TPM2B_SENSITIVE_DATA(key))
        with self._tpm() as (tpm, parent), _session(tpm, parent, TPM2_SE.HMAC) as session:
            private, public, *_ = tpm.create(
                parent,
                TPM2B_SENSITIVE_CREATE(secret),
                _sealed_object(self._policy(tpm, parent)),
                session1=ESYS_TR.PASSWORD,
                session2=session,
            )
        return key, public.marshal() + private.marshal()

    def key(self, note: bytes) -> bytes:
        with self._tpm() as (tpm, parent), _session(tpm, parent, TPM2_SE.POLICY) as session:
            public, used = TPM2B_PUBLIC.unmarshal(note)
            private, _ = TPM2B_PRIVATE.unmarshal(note[used:])
            sealed = tpm.load(parent, private, public)
            try:
                tpm.policy_pcr(session, TPM2B_DIGEST(), self._selection)
                key = bytes(tpm.unseal(sealed, session1=session))
            finally:
                tpm.flush_context(sealed)
        if len(key) != _KEY_BYTES:
            raise StartRefused("What the TPM unsealed is not a key of ours.")
        return key

    def _policy(self, tpm: Any, parent: Any) -> Any:
        """The digest that stands for "these PCRs, as they are now"."""
        with _session(tpm, parent, TPM2_SE.TRIAL) as session:
            tpm.policy_pcr(session, TPM2B_DIGEST(), self._selection)
            return tpm.policy_get_digest(session)

    @contextmanager
    def _tpm(self) -> Iterator[tuple[Any, Any]]:
        """The TPM and its storage root key; every fault becomes a sentence."""
        try:
            with ESAPI(self._tcti) as tpm:
                parent, *_ = tpm.create_primary(TPM2B_SENSITIVE_CREATE(), _PARENT)
                try:
                    yield tpm, parent
                finally:
                    tpm.flush_context(parent)
        except TSS2_Exception as error:
            raise StartRefused(self._sentence(error)) from error

    def _sentence(self, error: Any) -> str:
        if error.error == TPM2_RC.POLICY_FAIL:
            return (
                f"The TPM does not open the keyring: this machine did not boot as it did when the "
                f"keyring was sealed (PCRs {self._pcrs}), or pcrs was changed. If firmware or "
                "kernel were updated on purpose, restore the keyring and seal it anew."
            )
        if error.error in (TPM2_RC.INTEGRITY, TPM2_RC.VALUE, TPM2_RC.SIZE):
            return "The TPM does not open the keyring: it was sealed by another TPM, or is damaged."
        return f"The TPM at {self._tcti} cannot be used: {error}."


def _sealed_object(policy: Any) -> Any:
    """Opened by the policy alone: there is no password that would do as well."""
    nothing = TPMS_KEYEDHASH_PARMS(scheme=TPMT_KEYEDHASH_SCHEME(scheme=TPM2_ALG.NULL))
    return TPM2B_PUBLIC(
        TPMT_PUBLIC(
            type=TPM2_ALG.KEYEDHASH,
            nameAlg=TPM2_ALG.SHA256,
            objectAttributes=TPMA_OBJECT.FIXEDTPM | TPMA_OBJECT.FIXEDPARENT | TPMA_OBJECT.NODA,
            authPolicy=policy,
            parameters=TPMU_PUBLIC_PARMS(keyedHashDetail=nothing),
        )
    )


@contextmanager
def _session(tpm: Any, parent: Any, kind: Any) -> Iterator[Any]:
    """Salted with the storage root key, so that who listens on the bus reads no parameter."""
    session = tpm.start_auth_session(
        tpm_key=parent,
        bind=ESYS_TR.NONE,
        session_type=kind,
        symmetric=TPMT_SYM_DEF(**_AES),
        auth_hash=TPM2_ALG.SHA256,
    )
    try:
        attributes = TPMA_SESSION.DECRYPT | TPMA_SESSION.ENCRYPT | TPMA_SESSION.CONTINUESESSION
        tpm.trsess_set_attributes(session, attributes, 0xFF)
        yield session
    finally:
        tpm.flush_context(session)
