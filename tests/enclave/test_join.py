"""Several enclaves with one keyring: it goes to those that prove themselves, and nowhere else."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from recovery.enclave.handlers import Nonces, State, new_state
from recovery.enclave.join import Companions, Giver, Newcomer, sign_successor
from recovery.enclave.messages import JoinAnswer, JoinRequest, Refused, b64u
from recovery.enclave.platform import Keyring, Machine, StartRefused
from recovery.enclave_client import EnclaveClient, TlsFiles
from tests import soft_nitro
from tests.enclave.certificates import ADDRESS, Authority
from tests.enclave.unlocking import attested
from tests.enclave_process import ORIGIN, RELYING_PARTIES, RP_ID, EnclaveProcess
from tests.soft_client import Op, SoftBrowser
from tests.soft_passkey import SoftPasskey
from tests.vectors.make_attestation import nitro_entry
from tests.webdav_servers import free_port

BEGIN, END = datetime(2020, 1, 1, tzinfo=UTC), datetime(2050, 1, 1, tzinfo=UTC)
REGION = soft_nitro.issue("region", by=soft_nitro.ROOT, not_before=BEGIN, not_after=END)
ENCLAVE = soft_nitro.issue("enclave", by=REGION, ca=False, not_before=BEGIN, not_after=END)
KEYRING = Keyring(bytes(range(32)), {1: b"1" * 32, 2: b"2" * 32})
OTHER_IMAGE = soft_nitro.PCRS | {0: b"\x07" * 48}
RELEASE_KEY = Ed25519PrivateKey.from_private_bytes(b"release key, 32 bytes of a test ")


# --- Real processes, without hardware ------------------------------------------------------------


def key_of(newcomer: EnclaveProcess) -> str:
    made = newcomer.command("join-key")
    assert made.returncode == 0, made.stderr
    return made.stdout.strip()


def instance_of(running: EnclaveProcess) -> str:
    return b64u(attested(running).instance_key)


def entropy(enclave: EnclaveProcess, passkey: SoftPasskey) -> bytes:
    browser = SoftBrowser(passkey=passkey, origin=ORIGIN)
    fresh = enclave.client.nonce()
    touch = browser.touch(op=Op.RECOVER, boot_id=fresh.boot_id, nonce=fresh.nonce)
    answer = enclave.client.unlock(touch.request(rp_id=RP_ID, spki=passkey.spki))
    pk_sig = attested(enclave).claims.pk_sig
    return browser.unseal(touch=touch, sealed=answer.sealed, sig=answer.sig, pk_sig=pk_sig).ent


def has_keyring(enclave: EnclaveProcess) -> bool:
    return (enclave.folder / "state" / "keyring.sealed").exists()


@pytest.fixture
def newcomer() -> Iterator[EnclaveProcess]:
    """A folder with a configuration, and no keyring."""
    made = EnclaveProcess()
    try:
        yield made
    finally:
        made.stop()
        made.remove()


def test_three_enclaves_answer_one_passkey_alike(newcomer: EnclaveProcess) -> None:
    passkey, third = SoftPasskey(rp_id=RP_ID), EnclaveProcess()
    try:
        with EnclaveProcess() as first:
            first.configure(join={"instance_keys": [key_of(newcomer), key_of(third)]})
            first.restart()
            for one in (newcomer, third):
                one.configure(join={"instance_keys": [instance_of(first)]})
                done = one.command("join", "--from", first.address)
                assert done.returncode == 0, done.stderr
                one.start()
            found = {entropy(one, passkey) for one in (first, newcomer, third)}
            assert len(found) == 1
            assert len({one.client.health().boot_id for one in (first, newcomer, third)}) == 3
            assert "was given to another" in first.log.read_text()
            # The one that gave may go; the others do not need it.
            first.stop()
            assert {entropy(one, passkey) for one in (newcomer, third)} == found
            assert not (newcomer.folder / "state" / "join.key").exists()
    finally:
        third.stop()
        third.remove()


def test_a_keyring_leaves_only_where_the_configuration_says_so(newcomer: EnclaveProcess) -> None:
    key = key_of(newcomer)
    with EnclaveProcess() as running:
        newcomer.configure(join={"instance_keys": [instance_of(running)]})
        for told in (None, {}, {"instance_keys": [b64u(bytes(32))]}):
            running.configure(join=told)
            running.restart()
            refused = newcomer.command("join", "--from", running.address)
            assert refused.returncode == 1
            assert "The other vault refused" in refused.stderr
            assert not has_keyring(newcomer)
        running.configure(join={"instance_keys": [key]})
        running.restart()
        newcomer.configure(join={"instance_keys": [b64u(bytes(32))]})
        suspicious = newcomer.command("join", "--from", running.address)
        assert "did not prove itself (attestation_key)" in suspicious.stderr
        assert not has_keyring(newcomer)


def test_another_list_of_origins_does_not_join(newcomer: EnclaveProcess) -> None:
    key = key_of(newcomer)
    with EnclaveProcess() as running:
        running.configure(join={"instance_keys": [key]})
        running.restart()
        wider = {name: list(urls) for name, urls in RELYING_PARTIES.items()}
        wider[RP_ID].append("https://evil.example")
        newcomer.configure(join={"instance_keys": [instance_of(running)]}, relying_parties=wider)
        assert "refused" in newcomer.command("join", "--from", running.address).stderr


def test_a_vault_on_another_machine_joins_with_certificates(
    newcomer: EnclaveProcess, tmp_path: Path
) -> None:
    authority, stranger = (Authority(folder=tmp_path, name=name) for name in ("ours", "theirs"))
    certificate, key = authority.pair("enclave")
    tls = {
        "certificate": str(certificate),
        "key": str(key),
        "client_ca": str(authority.certificate),
    }
    where = f"{ADDRESS}:{free_port()}"
    settings = {"listen": where, "tls": tls, "join": {"instance_keys": [key_of(newcomer)]}}
    with EnclaveProcess(settings=settings) as running:
        files = TlsFiles(authority.certificate, *authority.pair("host"))
        client = EnclaveClient(address=f"tls:{where}", tls=files)
        known = b64u(client.attest(nonce_b=bytes(32)).evidence[:32])
        client.close()
        newcomer.configure(join={"instance_keys": [known]})
        for who, outcome in ((stranger, 1), (authority, 0)):
            own = who.pair("newcomer")
            words = ("--ca", str(authority.certificate), "--certificate", str(own[0]))
            done = newcomer.command("join", "--from", f"tls:{where}", *words, "--key", str(own[1]))
            assert done.returncode == outcome, done.stderr
            assert has_keyring(newcomer) is (outcome == 0)
        assert running.process is not None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("join", "--from", "unix:/nowhere"), "joins by a key of its own"),
        (("successor", "--measurement", "/nowhere", "--release-key", "/nowhere"), "be read"),
    ],
)
def test_a_fault_of_the_operator_is_named(
    newcomer: EnclaveProcess, words: tuple[str, ...], told: str
) -> None:
    assert told in newcomer.command(*words).stderr


def test_a_vault_that_is_away_is_named(newcomer: EnclaveProcess) -> None:
    key_of(newcomer)
    assert "already" in newcomer.command("join-key").stderr
    for address in ("unix:/nowhere", "tls:localhost:1"):
        assert "cannot be reached" in newcomer.command("join", "--from", address).stderr


def test_a_keyring_that_is_there_is_never_replaced() -> None:
    with EnclaveProcess() as enclave:
        enclave.stop()
        before = (enclave.folder / "state" / "keyring.sealed").read_bytes()
        refused = enclave.command("join", "--from", "unix:/nowhere")
        assert "There is a keyring" in refused.stderr
        assert (enclave.folder / "state" / "keyring.sealed").read_bytes() == before


# --- AWS Nitro, with a hypervisor in software ----------------------------------------------------


class SoftNitro(Machine):
    fmt = "aws-nitro"

    def __init__(self, pcrs: dict[int, bytes]) -> None:
        self._hypervisor = soft_nitro.Hypervisor(chain=(REGION, ENCLAVE), pcrs=pcrs)

    def attest(self, *, bind: bytes, nonce_b: bytes) -> bytes:
        return self._hypervisor.document(user_data=bind, nonce=nonce_b)


def state_of(platform: SoftNitro, keyring: Keyring) -> State:
    return new_state(
        keyring=keyring,
        relying_parties={name: list(urls) for name, urls in RELYING_PARTIES.items()},
        nonces=Nonces(seconds=120, most=10),
        platform=platform,
    )


def enclaves(
    *,
    theirs: dict[int, bytes] = soft_nitro.PCRS,
    lists: Companions | None = None,
    given: Keyring = KEYRING,
) -> tuple[Giver, Newcomer, bytes]:
    """One that runs, one that is new, and a nonce of the first."""
    running, new = SoftNitro(soft_nitro.PCRS), SoftNitro(theirs)
    state = state_of(running, KEYRING)
    nonce = os.urandom(16)
    state.nonces.add(nonce=nonce, now=running.now())
    root = soft_nitro.ROOT.der
    giver = Giver(
        state=state,
        platform=running,
        keyring=given,
        companions=lists or Companions(),
        root=root,
    )
    newcomer = Newcomer(
        state=state_of(new, Keyring(bytes(32), {1: bytes(32)})),
        platform=new,
        companions=Companions.from_json({"measurements": [image(soft_nitro.PCRS)]}),
        root=root,
    )
    return giver, newcomer, nonce


def give(giver: Giver, request: JoinRequest) -> JoinAnswer:
    return giver.answer(giver.admit(request))


def image(pcrs: dict[int, bytes], *, until: str = "2049-12-31") -> dict[str, Any]:
    return nitro_entry(pcrs={str(index): pcrs[index].hex() for index in range(3)}, until=until)


def test_the_same_image_joins_without_being_listed() -> None:
    giver, newcomer, nonce = enclaves()
    request = newcomer.request(nonce=nonce, nonce_b=os.urandom(32))
    assert newcomer.accept(request=request, untrusted=give(giver, request)) == KEYRING


def test_a_nonce_serves_one_newcomer_once() -> None:
    giver, newcomer, nonce = enclaves()
    request = newcomer.request(nonce=nonce, nonce_b=os.urandom(32))
    give(giver, request)
    with pytest.raises(Refused):
        give(giver, request)
    with pytest.raises(Refused):
        give(giver, replace(request, nonce=os.urandom(16)))


def test_another_image_joins_only_if_it_is_listed_or_signed() -> None:
    signed = sign_successor(entry=image(OTHER_IMAGE), key=RELEASE_KEY)
    trusting = Companions(release_key=RELEASE_KEY.public_key().public_bytes_raw())
    over = Companions.from_json({"measurements": [image(OTHER_IMAGE, until="2020-01-01")]})
    stranger = sign_successor(entry=image(OTHER_IMAGE), key=Ed25519PrivateKey.generate())
    elsewhere = sign_successor(entry=image(OTHER_IMAGE | {1: b"1" * 48}), key=RELEASE_KEY)
    changed = json.loads(signed)
    changed["measurement"]["until"] = "2050-01-01"
    outcomes = {
        "listed": (Companions.from_json({"measurements": [image(OTHER_IMAGE)]}), b""),
        "signed": (trusting, signed),
        "neither": (Companions(), b""),
        "listed too long ago": (over, b""),
        "signed, where nobody signs": (Companions(), signed),
        "signed by somebody else": (trusting, stranger),
        "signed for another image": (trusting, elsewhere),
        "changed after it was signed": (trusting, json.dumps(changed).encode()),
        "not JSON": (trusting, b"{"),
        "JSON of another kind": (trusting, b'{"measurement":7}'),
    }
    joined = set()
    for name, (lists, successor) in outcomes.items():
        giver, newcomer, nonce = enclaves(theirs=OTHER_IMAGE, lists=lists)
        request = newcomer.request(nonce=nonce, nonce_b=os.urandom(32), successor=successor)
        try:
            answer = give(giver, request)
        except Refused:
            continue
        joined.add(name)
        assert newcomer.accept(request=request, untrusted=answer) == KEYRING
    assert joined == {"listed", "signed"}


def test_a_debug_enclave_never_joins() -> None:
    zero = {index: bytes(48) for index in range(5)}
    lists = Companions.from_json({"measurements": [image(zero)]})
    giver, newcomer, nonce = enclaves(theirs=zero, lists=lists)
    with pytest.raises(Refused):
        give(giver, newcomer.request(nonce=nonce, nonce_b=os.urandom(32)))


def test_the_keyring_opens_for_the_one_that_asked_only() -> None:
    giver, newcomer, nonce = enclaves()
    _, another, _ = enclaves()
    request = newcomer.request(nonce=nonce, nonce_b=os.urandom(32))
    answer = give(giver, request)
    theirs = another.request(nonce=nonce, nonce_b=request.nonce_b)
    with pytest.raises(StartRefused, match="does not open"):
        another.accept(request=theirs, untrusted=answer)


CHANGES: dict[str, Callable[[JoinRequest, JoinAnswer], tuple[JoinRequest, JoinAnswer]]] = {
    "another answer": lambda request, answer: (
        request,
        replace(answer, sealed=answer.sealed[:-1] + bytes((answer.sealed[-1] ^ 1,))),
    ),
    "another nonce of ours": lambda request, answer: (replace(request, nonce_b=bytes(32)), answer),
    "another nonce of theirs": lambda request, answer: (replace(request, nonce=bytes(16)), answer),
    "no proof": lambda request, answer: (request, replace(answer, evidence=b"none")),
    "a weaker format": lambda request, answer: (request, replace(answer, fmt="software")),
}


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_is_changed_on_the_way_is_noticed(name: str) -> None:
    giver, newcomer, nonce = enclaves()
    request = newcomer.request(nonce=nonce, nonce_b=os.urandom(32))
    changed, answer = CHANGES[name](request, give(giver, request))
    with pytest.raises(StartRefused, match="Nothing was taken from it"):
        newcomer.accept(request=changed, untrusted=answer)


@pytest.mark.parametrize("name", ["nonce_b", "evidence", "claims"])
def test_a_request_that_was_changed_is_refused(name: str) -> None:
    giver, newcomer, nonce = enclaves()
    request = newcomer.request(nonce=nonce, nonce_b=os.urandom(32))
    value: bytes = getattr(request, name)
    changes: dict[str, Any] = {name: value[:-1] + bytes((value[-1] ^ 1,))}
    with pytest.raises(Refused):
        give(giver, replace(request, **changes))


def test_an_enclave_that_gives_an_older_keyring_is_not_believed() -> None:
    older = Keyring(KEYRING.instance_seed, {1: b"1" * 32})
    giver, newcomer, nonce = enclaves(given=older)
    request = newcomer.request(nonce=nonce, nonce_b=os.urandom(32))
    with pytest.raises(StartRefused, match="another keyring"):
        newcomer.accept(request=request, untrusted=give(giver, request))


@pytest.mark.parametrize(
    "value",
    [
        [],
        {"more": 1},
        {"instance_keys": ["short"]},
        {"instance_keys": 7},
        {"measurements": [{}]},
        {"release_key": "!"},
    ],
)
def test_a_fault_in_the_configuration_is_named(value: object) -> None:
    with pytest.raises(StartRefused, match="join in the configuration"):
        Companions.from_json(value)


def test_the_command_signs_a_successor(newcomer: EnclaveProcess, tmp_path: Path) -> None:
    (tmp_path / "entry.json").write_text(json.dumps(image(OTHER_IMAGE)))
    (tmp_path / "key").write_bytes(RELEASE_KEY.private_bytes_raw())
    words = ("--measurement", str(tmp_path / "entry.json"), "--release-key", str(tmp_path / "key"))
    made = newcomer.command("successor", *words)
    signed = sign_successor(entry=image(OTHER_IMAGE), key=RELEASE_KEY)
    assert made.stdout.strip().encode() == signed
