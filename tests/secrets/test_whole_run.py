"""Everything that a person does once, and then a search for secrets wherever bytes could lie."""

from __future__ import annotations

import hashlib
import json
import secrets
import urllib.request
import uuid
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore

from recovery import at_rest
from recovery.ceremonies.challenges import Op
from recovery.flows.approvals import Action
from recovery.models import ShareServer
from tests.distant_person import DistantPerson
from tests.flows import share_receiver
from tests.secrets.ledger import Ledger
from tests.secrets.search import search
from tests.soft_client import Generation, b64u, unb64u
from tests.stack import Stack, running, wait_until

WRONG_PASSWORD = f"wrong/{secrets.token_hex(8)}"


@dataclass
class Run:
    """What a whole run left behind."""

    stack: Stack
    ledger: Ledger = field(default_factory=Ledger)
    # Name → content: Redis at several moments, also with tasks in its queue.
    broker: list[tuple[str, bytes]] = field(default_factory=list)
    queued: list[str] = field(default_factory=list)
    codes: dict[str, bytes] = field(default_factory=dict)
    # What the relying party's own server for shares was asked: address and headers, and bodies.
    asked: list[tuple[str, bytes]] = field(default_factory=list)
    given: list[tuple[str, bytes]] = field(default_factory=list)

    def secrets(self) -> dict[str, bytes]:
        """All but the auth shares."""
        passwords = {
            "app password": self.stack.cloud.password.encode(),
            "wrong app password": WRONG_PASSWORD.encode(),
        }
        return {**self.ledger.never, **passwords, **self.codes}

    def everything(self) -> dict[str, bytes]:
        return {**self.secrets(), **self.ledger.auth_shares, **self.ledger.backup_shares}


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    with running("web", "worker", "beat") as stack:
        run = Run(stack)
        _live(run)
        yield run


def _live(run: Run) -> None:
    stack, ledger = run.stack, run.ledger
    person = ledger.person(stack)
    secret = secrets.token_bytes(16)
    first = _protect(run, person, secret=secret, previous=None)
    _connect(run, person, first)
    server = _keep_backup_shares(run, person, first)
    _keep_shares_elsewhere(run, person, first, server)
    _refusals(run, person, first)
    second = _protect(run, person, secret=secret, previous=first)
    _wait_for_copy(run, second)
    _queue_without_a_worker(run, person, secret=secret, previous=second)
    _sign_in_again(person)
    run.codes = {f"code {index}": code.encode() for index, code in enumerate(person.codes)}
    _look_into_the_broker(run, "at the end")


def _protect(
    run: Run, person: DistantPerson, *, secret: bytes, previous: Generation | None
) -> Generation:
    """A change; then the same wallet opened again, so that its recovery share is known too."""
    slot = run.ledger.touched(person, *person.unlock())
    built = person.browser.build_generation(
        secret=secret,
        wid=previous.wid if previous else secrets.token_bytes(16),
        gen=previous.gen + 1 if previous else 1,
        slots=[slot],
        previous_manifest=previous.manifest if previous else None,
    )
    run.ledger.built(built, secret=secret)
    person.upload(built)
    served = person.must("GET", person.path_of(built))
    _open(run, person, served, wid=built.wid)
    person.commit(built)
    return built


def _open(run: Run, person: DistantPerson, served: dict[str, str], *, wid: bytes) -> None:
    slot = run.ledger.touched(person, *person.unlock())
    opened = person.browser.open_backup(
        envelope=served["envelope"],
        manifest=served["manifest"],
        auth_share=unb64u(served["auth_share"]),
        slot=slot,
        wid=wid,
    )
    run.ledger.never[f"recovery share {served['gen']}"] = opened.recovery_share[:-1]


def _connect(run: Run, person: DistantPerson, built: Generation) -> None:
    """First with a wrong password, then with the right one."""
    stack = run.stack
    wallet_id = _wallet_id(run)
    for password in (WRONG_PASSWORD, stack.cloud.password):
        person.connect_webdav(
            wallet_id=wallet_id, url=stack.cloud.url, user=stack.cloud.user, password=password
        )
        state = "done" if password == stack.cloud.password else "blocked"
        sql = "SELECT 1 FROM recovery_cloudaccount WHERE state = %s"
        wait_until(f"the place is {state}", lambda: stack.rows.all(sql, state))  # noqa: B023
        for path in (f"/wallets/{wallet_id}/", "/home/"):
            person.get(path)
    _wait_for_copy(run, built)


