"""Passkeys in the browser's own virtual authenticator: the ceremonies, the wire and the PRF."""

from __future__ import annotations

import json
import os
from base64 import b64encode, urlsafe_b64encode
from typing import Any

import pytest

from tests.browser.lib.conftest import Tab
from tests.soft_layout import b64u, prf_input, unb64u

pytestmark = pytest.mark.browser

# Two ceremonies in one page, as a page would do them. PRF comes back beside the wire.
CEREMONIES = """
  const { createPasskey, getPasskey, prfInput } = await lib("passkey");
  const rp = { id: "localhost", name: "Keyhaven" };
  const random = (size) => crypto.getRandomValues(new Uint8Array(size));
  const create = (more = {}) => createPasskey({
    rp, user: { id: random(64), name: "sam", displayName: "Sam" },
    challenge: new Uint8Array(32).fill(1), exclude: [], ...more,
  });
  const get = (more = {}) => getPasskey({
    rpId: rp.id, challenge: new Uint8Array(32).fill(2), allow: [], prf: true, ...more,
  });
  const text = (bytes) => (bytes === null ? null : b64u(bytes));
"""


def authenticator(tab: Tab, **changes: Any) -> str:
    """Give the tab an authenticator; returns its id."""
    session = tab.cdp()
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
        "hasPrf": True,
        "defaultBackupEligibility": True,
        "defaultBackupState": True,
    }

    def add() -> str:
        session.send("WebAuthn.enable", {"enableUI": False})
        added = session.send("WebAuthn.addVirtualAuthenticator", {"options": options | changes})
        return str(added["authenticatorId"])

    return tab.chromium.do(add)


def spellings(value: bytes) -> list[str]:
    """The value as it might be hidden in a text."""
    plain = [b64encode(value), urlsafe_b64encode(value), value.hex().encode()]
    return [text.decode().rstrip("=") for text in plain] + [",".join(map(str, value))]


def fields_of(wire: object) -> list[bytes]:
    """Every binary value of a message."""
    if isinstance(wire, dict):
        return [found for value in wire.values() for found in fields_of(value)]
    if isinstance(wire, str):
        try:
            return [unb64u(wire)]
        except ValueError:
            return []
    return []


@pytest.fixture
def ceremonies(tab: Tab) -> dict[str, Any]:
    authenticator(tab)
    result: dict[str, Any] = tab.run(
        f"""{CEREMONIES}
        const made = await create();
        const used = await get();
        const allow = [{{ id: made.credentialId, transports: ["internal"] }}];
        const named = await get({{ allow }});
        return {{
          made: made.wire, used: used.wire, cid: b64u(made.credentialId), spki: b64u(made.spki),
          used_cid: b64u(used.credentialId), refused: made.prfRefused || used.prfRefused,
          prf: [text(made.prf), text(used.prf), text(named.prf)],
        }};
        """
    )
    return result


def test_prf_is_the_same_at_every_touch(ceremonies: dict[str, Any]) -> None:
    values = ceremonies["prf"]
    assert len(unb64u(values[0])) == 32
    assert values == [values[0]] * 3
    assert ceremonies["refused"] is False


def test_prf_never_stands_in_what_is_sent(ceremonies: dict[str, Any]) -> None:
    prf = unb64u(ceremonies["prf"][0])
    for wire in (ceremonies["made"], ceremonies["used"]):
        assert wire["clientExtensionResults"] == {}
        assert not [form for form in spellings(prf) if form in json.dumps(wire)]
        assert not [value for value in fields_of(wire) if prf in value]


def test_wire_has_the_shape_of_the_standard(ceremonies: dict[str, Any]) -> None:
    shared = {"id", "rawId", "type", "authenticatorAttachment", "clientExtensionResults"}
    made, used = ceremonies["made"], ceremonies["used"]
    assert set(made) == set(used) == shared | {"response"}
    assert made["id"] == made["rawId"] == used["id"] == ceremonies["cid"] == ceremonies["used_cid"]
    assert made["type"] == "public-key"
    assert set(made["response"]) == {
        "clientDataJSON",
        "attestationObject",
        "authenticatorData",
        "publicKey",
        "publicKeyAlgorithm",
        "transports",
    }
    assert set(used["response"]) == {
        "clientDataJSON",
        "authenticatorData",
        "signature",
        "userHandle",
    }
    assert made["response"]["publicKey"] == ceremonies["spki"]
    assert made["response"]["transports"] == ["internal"]


