"""A key in AWS KMS, which never leaves it: Amazon keeps it, and decides by its policy who may ask.

The context is KMS's encryption context: it stands in CloudTrail beside each use, and a policy can
ask for it. Credentials come from where Amazon's library looks for them: the environment, a file, or
the role of the machine.

Source: https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import Session

from recovery.errors import KeyServiceUnavailable, ShareUnreadable

logger = logging.getLogger(__name__)

# KMS says these of bytes that this key did not encrypt with this context.
_OTHER = {"IncorrectKeyException", "InvalidCiphertextException"}
# A request of a relying party waits for the answer.
_CONFIG = Config(
    connect_timeout=3, read_timeout=5, retries={"mode": "standard", "total_max_attempts": 2}
)


class KmsKey:
    """arn: of a symmetric key; its region stands in it. endpoint: empty for Amazon's own."""

    def __init__(self, *, arn: str, endpoint: str) -> None:
        self.name = arn
        self._endpoint = endpoint
        self._found: Any = None

    def wrap(self, key: bytes, *, context: Mapping[str, str]) -> bytes:
        answer = self._ask("encrypt", Plaintext=key, EncryptionContext=dict(context))
        return bytes(answer["CiphertextBlob"])

    def unwrap(self, wrapped: bytes, *, context: Mapping[str, str]) -> bytes:
        answer = self._ask("decrypt", CiphertextBlob=wrapped, EncryptionContext=dict(context))
        return bytes(answer["Plaintext"])

    def _ask(self, operation: str, **parameters: Any) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = getattr(self._client(), operation)(
                KeyId=self.name, **parameters
            )
        except ClientError as error:
            code = error.response.get("Error", {}).get("Code", "")
            logger.warning("KMS refused to %s with %s: %s", operation, self.name, code)
            if code in _OTHER:
                raise ShareUnreadable from error
            raise KeyServiceUnavailable from error
        except BotoCoreError as error:
            logger.warning("KMS does not answer: %s", type(error).__name__)
            raise KeyServiceUnavailable from error
        return answer

    def _client(self) -> Any:
        """Made at the first question: without credentials that fails, and may go well later."""
        if self._found is None:
            region = self.name.split(":")[3]
            endpoint = self._endpoint or None
            self._found = Session().create_client(
                "kms", region_name=region, endpoint_url=endpoint, config=_CONFIG
            )
        return self._found
