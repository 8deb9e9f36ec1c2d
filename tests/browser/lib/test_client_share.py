"""A backup share is locked for one wallet and version, and opens by the format's own words."""

from __future__ import annotations

import os

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tests.browser.lib.conftest import Tab
from tests.soft_layout import b64u, unb64u

pytestmark = pytest.mark.browser

WID, SECRET, SHARE = os.urandom(16), os.urandom(16), os.urandom(500)


def key(version: int) -> AESGCM:
    info = b"KRP1-CLIENT-SHARE\0" + version.to_bytes(4, "big")
    return AESGCM(HKDF(SHA256(), 32, salt=WID, info=info).derive(SECRET))


def test_the_page_locks_and_opens_as_the_format_says(lab: Tab) -> None:
    nonce = os.urandom(12)
    locked, opened = lab.run(
        """
        const { lockShare, unlockShare } = await lib("clientshare");
        const whose = { wid: unb64u(input.wid), secret: unb64u(input.secret), version: 7 };
        return [
          b64u(await lockShare({ ...whose, share: unb64u(input.share) })),
          b64u(await unlockShare({ ...whose, locked: unb64u(input.locked) })),
        ];
        """,
        wid=b64u(WID),
        secret=b64u(SECRET),
        share=b64u(SHARE),
        locked=b64u(nonce + key(7).encrypt(nonce, SHARE, None)),
    )
    assert unb64u(opened) == SHARE
    made = unb64u(locked)
    assert key(7).decrypt(made[:12], made[12:], None) == SHARE


def test_it_opens_for_nothing_else(lab: Tab) -> None:
    codes = lab.run(
        """
        const { lockShare, unlockShare } = await lib("clientshare");
        const whose = { wid: unb64u(input.wid), secret: unb64u(input.secret), version: 7 };
        const locked = await lockShare({ ...whose, share: new Uint8Array(40) });
        const changed = locked.slice();
        changed[20] ^= 1;
        const others = [
          { version: 6 }, { wid: new Uint8Array(16) }, { secret: new Uint8Array(16) },
          { locked: changed }, { locked: locked.slice(0, 11) },
        ];
        const open = (other) => code(() => unlockShare({ ...whose, locked, ...other }));
        return Promise.all(others.map(open));
        """,
        wid=b64u(WID),
        secret=b64u(SECRET),
    )
    assert codes == ["client_share"] * 5