def test_challenge_is_what_the_passkey_signs(ceremonies: dict[str, Any], tab: Tab) -> None:
    made, used = (
        json.loads(unb64u(ceremonies[name]["response"]["clientDataJSON"]))
        for name in ("made", "used")
    )
    assert (made["type"], made["challenge"]) == ("webauthn.create", b64u(b"\1" * 32))
    assert (used["type"], used["challenge"]) == ("webauthn.get", b64u(b"\2" * 32))
    assert made["origin"] == used["origin"] == tab.chromium.origin


def test_person_was_verified_and_the_passkey_is_discoverable(ceremonies: dict[str, Any]) -> None:
    for wire in (ceremonies["made"], ceremonies["used"]):
        flags = unb64u(wire["response"]["authenticatorData"])[32]
        assert flags & 0x05 == 0x05
    assert len(unb64u(ceremonies["used"]["response"]["userHandle"])) == 64


def test_offers_eddsa_es256_and_rs256_and_asks_by_eval_first(tab: Tab) -> None:
    """The options as the browser gets them."""
    authenticator(tab)
    seen = tab.run(
        f"""{CEREMONIES}
        const real = navigator.credentials.create.bind(navigator.credentials);
        let seen;
        navigator.credentials.create = (options) => {{
          seen = options.publicKey;
          return real(options);
        }};
        await create();
        const selection = seen.authenticatorSelection;
        return {{
          algorithms: seen.pubKeyCredParams.map(({{ alg }}) => alg), attestation: seen.attestation,
          selection: [selection.residentKey, selection.userVerification],
          extensions: Object.keys(seen.extensions), prf: Object.keys(seen.extensions.prf),
          first: b64u(seen.extensions.prf.eval.first),
        }};
        """
    )
    assert seen == {
        "algorithms": [-8, -7, -257],
        "attestation": "none",
        "selection": ["required", "required"],
        "extensions": ["prf"],
        "prf": ["eval"],
        "first": b64u(prf_input("localhost")),
    }


def test_passkey_without_prf_works_and_says_so(tab: Tab) -> None:
    authenticator(tab, hasPrf=False)
    script = f"""{CEREMONIES}
      const made = await create();
      const used = await get();
      return [made.prf, used.prf, made.prfRefused, used.prfRefused];
    """
    assert tab.run(script) == [None, None, False, False]


def test_prf_is_not_asked_for_where_it_is_not_wanted(tab: Tab) -> None:
    authenticator(tab)
    script = f"{CEREMONIES} await create(); return (await get({{ prf: false }})).prf;"
    assert tab.run(script) is None


@pytest.mark.parametrize("error", ["NotAllowedError", "UnknownError"])
def test_tries_once_more_without_prf(tab: Tab, error: str) -> None:
    """An authenticator that fails as soon as it is asked for PRF."""
    authenticator(tab)
    script = f"""{CEREMONIES}
      const calls = [];
      for (const name of ["create", "get"]) {{
        const real = navigator.credentials[name].bind(navigator.credentials);
        navigator.credentials[name] = (options) => {{
          calls.push(name);
          if (options.publicKey.extensions.prf === undefined) return real(options);
          return Promise.reject(new DOMException("no", input.error));
        }};
      }}
      const made = await create();
      const used = await get();
      return [made.prf, made.prfRefused, used.prf, used.prfRefused, calls];
    """
    assert tab.run(script, error=error) == [
        None,
        True,
        None,
        True,
        ["create", "create", "get", "get"],
    ]


def test_asks_a_person_who_cancels_twice_at_most(tab: Tab) -> None:
    authenticator(tab)
    script = f"""{CEREMONIES}
      let calls = 0;
      navigator.credentials.get = () => {{
        calls += 1;
        return Promise.reject(new DOMException("cancelled", "NotAllowedError"));
      }};
      const withPrf = [await code(get), calls];
      calls = 0;
      const without = [await code(() => get({{ prf: false }})), calls];
      return [withPrf, without];
    """
    assert tab.run(script) == [["passkey_cancelled", 2], ["passkey_cancelled", 1]]


