"""Sealed by AWS KMS: Amazon keeps the key that opens ours, and decides by the key's policy.

With `recipient` the answer is readable only by an enclave that KMS has recognised by its
attestation (condition key kms:RecipientAttestation:PCR0 and its like), not by the machine around
it. Without, whoever has the credentials can open the keyring.

Source: https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html and
https://docs.aws.amazon.com/enclaves/latest/user/kms.html
"""

from __future__ import annotations

import configparser
import http.client
import ipaddress
import json
import re
import ssl
from base64 import b64decode, b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from recovery.enclave.keyring.cms import open_envelope
from recovery.enclave.platform import StartRefused

# KMS keeps it with the key's use in CloudTrail, and refuses to decrypt for another purpose.
_CONTEXT = {"keyhaven": "keyring"}
_KEY_BYTES = 32
_MAX_ANSWER = 65_536
_TIMEOUT_SECONDS = 10
_REGION = re.compile(r"[a-z]{2}(?:-[a-z]+)+-\d")
_DENIED = {
    "AccessDeniedException",
    "ExpiredTokenException",
    "IncompleteSignature",
    "InvalidClientTokenId",
    "InvalidSignatureException",
    "UnrecognizedClientException",
}
_KEY_AWAY = {"DisabledException", "KMSInvalidStateException", "NotFoundException"}
_OTHER_KEY = {"IncorrectKeyException", "InvalidCiphertextException"}

Attest = Callable[[bytes], bytes]


class AwsKmsSealing:
    """The note is the data key as KMS encrypted it.

    key_id: an ARN. credentials_file: in the format of ~/.aws/credentials, profile [default].
    endpoint: another address than Amazon's own for the region.
    attest: gives the attestation document for a public key (SubjectPublicKeyInfo DER); where there
    is one, KMS seals its answers to that key.
    """

    kind = 5

    def __init__(
        self,
        *,
        key_id: str,
        region: str,
        credentials_file: str,
        endpoint: str = "",
        attest: Attest | None = None,
    ) -> None:
        if not _REGION.fullmatch(region):
            raise StartRefused('region in the configuration must be one, such as "eu-central-1".')
        self._key_id = key_id
        self._region = region
        self._credentials_file = Path(credentials_file)
        self._endpoint = endpoint or f"https://kms.{region}.amazonaws.com"
        self._attest = attest
        _require_safe(self._endpoint)

    def new_key(self) -> tuple[bytes, bytes]:
        key, answer = self._ask("GenerateDataKey", {"KeySpec": "AES_256"})
        return key, _bytes(answer, "CiphertextBlob")

    def key(self, note: bytes) -> bytes:
        key, _ = self._ask("Decrypt", {"CiphertextBlob": b64encode(note).decode()})
        return key

    def _ask(self, operation: str, parameters: dict[str, Any]) -> tuple[bytes, dict[str, Any]]:
        """The key that the answer holds, and the answer."""
        asked = parameters | {"KeyId": self._key_id, "EncryptionContext": _CONTEXT}
        if self._attest is None:
            answer = self._call(operation, asked)
            return _key(_bytes(answer, "Plaintext")), answer
        private_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        spki = private_key.public_key().public_bytes(
            Encoding.DER, PublicFormat.SubjectPublicKeyInfo
        )
        document = b64encode(self._attest(spki)).decode()
        recipient = {
            "KeyEncryptionAlgorithm": "RSAES_OAEP_SHA_256",
            "AttestationDocument": document,
        }
        answer = self._call(operation, asked | {"Recipient": recipient})
        if answer.get("Plaintext"):
            raise StartRefused(
                "KMS answered in the clear although it was asked to answer to this enclave alone. "
                "What is at that address is not KMS."
            )
        try:
            key = open_envelope(_bytes(answer, "CiphertextForRecipient"), private_key=private_key)
        except ValueError as error:
            raise StartRefused("KMS sealed its answer to somebody else.") from error
        return _key(key), answer

    def _call(self, operation: str, body: dict[str, Any]) -> dict[str, Any]:
        request = AWSRequest(
            method="POST",
            url=f"{self._endpoint}/",
            data=json.dumps(body),
            headers={
                "Content-Type": "application/x-amz-json-1.1",
                "X-Amz-Target": f"TrentService.{operation}",
            },
        )
        SigV4Auth(self._credentials(), "kms", self._region).add_auth(request)
        try:
            status, content = _post(self._endpoint, request)
        except (OSError, http.client.HTTPException) as error:
            raise StartRefused(f"KMS at {self._endpoint} does not answer.") from error
        try:
            answer = json.loads(content)
        except ValueError as error:
            raise StartRefused(f"What answers at {self._endpoint} is not KMS.") from error
        if not isinstance(answer, dict):
            raise StartRefused(f"What answers at {self._endpoint} is not KMS.")
        if status != 200:
            raise StartRefused(self._sentence(operation, str(answer.get("__type", status))))
        return answer

    def _sentence(self, operation: str, code: str) -> str:
        code = code.rpartition("#")[2]
        if code in _DENIED:
            return (
                f"KMS denied kms:{operation} ({code}). Look at the policy of {self._key_id}, "
                f"at the credentials in {self._credentials_file}, and at this machine's clock."
            )
        if code in _KEY_AWAY:
            return f"KMS cannot use the key {self._key_id} ({code}). It may be disabled or deleted."
        if code in _OTHER_KEY:
            return f"The keyring was not sealed by {self._key_id}, or its file is damaged ({code})."
        return f"KMS refused kms:{operation} ({code})."

    def _credentials(self) -> Credentials:
        parser = configparser.ConfigParser(interpolation=None)
        try:
            with self._credentials_file.open() as file:
                parser.read_file(file)
            profile = parser["default"]
            key_id, secret = profile["aws_access_key_id"], profile["aws_secret_access_key"]
        except (OSError, ValueError, KeyError, configparser.Error) as error:
            # The cause may quote a line of the file, so it is not shown.
            raise StartRefused(
                f"The credentials file {self._credentials_file} cannot be read, or has no "
                "[default] with aws_access_key_id and aws_secret_access_key."
            ) from error
        return Credentials(key_id, secret, profile.get("aws_session_token"))


def _require_safe(endpoint: str) -> None:
    """HTTPS, or this very machine."""
    parts = urlsplit(endpoint)
    if parts.scheme == "https" and parts.hostname and not parts.path:
        return
    try:
        local = ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        local = False
    if parts.scheme != "http" or not local or parts.path:
        raise StartRefused("endpoint in the configuration must be https://host, without a path.")


def _post(endpoint: str, request: Any) -> tuple[int, bytes]:
    parts = urlsplit(endpoint)
    connection: http.client.HTTPConnection
    if parts.scheme == "https":
        context = ssl.create_default_context()
        connection = http.client.HTTPSConnection(
            parts.netloc, timeout=_TIMEOUT_SECONDS, context=context
        )
    else:
        connection = http.client.HTTPConnection(parts.netloc, timeout=_TIMEOUT_SECONDS)
    try:
        connection.request("POST", "/", body=request.data, headers=dict(request.headers))
        answer = connection.getresponse()
        return answer.status, answer.read(_MAX_ANSWER)
    finally:
        connection.close()


def _bytes(answer: dict[str, Any], name: str) -> bytes:
    try:
        return b64decode(answer[name], validate=True)
    except (KeyError, TypeError, ValueError) as error:
        raise StartRefused(f"The answer of KMS lacks {name}.") from error


def _key(value: bytes) -> bytes:
    if len(value) != _KEY_BYTES:
        raise StartRefused("What KMS decrypted is not a key of ours.")
    return value
