"""CMS envelopes as KMS makes them, by OpenSSL's own program: nothing of ours takes part."""

from __future__ import annotations

import subprocess
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

_OAEP = ("rsa_padding_mode:oaep", "rsa_oaep_md:sha256", "rsa_mgf1_md:sha256")


def sealed_to(
    public_key: rsa.RSAPublicKey,
    content: bytes,
    *,
    folder: Path,
    cipher: str = "aes-256-cbc",
    padding: tuple[str, ...] = _OAEP,
    streamed: bool = True,
) -> bytes:
    """streamed: with lengths left open, as KMS writes them; otherwise plain DER."""
    (folder / "recipient.pem").write_bytes(_certificate(public_key))
    words = ["openssl", "cms", "-encrypt", "-binary", f"-{cipher}", "-outform", "DER", "-keyid"]
    words += ["-stream"] if streamed else []
    words += ["-recip", str(folder / "recipient.pem")]
    words += [word for option in padding for word in ("-keyopt", option)]
    return subprocess.run(words, input=content, capture_output=True, check=True).stdout


def _certificate(public_key: rsa.RSAPublicKey) -> bytes:
    """OpenSSL wants a recipient's key in a certificate; who signed it does not matter."""
    from datetime import UTC, datetime, timedelta

    name = x509.Name([])
    issuer = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder(name, name, public_key, 1, now, now + timedelta(days=1))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
        .sign(issuer, SHA256())
        .public_bytes(Encoding.PEM)
    )