def test_does_not_ask_again_after_the_page_itself_gave_up(tab: Tab) -> None:
    authenticator(tab, automaticPresenceSimulation=False)
    script = f"""{CEREMONIES}
      const control = new AbortController();
      const waiting = code(() => create({{ signal: control.signal }}));
      setTimeout(() => control.abort(), 50);
      return waiting;
    """
    assert tab.run(script) == "passkey_cancelled"


def test_says_that_the_device_has_a_passkey_already(tab: Tab) -> None:
    authenticator(tab)
    script = f"""{CEREMONIES}
      const {{ credentialId: id }} = await create();
      return code(() => create({{ exclude: [{{ id, transports: ["internal"] }}] }}));
    """
    assert tab.run(script) == "passkey_exists"


def test_refuses_the_name_of_another_site(tab: Tab) -> None:
    authenticator(tab)
    script = f"{CEREMONIES} return code(() => get({{ rpId: 'other.example' }}));"
    assert tab.run(script) == "passkey_unsupported"


@pytest.mark.parametrize(
    ("earlier", "now", "outcome"),
    [
        (None, None, "absent"),
        (None, b"a" * 16, "needs-second-touch"),
        (b"a" * 16, b"a" * 16, "confirmed"),
        (b"a" * 16, b"b" * 16, "unstable"),
        (b"a" * 16, None, "unstable"),
    ],
)
def test_prf_counts_only_if_it_was_seen_twice(
    lab: Tab, earlier: bytes | None, now: bytes | None, outcome: str
) -> None:
    script = """
        const { confirmPrf } = await lib("prf");
        const optional = (text) => (text === null ? null : unb64u(text));
        return confirmPrf({ earlier: optional(input.earlier), now: optional(input.now) });
    """
    values = {"earlier": earlier and b64u(earlier), "now": now and b64u(now)}
    assert lab.run(script, **values) == outcome


def test_check_value_tells_values_apart_and_is_no_prefix(lab: Tab) -> None:
    prf = os.urandom(32)
    script = """
        const { prfCheckValue } = await lib("passkey");
        const values = [input.prf, input.prf, input.other].map((text) => unb64u(text));
        return (await Promise.all(values.map(prfCheckValue))).map(b64u);
    """
    first, again, other = lab.run(script, prf=b64u(prf), other=b64u(os.urandom(32)))
    assert first == again != other
    assert len(unb64u(first)) == 16
    assert unb64u(first) not in prf


WHOLE = f"""{CEREMONIES}
  const {{ buildGeneration, rehearse }} = await lib("protect");
  const {{ openBackup }} = await lib("recover");
  const {{ prfCheckValue, confirmPrf }} = await lib("prf");
  const {{ rememberPrf }} = await lib("device");
  const {{ passkeyWay }} = await lib("slots");
  const made = await create();
  const seen = async (prf) => {{
    const now = prf === null ? null : await prfCheckValue(prf);
    const cid = made.credentialId;
    const earlier = now === null ? null : await rememberPrf({{ cid, checkValue: now }});
    return confirmPrf({{ earlier, now }});
  }};
  const atCreation = await seen(made.prf);
  const used = await get();
  const outcome = await seen(used.prf);
  const prf = outcome === "confirmed" ? used.prf : null;
  // The enclave's part: a fixed entropy for this passkey.
  const keys = {{ cid: used.credentialId, epoch: 1, ent: random(32) }};
  const way = passkeyWay({{ ...keys, spki: made.spki, name: "Laptop", prf }});
  const secret = random(32);
  const wid = random(16);
  const built = await buildGeneration({{ secret, wid, gen: 1, add: [way] }});
  await rehearse({{ built, served: built, secret, ways: [way] }});
  const later = await get();
  const opened = await openBackup({{
    ...built, way: passkeyWay({{ ...keys, cid: later.credentialId, prf: later.prf }}),
    highestGen: 1, authShare: async () => built.authShare,
  }});
  return [atCreation, outcome, opened.slot.prf, b64u(opened.secret) === b64u(secret)];
"""


def test_whole_round_with_prf(tab: Tab) -> None:
    authenticator(tab)
    assert tab.run(WHOLE) == ["needs-second-touch", "confirmed", 1, True]


def test_whole_round_without_prf(tab: Tab) -> None:
    authenticator(tab, hasPrf=False)
    assert tab.run(WHOLE) == ["absent", "absent", 0, True]
