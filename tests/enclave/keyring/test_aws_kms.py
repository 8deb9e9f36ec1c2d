"""Sealed by KMS: moto's server stands for Amazon, and before it one that answers like Nitro's."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key

from recovery.enclave.keyring.aws_kms import AwsKmsSealing
from recovery.enclave.keyring.kinds import sealing_of
from recovery.enclave.platform import StartRefused
from tests.enclave.keyring.envelopes import sealed_to
from tests.enclave.keyring.resealing import moved_to
from tests.enclave_process import EnclaveProcess
from tests.kms_servers import REGION, ask, denying, moto, new_key
from tests.serving import serving
from tests.webdav_servers import HOST, free_port


@pytest.fixture(scope="module")
def kms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """The settings of a sealing by a key in moto's KMS."""
    with moto(tmp_path_factory.mktemp("kms")) as found:
        yield {
            "key_id": new_key(found.endpoint),
            "region": REGION,
            "credentials_file": str(found.credentials_file),
            "endpoint": found.endpoint,
        }


class Nitro:
    """Before moto: an answer for an attested recipient is sealed to the key in its document.

    In place of a real attestation document stands the bare public key; who signs documents, and
    what KMS makes of them, is Amazon's part.
    """

    def __init__(self, *, behind: str, folder: Path) -> None:
        self.seen: list[dict[str, Any]] = []
        self.in_the_clear = False
        self.sealed_to_another: RSAPublicKey | None = None
        nitro = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                nitro.seen.append(body)
                recipient = body.pop("Recipient")
                operation = self.headers["X-Amz-Target"].partition(".")[2]
                answer = ask(behind, operation, body)
                if not nitro.in_the_clear:
                    content = b64decode(answer.pop("Plaintext"))
                    answer["CiphertextForRecipient"] = nitro.seal(recipient, content, folder)
                reply = json.dumps(answer).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(reply)))
                self.end_headers()
                self.wfile.write(reply)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer((HOST, 0), Handler)
        self.endpoint = f"http://{HOST}:{self.server.server_address[1]}"

    def seal(self, recipient: dict[str, str], content: bytes, folder: Path) -> str:
        assert recipient["KeyEncryptionAlgorithm"] == "RSAES_OAEP_SHA_256"
        key = load_der_public_key(b64decode(recipient["AttestationDocument"]))
        assert isinstance(key, RSAPublicKey)
        return b64encode(sealed_to(self.sealed_to_another or key, content, folder=folder)).decode()


@pytest.fixture
def nitro(kms: dict[str, Any], tmp_path: Path) -> Iterator[Nitro]:
    found = Nitro(behind=kms["endpoint"], folder=tmp_path)
    with serving(found.server):
        yield found


def attested(kms: dict[str, Any], nitro: Nitro) -> AwsKmsSealing:
    return AwsKmsSealing(**kms | {"endpoint": nitro.endpoint}, attest=lambda spki: spki)


def test_an_enclave_starts_with_its_key_and_not_when_kms_denies_it(kms: dict[str, Any]) -> None:
    with EnclaveProcess(sealing={"kind": "aws-kms"} | kms) as enclave, denying() as endpoint:
        enclave.restart()
        assert enclave.client.health()
        enclave.stop()
        sealing = {"kind": "aws-kms"} | kms | {"endpoint": endpoint}
        enclave.write_config(json.loads(enclave.config.read_text()) | {"sealing": sealing})
        said = enclave.refusal()
        assert "KMS denied kms:Decrypt (AccessDeniedException)" in said
        assert "wJalr" not in said


def test_a_keyring_moves_from_a_passphrase_to_kms_and_back(kms: dict[str, Any]) -> None:
    moved_to({"kind": "aws-kms"} | kms)


def test_another_key_does_not_open_it(kms: dict[str, Any]) -> None:
    _, note = AwsKmsSealing(**kms).new_key()
    other = new_key(kms["endpoint"])
    with pytest.raises(StartRefused):
        AwsKmsSealing(**kms | {"key_id": other}).key(note)


def test_a_damaged_note_is_refused(kms: dict[str, Any]) -> None:
    sealing = AwsKmsSealing(**kms)
    damaged = bytearray(sealing.new_key()[1])
    damaged[-1] ^= 1
    with pytest.raises(StartRefused, match="not sealed by"):
        sealing.key(bytes(damaged))


def test_an_attested_enclave_alone_can_read_the_answer(kms: dict[str, Any], nitro: Nitro) -> None:
    sealing = attested(kms, nitro)
    key, note = sealing.new_key()
    assert sealing.key(note) == key
    assert len(nitro.seen) == 2
    # The same data key, asked for without an attestation: it is the note that decides.
    assert AwsKmsSealing(**kms).key(note) == key


def test_an_answer_in_the_clear_is_not_taken_when_an_attested_one_was_asked_for(
    kms: dict[str, Any], nitro: Nitro
) -> None:
    nitro.in_the_clear = True
    with pytest.raises(StartRefused, match="in the clear"):
        attested(kms, nitro).new_key()


def test_an_answer_to_another_enclave_is_refused(kms: dict[str, Any], nitro: Nitro) -> None:
    from cryptography.hazmat.primitives.asymmetric import rsa

    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    nitro.sealed_to_another = other.public_key()
    with pytest.raises(StartRefused, match="to somebody else"):
        attested(kms, nitro).new_key()


def test_outside_an_enclave_nothing_is_attested(kms: dict[str, Any]) -> None:
    with pytest.raises(StartRefused, match="not an AWS Nitro enclave"):
        sealing_of({"kind": "aws-kms", "recipient": "nitro"} | kms).new_key()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"region": "Frankfurt"}, "region"),
        ({"endpoint": "http://kms.example"}, "must be https"),
        ({"endpoint": "https://kms.example/path"}, "without a path"),
        ({"credentials_file": "/nonexistent"}, "credentials file"),
        ({"recipient": "sgx"}, "recipient"),
    ],
)
def test_says_what_is_wrong(kms: dict[str, Any], changes: dict[str, str], sentence: str) -> None:
    with pytest.raises(StartRefused, match=sentence):
        sealing_of({"kind": "aws-kms"} | kms | changes).new_key()


def test_says_that_nobody_answers(kms: dict[str, Any]) -> None:
    endpoint = f"http://{HOST}:{free_port()}"
    with pytest.raises(StartRefused, match="does not answer"):
        AwsKmsSealing(**kms | {"endpoint": endpoint}).new_key()