def _keep_backup_shares(run: Run, person: DistantPerson, built: Generation) -> str:
    """Both shares of another kit are stored and released, and then let go together.

    Gives the key of the relying party's server.
    """
    shares = {part: secrets.token_bytes(200) for part in ("custodian", "client")}
    run.ledger.backup_shares = {f"{part} share": share for part, share in shares.items()}
    server = _server_of(run)
    address = f"/wallets/{_wallet_id(run)}"
    _ask(run, server, "PUT", f"{address}/shares/1/custodian", {"share": b64u(shares["custodian"])})
    path = person.path_of(built).replace("/generations/1", "")
    person.must("PUT", f"{path}/shares/1/client", {"share": b64u(shares["client"])})
    person.must("GET", f"{path}/shares/1/client")
    assert person.must("POST", f"{path}/shares/1/stored", {"stored": True})["state"] == "complete"
    released = _ask(run, server, "POST", f"{address}/shares/1/custodian/release", {})
    assert unb64u(released["share"]) == shares["custodian"]
    run.stack.rows.change("UPDATE recovery_relyingparty SET eject_hours = 1")
    assert _ask(run, server, "POST", f"{address}/eject", {})["ejectable_until"]
    person.approve(Action.EXPORT, wid=built.wid)
    assert unb64u(person.must("POST", f"{path}/eject", {})["client"]) == shares["client"]
    return server


def _keep_shares_elsewhere(run: Run, person: DistantPerson, built: Generation, server: str) -> None:
    """From now on the party's own server keeps them. It loses one first, and gives another back."""
    share, other = secrets.token_bytes(200), secrets.token_bytes(200)
    run.ledger.backup_shares |= {"served share": share, "share of a stranger": other}
    address = f"/wallets/{_wallet_id(run)}"
    path = person.path_of(built).replace("/generations/1", "")
    with share_receiver.running() as receiver:
        _enter_share_server(run, receiver.url)
        wrong = json.dumps({"backupShares": [b64u(other)]}).encode()
        receiver.says("backup/fetch", 200, wrong)
        _ask(run, server, "PUT", f"{address}/shares/2/custodian", {"share": b64u(share)})
        _wait_for_share(run, "failing")
        receiver.faults = {}
        run.stack.rows.change("UPDATE recovery_servedshare SET due_at = created_at")
        _wait_for_share(run, "stored")
        word = {"success": True, "backup_method": "GDRIVE"}
        person.must("PUT", f"{path}/stored-client-backup-share", word)
        released = _ask(run, server, "POST", f"{address}/shares/2/custodian/release", {})
        assert unb64u(released["share"]) == share
        both = person.must("POST", f"{path}/eject", {})
        assert (unb64u(both["custodian"]), both["client"]) == (share, None)
    for place, headers, body in receiver.got:
        run.asked.append((place, repr(headers).encode()))
        run.given.append((place, body))


def _enter_share_server(run: Run, url: str) -> None:
    """A server of the relying party's that keeps shares, as the admin enters one."""
    row, secret = ShareServer(), secrets.token_bytes(32)
    run.ledger.never["share server's secret"] = secret
    columns = {
        "id": row.pk.hex,
        "relying_party_id": run.stack.rows.one("SELECT id FROM recovery_relyingparty"),
        "url": url,
        "sealed_secret": at_rest.seal(secret, context=row.secret_context),
        "sealed_old_secret": b"",
        "created_at": "2026-01-01 00:00:00",
    }
    _insert(run, "recovery_shareserver", columns)


def _wait_for_share(run: Run, standing: str) -> None:
    sql = "SELECT 1 FROM recovery_servedshare WHERE standing = %s"
    wait_until(f"the share is {standing}", lambda: run.stack.rows.all(sql, standing))


def _server_of(run: Run) -> str:
    """A key of the relying party's server, as the admin makes one."""
    prefix, secret = f"kh_live_{secrets.token_hex(6)}", secrets.token_bytes(32)
    run.ledger.never["server key"] = secret
    columns = {
        "id": uuid.uuid4().hex,
        "relying_party_id": run.stack.rows.one("SELECT id FROM recovery_relyingparty"),
        "name": "Server",
        "prefix": prefix,
        "secret_sha256": hashlib.sha256(secret).digest(),
        "scopes": '["custody", "eject"]',
        "created_at": "2026-01-01 00:00:00",
    }
    _insert(run, "recovery_serverkey", columns)
    return f"{prefix}_{b64u(secret)}"


