"""A machine with a TPM: it quotes what it has booted, over the keys of this run.

The attestation key is a primary key of the endorsement hierarchy. The TPM makes the same one from
the same template each time, so that nothing has to be kept in it, and it signs nothing but what the
TPM made itself. One quote takes a real TPM some tens of milliseconds.

Source: TPM 2.0 Library, part 3, TPM2_CreatePrimary, TPM2_Quote and TPM2_PCR_Read,
https://trustedcomputinggroup.org/resource/tpm-library-specification/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicNumbers
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from tpm2_pytss.constants import ESYS_TR, TPM2_ALG, TPM2_ECC_CURVE, TPMA_OBJECT
from tpm2_pytss.TSS2_Exception import TSS2_Exception
from tpm2_pytss.types import (
    TPM2B_DATA,
    TPM2B_PUBLIC,
    TPM2B_SENSITIVE_CREATE,
    TPML_PCR_SELECTION,
    TPMS_ECC_PARMS,
    TPMS_SCHEME_HASH,
    TPMT_ECC_SCHEME,
    TPMT_KDF_SCHEME,
    TPMT_PUBLIC,
    TPMT_SIG_SCHEME,
    TPMT_SYM_DEF_OBJECT,
    TPMU_ASYM_SCHEME,
    TPMU_PUBLIC_PARMS,
)

from recovery.enclave.platform import Machine, StartRefused
from recovery.enclave.sealing import lp
from recovery.enclave.tpm_line import tpm_at

DEFAULT_TCTI = "device:/dev/tpmrm0"

_PCRS = re.compile(r"(?:\d|1\d|2[0-3])(?:,(?:\d|1\d|2[0-3]))*")
_ATTESTATION_KEY = TPM2B_PUBLIC(
    TPMT_PUBLIC(
        type=TPM2_ALG.ECC,
        nameAlg=TPM2_ALG.SHA256,
        objectAttributes=TPMA_OBJECT.FIXEDTPM
        | TPMA_OBJECT.FIXEDPARENT
        | TPMA_OBJECT.SENSITIVEDATAORIGIN
        | TPMA_OBJECT.USERWITHAUTH
        | TPMA_OBJECT.NODA
        | TPMA_OBJECT.RESTRICTED
        | TPMA_OBJECT.SIGN_ENCRYPT,
        parameters=TPMU_PUBLIC_PARMS(
            eccDetail=TPMS_ECC_PARMS(
                symmetric=TPMT_SYM_DEF_OBJECT(algorithm=TPM2_ALG.NULL),
                scheme=TPMT_ECC_SCHEME(
                    scheme=TPM2_ALG.ECDSA,
                    details=TPMU_ASYM_SCHEME(ecdsa=TPMS_SCHEME_HASH(hashAlg=TPM2_ALG.SHA256)),
                ),
                curveID=TPM2_ECC_CURVE.NIST_P256,
                kdf=TPMT_KDF_SCHEME(scheme=TPM2_ALG.NULL),
            )
        ),
    )
)


class Tpm2Platform(Machine):
    """pcrs: of the SHA-256 bank, such as "0,2,4,7". tcti: the TPM, as tpm2-tss spells it.

    Raises StartRefused, now or at a quote, when the TPM does not obey.
    """

    fmt = "tpm2"

    def __init__(self, *, pcrs: str, tcti: str = DEFAULT_TCTI) -> None:
        if not _PCRS.fullmatch(pcrs):
            raise StartRefused('pcrs in the configuration must be numbers, such as "0,2,4,7".')
        self._tcti = tcti
        self._pcrs = sorted({int(number) for number in pcrs.split(",")})
        self._selection = _selection(*self._pcrs)
        with self._asked() as tpm:
            self._key, public, *_ = tpm.create_primary(
                TPM2B_SENSITIVE_CREATE(), _ATTESTATION_KEY, ESYS_TR.ENDORSEMENT
            )
        self.spki = _spki(public)

    def attest(self, *, bind: bytes, nonce_b: bytes) -> bytes:
        """See recovery/enclave/attestation/tpm2.py; `bind` covers nonce_b already."""
        scheme = TPMT_SIG_SCHEME(scheme=TPM2_ALG.NULL)
        with self._asked() as tpm:
            attest, signature = tpm.quote(self._key, self._selection, TPM2B_DATA(bind), scheme)
        ecdsa = signature.signature.ecdsa
        halves = (bytes(ecdsa.signatureR), bytes(ecdsa.signatureS))
        return (
            lp(self.spki) + lp(bytes(attest)) + b"".join(half.rjust(32, b"\0") for half in halves)
        )

    def pcr_values(self) -> dict[int, bytes]:
        """As they are now, for the list of measurements."""
        with self._asked() as tpm:
            return {index: _pcr_value(tpm, index) for index in self._pcrs}

    @contextmanager
    def _asked(self) -> Iterator[Any]:
        try:
            with tpm_at(self._tcti) as tpm:
                yield tpm
        except TSS2_Exception as error:
            raise StartRefused(f"The TPM at {self._tcti} cannot be used: {error}.") from error


def _pcr_value(tpm: Any, index: int) -> bytes:
    # What the library gives keeps the memory that its parts point to: it has to have a name until
    # the bytes are copied.
    _, _, values = tpm.pcr_read(_selection(index))
    return bytes(values[0])


def _selection(*pcrs: int) -> Any:
    return TPML_PCR_SELECTION.parse("sha256:" + ",".join(map(str, pcrs)))


def _spki(public: Any) -> bytes:
    point = public.publicArea.unique.ecc
    x, y = (int.from_bytes(bytes(number), "big") for number in (point.x, point.y))
    key = EllipticCurvePublicNumbers(x, y, SECP256R1()).public_key()
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
