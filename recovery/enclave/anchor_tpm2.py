"""A TPM remembers how far the PIN counters are: an NV space that can only be extended.

Extending makes the space's value SHA-256(value ‖ data), and nothing makes it what it was before.
Deleting it and making it anew needs a secret that only the sealed PIN state holds: what somebody
else makes under the same number does not prove that it knows this secret.

Source: TPM 2.0 Library part 3, TPM2_NV_Extend, and part 1, section 17 on HMAC sessions.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from tpm2_pytss.constants import ESYS_TR, TPM2_ALG, TPM2_NT, TPM2_SE, TPMA_NV, TPMA_SESSION
from tpm2_pytss.TSS2_Exception import TSS2_Exception
from tpm2_pytss.types import TPM2B_NV_PUBLIC, TPMS_NV_PUBLIC

from recovery.enclave import anchors
from recovery.enclave.anchors import AnchorError
from recovery.enclave.tpm_line import tpm_at

_BYTES = 32
# What a TPM answers to a number that stands for nothing, and for a space not written yet.
_NO_SUCH_HANDLE = 0x18B
_NOT_WRITTEN = 0x14A


class Tpm2Anchor:
    """tcti: as in tpm2-tss. index: the number of the NV space."""

    number = 1

    def __init__(self, *, tcti: str, index: int) -> None:
        self._tcti = tcti
        self._index = index

    def position(self, *, auth: bytes) -> bytes | None:
        with self._asked() as tpm, self._space(tpm) as space:
            if space is None:
                return None
            tpm.tr_set_auth(space, auth)
            try:
                with self._proving(tpm) as session:
                    return bytes(tpm.nv_read(space, _BYTES, auth_handle=space, session1=session))
            except TSS2_Exception as error:
                if error.rc & 0xFFF == _NOT_WRITTEN:
                    return anchors.START
                raise

    def set_up(self, *, auth: bytes) -> None:
        with self._asked() as tpm:
            with self._space(tpm) as old:
                if old is not None:
                    tpm.nv_undefine_space(old)
            with self._hiding(tpm) as session:
                tpm.tr_close(tpm.nv_define_space(auth, self._public(), session2=session))

    def move(self, *, auth: bytes, data: bytes) -> None:
        with self._asked() as tpm, self._space(tpm) as space:
            if space is None:
                raise AnchorError("The TPM's space for PINs is gone.")
            tpm.tr_set_auth(space, auth)
            with self._proving(tpm) as session:
                tpm.nv_extend(space, data, auth_handle=space, session1=session)

    @contextmanager
    def _asked(self) -> Iterator[Any]:
        """The TPM; its errors and those of its library become ours."""
        try:
            with tpm_at(self._tcti) as tpm:
                yield tpm
        except TSS2_Exception as error:
            raise AnchorError(
                f"The TPM at {self._tcti} refused, or its space {self._index:#x} belongs to "
                f"another PIN state: {error}."
            ) from error

    @contextmanager
    def _space(self, tpm: Any) -> Iterator[Any]:
        """The library's handle of the NV space; None where there is no such space."""
        try:
            space = tpm.tr_from_tpmpublic(self._index)
        except TSS2_Exception as error:
            if error.rc & 0xFFF != _NO_SUCH_HANDLE:
                raise
            yield None
            return
        # A space that was just deleted took its handle with it.
        try:
            yield space
        finally:
            with suppress(TSS2_Exception):
                tpm.tr_close(space)

    @contextmanager
    def _proving(self, tpm: Any) -> Iterator[Any]:
        """Both sides prove in this session that they know `auth`, which never travels."""
        with self._session(tpm, ESYS_TR.NONE, "null") as session:
            yield session

    @contextmanager
    def _hiding(self, tpm: Any) -> Iterator[Any]:
        """For the one time that `auth` does travel: under a key that the TPM makes for it."""
        primary, *_ = tpm.create_primary(None, "ecc256:aes128cfb")
        try:
            with self._session(tpm, primary, "aes128cfb") as session:
                attributes = TPMA_SESSION.DECRYPT | TPMA_SESSION.CONTINUESESSION
                tpm.trsess_set_attributes(session, attributes)
                yield session
        finally:
            tpm.flush_context(primary)

    @contextmanager
    def _session(self, tpm: Any, key: Any, cipher: str) -> Iterator[Any]:
        """For one command; the TPM has room for very few."""
        session = tpm.start_auth_session(
            tpm_key=key,
            bind=ESYS_TR.NONE,
            session_type=TPM2_SE.HMAC,
            symmetric=cipher,
            auth_hash=TPM2_ALG.SHA256,
        )
        try:
            yield session
        finally:
            with suppress(TSS2_Exception):
                tpm.flush_context(session)

    def _public(self) -> Any:
        return TPM2B_NV_PUBLIC(
            nvPublic=TPMS_NV_PUBLIC(
                nvIndex=self._index,
                nameAlg=TPM2_ALG.SHA256,
                # Guessing `auth` is hopeless, so a wrong one need not lock the whole TPM.
                attributes=TPMA_NV.AUTHREAD
                | TPMA_NV.AUTHWRITE
                | TPMA_NV.NO_DA
                | (TPM2_NT.EXTEND << TPMA_NV.TPM2_NT_SHIFT),
                dataSize=_BYTES,
            )
        )