def _insert(run: Run, table: str, columns: Mapping[str, object]) -> None:
    places = ", ".join(["%s"] * len(columns))
    sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608
    run.stack.rows.change(sql, *columns.values())


def _wallet_id(run: Run) -> str:
    return str(uuid.UUID(str(run.stack.rows.one("SELECT id FROM recovery_wallet"))))


def _ask(run: Run, key: str, method: str, path: str, body: dict[str, str]) -> Any:
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    request = urllib.request.Request(
        f"{run.stack.origin}/api/v1{path}", json.dumps(body).encode(), headers, method=method
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def _wait_for_copy(run: Run, built: Generation) -> None:
    sql = (
        "SELECT 1 FROM recovery_copy c JOIN recovery_generation g ON g.id = c.generation_id "
        "WHERE g.number = %s AND c.state = 'done'"
    )
    wait_until("the copy is proved", lambda: run.stack.rows.all(sql, built.gen))


def _refusals(run: Run, person: DistantPerson, built: Generation) -> None:
    """What goes wrong must not say more than what goes right."""
    body = person.upload_body(built)
    path = person.path_of(built).replace("/1", "/2")
    broken = body["envelope"][:-9] + "AAAA" + body["envelope"][-5:]
    for tampered in ({"envelope": broken}, {"auth_share": b64u(built.auth_share) + "*"}, {"x": 1}):
        status, _ = person.call("PUT", path, {**body, **tampered}, if_match=1)
        assert status in {400, 422}
    assert person.send("PUT", f"/api{path}", body=json.dumps(body)[:-5], headers={})[0] == 403
    invitation, _ = person.invite(Op.UNLOCK)
    run.stack.enclave.stop()
    touch = person.touch(Op.UNLOCK, invitation)
    status, _ = person.call("POST", "/unlock", {**person.body_of(touch, invitation), "epoch": 0})
    assert status == 503
    run.stack.enclave.start()
    assert person.post("/account/login/code/confirm/", code="WRONG1")[0] in {200, 302}


def _queue_without_a_worker(
    run: Run, person: DistantPerson, *, secret: bytes, previous: Generation
) -> None:
    """Wake-ups stay in Redis while there is no worker: a copy, a restore and a mail."""
    stack = run.stack
    stack.stop("worker")
    _protect(run, person, secret=secret, previous=previous)
    person.new_device()
    touch, unsealed, answer = person.recover()
    run.ledger.touched(person, touch, unsealed)
    _look_into_the_broker(run, "with tasks in its queue")
    client: Any
    with stack.redis() as client:
        run.queued = [bytes(item).decode() for item in client.lrange("celery", 0, -1)]
    stack.start_worker()
    (found,) = answer["wallets"]
    _wait_for_copy(run, Generation(**{**vars(previous), "gen": found["gen"]}))
    stack.rows.change("UPDATE recovery_generation SET envelope = NULL WHERE number = %s", 3)
    path = f"/wallets/{found['wid']}"
    person.must("POST", f"{path}/restore")
    wait_until(
        "the restore is done", lambda: person.must("GET", f"{path}/restore")["state"] == "done"
    )
    served = person.must("GET", f"{path}/generations/{found['gen']}")
    _open(run, person, served, wid=unb64u(found["wid"]))
    person.must("GET", path)


def _sign_in_again(person: DistantPerson) -> None:
    person.new_device()
    person.sign_in_by_code()


def _look_into_the_broker(run: Run, when: str) -> None:
    # The client's types say that every answer may be text, which none is here.
    client: Any
    with run.stack.redis() as client:
        for key in client.scan_iter():
            # A key that was there a moment ago may be gone.
            dumped = client.dump(key) or b""
            run.broker.append((f"Redis {when}, {key!r}", key + dumped + _value(client, key)))


def _value(client: Any, key: bytes) -> bytes:
    kind = client.type(key)
    if kind == b"none":
        return b""
    command, *rest = {
        b"string": ["GET"],
        b"list": ["LRANGE", "0", "-1"],
        b"hash": ["HGETALL"],
        b"set": ["SMEMBERS"],
        b"zset": ["ZRANGE", "0", "-1"],
    }[kind]
    return repr(client.execute_command(command, key, *rest)).encode()


# --- The search ----------------------------------------------------------------------------------


def _files(*folders: Path) -> list[tuple[str, bytes]]:
    found = []
    paths = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    for path in paths:
        # What was there a moment ago may be gone.
        with suppress(FileNotFoundError):
            found.append((str(path), path.read_bytes()))
    return found


def test_the_run_was_a_whole_one(run: Run) -> None:
    names = set(run.everything())
    assert {"S", "entropy", "PRF output", "app password", "code 0", "code 1"} <= names
    for part in ("device share", "auth share", "recovery share"):
        assert {f"{part} {gen}" for gen in (1, 2, 3)} <= names
    assert {"custodian share", "client share", "server key"} <= names
    assert {"served share", "share of a stranger", "share server's secret"} <= names
    assert all(len(secret) >= 6 for secret in run.everything().values())
    assert len(run.queued) >= 2


def test_between_browser_and_server_only_the_auth_share_travels(run: Run) -> None:
    forms = {"app password", "wrong app password", *run.codes}
    found = search(run.secrets(), run.ledger.traffic())
    assert {hit.secret for hit in found} == forms
    # These two are typed into a form, and travel in that form's body and nowhere else.
    places = {hit.place for hit in found}
    assert all(place.endswith("request body") for place in places), places
    assert all("/cloud/:" in place or "/account/" in place for place in places), places


def test_the_auth_share_travels_in_bodies_and_never_in_an_address(run: Run) -> None:
    found = search(run.ledger.auth_shares, run.ledger.traffic())
    assert {hit.secret for hit in found} == set(run.ledger.auth_shares)
    assert all(hit.place.endswith(" body") for hit in found)


def test_backup_shares_travel_in_bodies_about_shares_and_never_in_an_address(run: Run) -> None:
    found = search(run.ledger.backup_shares, run.ledger.traffic())
    # What a stranger's share is, nobody here has heard of.
    assert {hit.secret for hit in found} == set(run.ledger.backup_shares) - {"share of a stranger"}
    assert all(hit.place.endswith(" body") for hit in found)
    assert all("/shares/1/client" in hit.place or "/eject" in hit.place for hit in found)


def test_a_partys_own_server_is_given_shares_in_bodies_and_its_secret_never(run: Run) -> None:
    assert search(run.everything(), run.asked) == []
    found = search(run.everything(), run.given)
    assert {(hit.secret, hit.place) for hit in found} == {("served share", "backup")}


def test_no_log_holds_a_secret(run: Run) -> None:
    logs = [*_files(run.stack.logs), ("enclave", run.stack.enclave.log.read_bytes())]
    assert len(logs) >= 5
    assert search(run.everything(), logs) == []


def test_the_broker_holds_no_secret(run: Run) -> None:
    assert any("queue" in place for place, _ in run.broker)
    files = _files(run.stack.directory / "broker")
    assert files
    assert search(run.everything(), run.broker + files) == []


def test_tasks_are_given_nothing(run: Run) -> None:
    for text in run.queued:
        arguments, keywords, _ = json.loads(_decoded(json.loads(text)))
        assert (arguments, keywords) == ([], {})


def _decoded(message: dict[str, str]) -> bytes:
    return unb64u(message["body"].rstrip("=").replace("+", "-").replace("/", "_"))


def test_the_database_holds_no_secret_that_can_be_read(run: Run) -> None:
    files = [
        (path.name, path.read_bytes()) for path in run.stack.directory.glob("keyhaven.sqlite3*")
    ]
    assert any(name.endswith("-wal") for name, _ in files)
    assert search(run.everything(), files) == []


def test_no_session_holds_a_secret_once_its_code_was_used(run: Run) -> None:
    """Sessions are compressed, so a search through the file alone would not see into them."""
    rows = run.stack.rows.all("SELECT session_data FROM django_session")
    sessions = [SessionStore().decode(data) for (data,) in rows]
    assert any("_auth_user_id" in session for session in sessions)
    places = [("a session", json.dumps(session).encode()) for session in sessions]
    assert search(run.everything(), places) == []


def test_the_cloud_holds_no_secret(run: Run) -> None:
    files = _files(run.stack.cloud.root)
    assert any("backup-000003" in name for name, _ in files)
    assert search(run.everything(), files) == []


def test_mails_hold_no_secret_but_their_own_code(run: Run) -> None:
    mails = _files(run.stack.mail)
    assert len(mails) >= 3
    found = search(run.everything(), mails)
    assert {hit.secret for hit in found} == set(run.codes)


def test_the_enclaves_files_hold_no_secret(run: Run) -> None:
    assert search(run.everything(), _files(run.stack.enclave.folder)) == []
