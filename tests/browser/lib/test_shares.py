"""Shares are those of another Shamir library, and what does not fit together is refused."""

from __future__ import annotations

import os

import pytest

from tests import soft_backup
from tests.browser.lib.conftest import Tab
from tests.soft_layout import b64u, unb64u

pytestmark = pytest.mark.browser

SIZES = (16, 17, 32, 33, 64, 255, 256, 1024)


def test_shares_of_the_page_combine_elsewhere(lab: Tab) -> None:
    secrets = [os.urandom(size) for size in SIZES]
    made = lab.run(
        """
        const { split } = await lib("shares");
        return Promise.all(input.secrets.map(async (secret) => {
          const { device, auth, recovery } = await split(unb64u(secret));
          return [b64u(device), b64u(auth), b64u(recovery)];
        }));
        """,
        secrets=[b64u(secret) for secret in secrets],
    )
    for secret, texts in zip(secrets, made, strict=True):
        device, auth, recovery = map(unb64u, texts)
        assert len({device[-1], auth[-1], recovery[-1], 0}) == 4
        for pair in ((device, auth), (auth, recovery), (recovery, device)):
            assert soft_backup.combine(*pair) == secret


def test_shares_made_elsewhere_combine_in_the_page(lab: Tab) -> None:
    secrets = [os.urandom(size) for size in SIZES]
    shares = [[b64u(share) for share in soft_backup.split(secret)] for secret in secrets]
    combined = lab.run(
        """
        const { combine } = await lib("shares");
        return Promise.all(input.shares.map(async ([device, auth, recovery]) => {
          const secret = await combine(unb64u(recovery), unb64u(auth));
          const again = await combine(unb64u(device), unb64u(recovery));
          return [b64u(secret), b64u(again)];
        }));
        """,
        shares=shares,
    )
    assert combined == [[b64u(secret)] * 2 for secret in secrets]


def test_any_secret_comes_back_from_any_two_shares(lab: Tab) -> None:
    failures = lab.run(
        """
        const { split, combine, shareAt, xOf } = await lib("shares");
        const { equal, randomBytes } = await lib("bytes");
        const failures = [];
        for (let round = 0; round < 60; round += 1) {
          const size = 16 + Math.floor(Math.random() * 1009);
          const secret = randomBytes(size);
          const { device, auth, recovery } = await split(secret);
          const remade = await shareAt({ x: xOf(device), from: [auth, recovery] });
          const combined = await Promise.all(
            [combine(device, auth), combine(recovery, auth), combine(device, recovery)]);
          const right = combined.every((found) => equal(found, secret)) && equal(remade, device);
          if (!right) failures.push(size);
        }
        return failures;
        """
    )
    assert failures == []


def test_share_at_another_x_combines_elsewhere(lab: Tab) -> None:
    secret = os.urandom(32)
    device, auth, recovery = soft_backup.split(secret)
    free = next(x for x in range(1, 256) if x not in (device[-1], auth[-1], recovery[-1]))
    made = lab.run(
        """
        const { shareAt } = await lib("shares");
        const from = [unb64u(input.auth), unb64u(input.recovery)];
        return b64u(await shareAt({ x: input.x, from }));
        """,
        auth=b64u(auth),
        recovery=b64u(recovery),
        x=free,
    )
    assert unb64u(made)[-1] == free
    assert soft_backup.combine(unb64u(made), device) == secret


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (b"y" * 16 + b"\0", b"y" * 16 + b"\1", "bad_share"),
        (b"y" * 16 + b"\1", b"z" * 16 + b"\1", "same_share"),
        (b"y" * 16 + b"\1", b"y" * 17 + b"\2", "bad_share"),
        (b"y" * 15 + b"\1", b"y" * 15 + b"\2", "bad_share"),
        (b"y" * 1025 + b"\1", b"y" * 1025 + b"\2", "bad_share"),
        (b"", b"", "bad_share"),
    ],
)
def test_refuses_shares_that_cannot_fit(lab: Tab, a: bytes, b: bytes, expected: str) -> None:
    script = """
        const { combine, shareAt } = await lib("shares");
        const [a, b] = [unb64u(input.a), unb64u(input.b)];
        return [await code(() => combine(a, b)), await code(() => shareAt({ x: 9, from: [a, b] }))];
    """
    assert lab.run(script, a=b64u(a), b=b64u(b)) == [expected, expected]


@pytest.mark.parametrize("size", [0, 15, 1025])
def test_refuses_a_secret_of_another_size(lab: Tab, size: int) -> None:
    script = """
        const { split } = await lib("shares");
        return code(() => split(new Uint8Array(input.size)));
    """
    assert lab.run(script, size=size) == "bad_secret"


@pytest.mark.parametrize("x", [0, 256, -1, 1.5])
def test_makes_no_share_outside_the_field(lab: Tab, x: float) -> None:
    device, auth, _ = soft_backup.split(os.urandom(16))
    script = """
        const { shareAt } = await lib("shares");
        return code(() => shareAt({ x: input.x, from: [unb64u(input.a), unb64u(input.b)] }));
    """
    assert lab.run(script, x=x, a=b64u(device), b=b64u(auth)) == "bad_share"
