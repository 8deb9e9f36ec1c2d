"""Recovery phrases and the first address, against published vectors and another computation."""

from __future__ import annotations

import hashlib
import hmac
import os

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.browser.lib.conftest import Tab
from tests.soft_layout import b64u

pytestmark = pytest.mark.browser

ABOUT = "abandon " * 11 + "about"
# Of the vectors that BIP-39 refers to, https://github.com/trezor/python-mnemonic.
PHRASES = {
    "00000000000000000000000000000000": ABOUT,
    "7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f": (
        "legal winner thank year wave sausage worth useful legal winner thank yellow"
    ),
    "9e885d952ad362caeb4efe34a8e91bd2": (
        "ozone drill grab fiber curtain grace pudding thank cruise elder eight picnic"
    ),
    "ff" * 32: "zoo " * 23 + "vote",
    "68a79eaca2324873eacc50cb9c6eca8cc68ea5d936f98787c60c7ebc74e6ce7c": (
        "hamster diagram private dutch cause delay private meat slide toddler razor book happy "
        "fancy gospel tennis maple dilemma loan word shrug inflict delay length"
    ),
}
ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
HARDENED = 1 << 31
CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def public_key(private: int) -> bytes:
    key = ec.derive_private_key(private, ec.SECP256K1()).public_key()
    return key.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)


def child(private: int, chain: bytes, index: int) -> tuple[int, bytes]:
    """BIP-32, private parent key to private child key."""
    hardened = index >= HARDENED
    head = b"\0" + private.to_bytes(32, "big") if hardened else public_key(private)
    digest = hmac.digest(chain, head + index.to_bytes(4, "big"), "sha512")
    return (int.from_bytes(digest[:32], "big") + private) % ORDER, digest[32:]


def checksum(prefix: str, values: list[int]) -> list[int]:
    """BIP-173."""
    spread = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    state = 1
    for value in [*spread, *values, 0, 0, 0, 0, 0, 0]:
        top = state >> 25
        state = (state & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(
            (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
        ):
            state ^= generator if top >> bit & 1 else 0
    return [(state ^ 1) >> 5 * (5 - place) & 31 for place in range(6)]


def first_address(phrase: str, *, coin: int, prefix: str) -> str:
    """BIP-84 with nothing of the page's libraries."""
    seed = hashlib.pbkdf2_hmac("sha512", phrase.encode(), b"mnemonic", 2048)
    root = hmac.digest(b"Bitcoin seed", seed, "sha512")
    private, chain = int.from_bytes(root[:32], "big"), root[32:]
    for index in (84 + HARDENED, coin + HARDENED, HARDENED, 0, 0):
        private, chain = child(private, chain, index)
    digest = hashlib.new("ripemd160", hashlib.sha256(public_key(private)).digest()).digest()
    bits = "".join(f"{byte:08b}" for byte in digest)
    values = [0, *(int(bits[at : at + 5], 2) for at in range(0, 160, 5))]
    return f"{prefix}1" + "".join(CHARSET[v] for v in values + checksum(prefix, values))


def test_words_are_those_of_the_published_vectors(lab: Tab) -> None:
    found = lab.run(
        """
        const { wordsOf, parseWords } = await lib("words");
        return input.all.map((entropy) => {
          const words = wordsOf(unb64u(entropy));
          const parsed = parseWords(`  ${words.join("\\n ").toUpperCase()} `);
          return { phrase: words.join(" "), ok: parsed.ok, entropy: b64u(parsed.entropy) };
        });
        """,
        all=[b64u(bytes.fromhex(entropy)) for entropy in PHRASES],
    )
    assert found == [
        {"phrase": phrase, "ok": True, "entropy": b64u(bytes.fromhex(entropy))}
        for entropy, phrase in PHRASES.items()
    ]


@pytest.mark.parametrize(
    ("text", "reason", "wrong"),
    [
        (ABOUT.replace("about", "abuot"), "word", [11]),
        ("Abandon xyz " + "abandon " * 9 + "bitcoin!", "word", [1, 11]),
        ("abandon " * 12, "checksum", []),
        ("abandon " * 11, "count", []),
        ("", "count", []),
    ],
)
def test_says_what_is_wrong_with_a_phrase(
    lab: Tab, text: str, reason: str, wrong: list[int]
) -> None:
    parsed = lab.run("return (await lib('words')).parseWords(input.text);", text=text)
    assert parsed == {"ok": False, "reason": reason, "wrongIndexes": wrong}


def test_suggests_words(lab: Tab) -> None:
    script = """
        const { suggestions } = await lib("words");
        return [suggestions(" ZO"), suggestions(""), suggestions("qq"), suggestions("a").length];
    """
    assert lab.run(script) == [["zone", "zoo"], [], [], 8]


def test_new_phrases_have_as_many_words_as_asked(lab: Tab) -> None:
    script = """
        const { newEntropy, wordsOf } = await lib("words");
        return [
          wordsOf(newEntropy(12)).length, wordsOf(newEntropy(24)).length,
          b64u(newEntropy(12)) !== b64u(newEntropy(12)), await code(async () => newEntropy(13)),
        ];
    """
    assert lab.run(script) == [12, 24, True, "bad_word_count"]


def test_address_is_that_of_bip_84(lab: Tab) -> None:
    script = """
        const { firstAddress } = await lib("wallet");
        return [
          await firstAddress(new Uint8Array(16), "mainnet"), await firstAddress(new Uint8Array(16)),
        ];
    """
    mainnet, signet = lab.run(script)
    assert mainnet == "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu"
    assert mainnet == first_address(ABOUT, coin=0, prefix="bc")
    assert signet == first_address(ABOUT, coin=1, prefix="tb")
    assert signet.startswith("tb1q")


@pytest.mark.parametrize("size", [16, 32])
def test_address_of_any_wallet_is_the_same_elsewhere(lab: Tab, size: int) -> None:
    phrase, address = lab.run(
        """
        const { firstAddress } = await lib("wallet");
        const { wordsOf } = await lib("words");
        const entropy = unb64u(input.entropy);
        return [wordsOf(entropy).join(" "), await firstAddress(entropy)];
        """,
        entropy=b64u(os.urandom(size)),
    )
    assert address == first_address(phrase, coin=1, prefix="tb")


# --- The descriptor on the printed sheet ---------------------------------------------------------


def test_the_checksum_of_a_descriptor_is_that_of_bip_380(lab: Tab) -> None:
    script = "return (await lib('descriptor')).descriptorChecksum(input.text);"
    assert lab.run(script, text="raw(deadbeef)") == "89f8spxm"
    assert lab.run(script, text="raw(deedbeef)") != "89f8spxm"


def test_the_account_is_the_one_that_other_programs_find(lab: Tab) -> None:
    script = """
      const { accountOf } = await lib("descriptor");
      return accountOf(new Uint8Array(16));
    """
    account = lab.run(script)
    # As wallet programs show it for these words on a test network.
    key = (
        "tpubDC8msFGeGuwnKG9Upg7DM2b4DaRqg3CUZa5g8v2SRQ6K4NSkxUgd7HsL2XVWbVm39yBA4LAxysQAm397zwQSQo"
        "QgewGiYZqrA9DsP4zbQ1M"
    )
    text, _, checksum = account["descriptor"].partition("#")
    assert account["path"] == "m/84'/1'/0'"
    assert text == f"wpkh([73c5da0a/84h/1h/0h]{key}/<0;1>/*)"
    assert len(checksum) == 8
