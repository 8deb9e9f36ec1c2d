"""Encodings are strict, layouts are fixed."""

from __future__ import annotations

import hashlib
import hmac
import os

import pytest

from tests.browser.lib.conftest import Tab
from tests.soft_layout import b64u

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    "text",
    ["AA==", "A", "AAAAA", "AB", "AAB", "+A", "/A", "AA\n", " AA", "AA!", "A.A", "ÄA", None, 7],
)
def test_refuses_base64url_that_is_not_the_one_spelling(lab: Tab, text: object) -> None:
    assert lab.run("return code(async () => unb64u(input.text));", text=text) == "bad_encoding"


def test_refuses_a_value_of_another_size(lab: Tab) -> None:
    assert lab.run("return code(async () => unb64u('AAAA', 4));") == "bad_length"


def test_base64url_comes_back_as_it_went(lab: Tab) -> None:
    values = [b64u(os.urandom(size)) for size in (0, 1, 2, 3, 31, 32, 33, 1000)]
    assert lab.run("return input.values.map((v) => b64u(unb64u(v)));", values=values) == values


def test_numbers_are_big_endian_and_bounded(lab: Tab) -> None:
    result = lab.run(
        """
        const { u8, u16, u32, u64, lp, hex } = await lib("bytes");
        return {
          written: [u8(255), u16(258), u32(0x01020304), u64(2n ** 64n - 1n), lp(u8(7))].map(hex),
          refused: await Promise.all(
            [[u8, 256], [u16, -1], [u32, 2 ** 32], [u8, 1.5], [u64, 2n ** 64n], [u8, NaN]]
              .map(([write, value]) => code(async () => write(value)))),
        };
        """
    )
    assert result["written"] == ["ff", "0102", "01020304", "ff" * 8, "000107"]
    assert result["refused"] == ["bad_length"] * 6


def test_hkdf_is_that_of_rfc_5869(lab: Tab) -> None:
    """RFC 5869, appendix A, test case 1."""
    okm = lab.run(
        """
        const { hkdf, hex } = await lib("bytes");
        const count = (from, size) => Uint8Array.from({ length: size }, (_, index) => from + index);
        return hex(await hkdf({
          salt: count(0, 13), ikm: new Uint8Array(22).fill(11), info: count(0xf0, 10), size: 42,
        }));
        """
    )
    assert okm == (
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    )


def test_compares_and_wipes(lab: Tab) -> None:
    result = lab.run(
        """
        const { equal, wipe } = await lib("bytes");
        const secret = Uint8Array.of(1, 2, 3);
        const seen = [
          equal(secret, Uint8Array.of(1, 2, 3)), equal(secret, Uint8Array.of(1, 2, 4)),
          equal(secret, Uint8Array.of(1, 2)),
        ];
        wipe(secret, null, undefined);
        return [...seen, [...secret]];
        """
    )
    assert result == [True, False, False, [0, 0, 0]]


def test_canonical_json_is_what_python_writes(lab: Tab) -> None:
    text = lab.run(
        """
        const { canonicalJson } = await lib("json");
        return canonicalJson({ b: [1, null, true], a: { "ü": "é\\n", A: "x" }, _: "" });
        """
    )
    assert text == '{"_":"","a":{"A":"x","ü":"é\\n"},"b":[1,null,true]}'


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("op: 5", "an operation that does not exist"),
        ("suite: 2", "a suite that this page does not speak"),
        ("op: 2, bootId: new Uint8Array(16)", "an unlock that names no enclave"),
        ("op: 1, paramsHash: new Uint8Array(32)", "a sign-in that names an enclave"),
        ("paramsHash: new Uint8Array(32).fill(1)", "an unlock with parameters"),
        ("op: 4", "an approval of nothing"),
        ("pkEph: new Uint8Array()", "an unlock without a key to answer to"),
        ("op: 0, bootId: new Uint8Array(16)", "a registration for nobody"),
    ],
)
def test_computes_no_challenge_for(lab: Tab, change: str, why: str) -> None:
    script = """
        const { challenge } = await lib("challenge");
        const parts = {
          op: 2, bootId: new Uint8Array(16).fill(1), nonce: new Uint8Array(16), rpId: "localhost",
          pkEph: new Uint8Array(32),
        };
        return code(() => challenge({ ...parts, %s }));
    """.replace("%s", change)
    assert lab.run(script) == "bad_challenge", why


def test_hmac_of_a_slot_is_plain_hmac(lab: Tab) -> None:
    key, pk_man, commit = os.urandom(32), os.urandom(32), os.urandom(32)
    tag = lab.run(
        """
        const { bindTag } = await lib("slots");
        const hmac = { name: "HMAC", hash: "SHA-256" };
        const key = unb64u(input.key);
        const bindKey = await crypto.subtle.importKey("raw", key, hmac, false, ["sign"]);
        const [pkMan, commit] = [unb64u(input.pk_man), unb64u(input.commit)];
        return b64u(await bindTag({ bindKey, pkMan, commit }));
        """,
        key=b64u(key),
        pk_man=b64u(pk_man),
        commit=b64u(commit),
    )
    assert tag == b64u(hmac.digest(key, pk_man + commit, hashlib.sha256))
