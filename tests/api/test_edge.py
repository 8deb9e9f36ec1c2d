"""What the JSON edge refuses before any flow begins: always 4xx, always a code, never an echo."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from recovery.models import Generation
from tests.person import Json, Person
from tests.soft_client import Generation as Built
from tests.soft_client import b64u

SECRET = bytes(range(16))
WID = b64u(bytes(16))
TICKET: Json = {"ticket": "x", "credential": {}}
GENERATION: Json = {
    "name": "Savings",
    "envelope": "{}",
    "manifest": "a.b.c",
    "auth_share": b64u(bytes(17)),
    "pk_man": b64u(bytes(32)),
}
# Every endpoint: method, path and a body of the right form.
ENDPOINTS: list[tuple[str, str, Json | None]] = [
    ("POST", "/nonce", {"op": 3, "nonce_b": b64u(bytes(32))}),
    ("POST", "/login", TICKET),
    ("POST", "/recover", {**TICKET, "pk_eph": b64u(bytes(32))}),
    ("POST", "/passkeys", {**TICKET, "nickname": "Phone"}),
    ("POST", "/unlock", {**TICKET, "pk_eph": b64u(bytes(32)), "epoch": 0}),
    ("GET", f"/wallets/{WID}", None),
    ("PUT", f"/wallets/{WID}/generations/1", GENERATION),
    ("GET", f"/wallets/{WID}/generations/1", None),
    ("POST", f"/wallets/{WID}/generations/1/commit", {"digest": b64u(bytes(32))}),
    ("POST", f"/wallets/{WID}/export", None),
    ("PUT", f"/wallets/{WID}/shares/1/client", {"share": b64u(bytes(8))}),
    ("GET", f"/wallets/{WID}/shares/1/client", None),
    ("POST", f"/wallets/{WID}/eject", None),
    ("POST", f"/wallets/{WID}/restore", None),
    ("GET", f"/wallets/{WID}/restore", None),
]
OPEN_TO_ALL = {"/nonce", "/login", "/recover"}
WRITING = [endpoint for endpoint in ENDPOINTS if endpoint[0] != "GET"]
FOR_PEOPLE = [endpoint for endpoint in ENDPOINTS if endpoint[1] not in OPEN_TO_ALL]
WITH_BODY = [endpoint for endpoint in ENDPOINTS if endpoint[2] is not None]


def _names(endpoints: list[tuple[str, str, Json | None]]) -> list[str]:
    return [f"{method} {path.replace(WID, 'wid')}" for method, path, _ in endpoints]


def every(endpoints: list[tuple[str, str, Json | None]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("method", "path", "body"), endpoints, ids=_names(endpoints))


def send_text(person: Person, path: str, text: str, *, method: str = "POST") -> tuple[int, Json]:
    headers = {"x-csrftoken": person.csrf_token(), "if-match": '"0"'}
    status, answer = person.send(method, f"/api{path}", body=text, headers=headers)
    return status, json.loads(answer)


# --- Who asks ------------------------------------------------------------------------------------


@every(WRITING)
def test_refuses_a_request_without_our_pages_token(
    alice: Person, method: str, path: str, body: Json | None
) -> None:
    text = json.dumps(body or {})
    status, answer = alice.send(method, f"/api{path}", body=text, headers={"if-match": '"0"'})
    assert status == 403
    assert json.loads(answer)["code"] == "forbidden"


@every(WRITING)
def test_refuses_the_token_of_another_page(
    alice: Person, method: str, path: str, body: Json | None
) -> None:
    headers = {"x-csrftoken": "A" * 32, "if-match": '"0"'}
    status, answer = alice.send(method, f"/api{path}", body=json.dumps(body or {}), headers=headers)
    assert (status, json.loads(answer)["code"]) == (403, "forbidden")


@every(WRITING)
def test_refuses_a_request_from_another_origin(
    alice: Person, method: str, path: str, body: Json | None
) -> None:
    headers = {
        "x-csrftoken": alice.csrf_token(),
        "if-match": '"0"',
        "origin": "https://evil.example",
    }
    status, answer = alice.send(method, f"/api{path}", body=json.dumps(body or {}), headers=headers)
    assert (status, json.loads(answer)["code"]) == (403, "forbidden")


@every(FOR_PEOPLE)
def test_nobody_is_told_to_sign_in(
    alice: Person, method: str, path: str, body: Json | None
) -> None:
    alice.new_device()
    status, answer = alice.call(method, path, body, if_match=0)
    assert (status, answer["code"]) == (401, "unauthorized")


@every([endpoint for endpoint in ENDPOINTS if endpoint[1] in OPEN_TO_ALL])
def test_a_stranger_without_any_cookie_gets_no_answer(
    alice: Person, method: str, path: str, body: Json | None
) -> None:
    response = Client(enforce_csrf_checks=True).post(
        f"/api{path}", data=json.dumps(body), content_type="application/json"
    )
    assert response.status_code in {401, 403}
    assert "code" in response.json()


@every(WRITING)
def test_a_page_cannot_be_made_to_write_by_a_link(
    alice: Person, method: str, path: str, body: Json | None
) -> None:
    if ("GET", path) in {(each[0], each[1]) for each in ENDPOINTS}:
        return
    status, _ = alice.send("GET", f"/api{path}", body="", headers={})
    assert status == 405


def test_a_wallet_of_another_person_is_not_there_at_any_endpoint(
    alice: Person, mallory: Person
) -> None:
    built = alice.protect(secret=SECRET)
    before = list(Generation.objects.values())
    for method, path, body in _wallet_endpoints(mallory, built):
        status, answer = mallory.call(method, path, body, if_match=1)
        assert (status, answer["code"]) == (404, "not_found"), (method, path)
    assert list(Generation.objects.values()) == before


def _wallet_endpoints(person: Person, built: Built) -> list[tuple[str, str, Json | None]]:
    wid = f"/wallets/{b64u(built.wid)}"
    touch, unsealed = person.unlock()
    following = person.browser.build_generation(
        secret=SECRET,
        wid=built.wid,
        gen=2,
        slots=[person.slot(touch, unsealed)],
        previous_manifest=built.manifest,
    )
    return [
        ("GET", wid, None),
        ("PUT", f"{wid}/generations/2", person.upload_body(following)),
        ("GET", f"{wid}/generations/1", None),
        ("POST", f"{wid}/generations/1/commit", {"digest": b64u(built.digest)}),
        ("GET", f"{wid}/shares", None),
        ("PUT", f"{wid}/shares/1/client", {"share": b64u(bytes(8))}),
        ("GET", f"{wid}/shares/1/client", None),
        ("POST", f"{wid}/shares/1/stored", {"stored": True}),
        ("POST", f"{wid}/eject", {}),
        ("POST", f"{wid}/restore", None),
        ("GET", f"{wid}/restore", None),
    ]


# --- What it looks like --------------------------------------------------------------------------

NOT_JSON = {
    "nothing": "",
    "half": '{"op": 3',
    "text": '"3"',
    "list": "[]",
    "null": "null",
    "number": "1e999",
    "deep list": "[" * 60_000,
    "deep object": '{"a":' * 30_000,
    "NUL": "\0",
}


@pytest.mark.parametrize("text", NOT_JSON.values(), ids=list(NOT_JSON))
@every(WITH_BODY)
def test_refuses_what_is_no_object(
    alice: Person, method: str, path: str, body: Json | None, text: str
) -> None:
    status, answer = send_text(alice, path, text, method=method)
    assert (status, answer["code"]) == (400, "bad_request")


WRONG: list[Any] = [None, True, 3.5, -1, [], {}, "", "\0", "*", "AAA", "A" * 5000, 10**40]


@every(WITH_BODY)
def test_refuses_every_member_of_a_wrong_type(
    alice: Person, method: str, path: str, body: Json | None
) -> None:
    for name, value in (body or {}).items():
        for wrong in WRONG:
            # Short text is a possible name, a possible ticket and a possible file; see below.
            if isinstance(wrong, str) and name in {"name", "nickname", "ticket", "credential"}:
                continue
            if isinstance(value, dict) and isinstance(wrong, dict):
                continue
            text = json.dumps({**(body or {}), name: wrong})
            status, answer = send_text(alice, path, text, method=method)
            assert 400 <= status < 500, (name, wrong, status)
            assert "code" in answer
            assert "5000" not in answer["message"]


@every(WITH_BODY)
def test_refuses_a_member_too_many_and_one_too_few(
    alice: Person, method: str, path: str, body: Json | None
) -> None:
    full = body or {}
    bodies = [{**full, "extra": 1}]
    bodies += [{key: full[key] for key in full if key != left_out} for left_out in full]
    for wrong in bodies:
        status, answer = send_text(alice, path, json.dumps(wrong), method=method)
        assert (status, answer["code"]) == (400, "bad_request")


FOREIGN = {
    "padding": "A" * 43 + "=",
    "standard alphabet": "+" * 43,
    "slash": "/" * 43,
    "white space": " " + "A" * 43,
    "line end": "A" * 43 + "\n",
    "another script": "А" * 43,
    "left-over bits": "A" * 42 + "B",
    "one character more": "A" * 45,
    "surrogate": "\ud800" * 43,
}


@pytest.mark.parametrize("text", FOREIGN.values(), ids=list(FOREIGN))
def test_refuses_a_second_spelling_of_the_same_bytes(alice: Person, text: str) -> None:
    status, answer = alice.call("POST", "/nonce", {"op": 3, "nonce_b": text})
    assert (status, answer["code"]) == (400, "bad_request")
    body = {"digest": text}
    status, answer = alice.call("POST", f"/wallets/{WID}/generations/1/commit", body)
    assert (status, answer["code"]) == (400, "bad_request")


@pytest.mark.parametrize("wid", ["AAAA", "A" * 21 + "B", "A" * 22 + "=", "%00", "..", "é" * 22])
def test_refuses_a_wallet_id_that_is_none(alice: Person, wid: str) -> None:
    status, answer = alice.call("GET", f"/wallets/{wid}/restore")
    assert status in {400, 404}
    assert "code" in answer


@pytest.mark.parametrize("number", ["0", "-1", "2147483648", "9" * 30, "1.5", "one", "%31"])
def test_refuses_a_generation_number_that_is_none(alice: Person, number: str) -> None:
    for method, end, body in [
        ("GET", "", None),
        ("PUT", "", GENERATION),
        ("POST", "/commit", {"digest": b64u(bytes(32))}),
    ]:
        path = f"/wallets/{WID}/generations/{number}{end}"
        status, answer = alice.call(method, path, body, if_match=0)
        assert 400 <= status < 500, (method, number)
        assert "code" in answer


@pytest.mark.parametrize("epoch", [-1, 2**32, 10**40])
def test_refuses_an_epoch_that_is_none(alice: Person, epoch: int) -> None:
    body = {**TICKET, "pk_eph": b64u(bytes(32)), "epoch": epoch}
    assert alice.call("POST", "/unlock", body)[0] == 400


@pytest.mark.parametrize("etag", ["1", 'W/"0"', '""', '"x"', "*", '"0", "1"', '"²"', '"-1"'])
def test_refuses_an_if_match_that_names_no_generation(alice: Person, etag: str) -> None:
    headers = {"x-csrftoken": alice.csrf_token(), "if-match": etag}
    path = f"/api/wallets/{WID}/generations/1"
    status, answer = alice.send("PUT", path, body=json.dumps(GENERATION), headers=headers)
    assert (status, json.loads(answer)["code"]) == (400, "bad_request")


def test_refuses_a_write_without_if_match(alice: Person) -> None:
    status, answer = alice.call("PUT", f"/wallets/{WID}/generations/1", GENERATION)
    assert (status, answer["code"]) == (400, "bad_request")


@pytest.mark.parametrize("name", ["\0", "a\0b", "\ud800", "a\nb", "\u202e", "   ", "A" * 41])
def test_refuses_a_wallet_name_that_nobody_can_read(alice: Person, name: str) -> None:
    built = _first(alice)
    body = alice.upload_body(built, name)
    status, answer = alice.call("PUT", alice.path_of(built), body, if_match=0)
    assert 400 <= status < 500
    assert "code" in answer


@pytest.mark.parametrize("text", ["\0", "\ud800", "é", "A" * 65_537])
@pytest.mark.parametrize("member", ["envelope", "manifest"])
def test_refuses_a_file_that_is_none(alice: Person, member: str, text: str) -> None:
    built = _first(alice)
    body = {**alice.upload_body(built), member: text}
    status, answer = alice.call("PUT", alice.path_of(built), body, if_match=0)
    assert status in {400, 422}
    assert "code" in answer


def _first(person: Person) -> Built:
    touch, unsealed = person.unlock()
    return person.browser.build_generation(
        secret=SECRET, wid=bytes(range(16)), gen=1, slots=[person.slot(touch, unsealed)]
    )


@every(WITH_BODY)
def test_refuses_a_body_that_is_too_large(
    alice: Person, method: str, path: str, body: Json | None
) -> None:
    text = json.dumps({**(body or {}), "extra": "A" * 300_000})
    status, answer = send_text(alice, path, text, method=method)
    assert (status, answer["code"]) == (413, "body_too_large")


@pytest.mark.parametrize("path", ["/", "/unknown", "/wallets/", "/docs", "/openapi.json"])
def test_has_no_other_addresses(alice: Person, path: str) -> None:
    status, _ = alice.send("GET", f"/api{path}", body="", headers={})
    assert status == 404


# --- How often -----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/login", "/recover"])
def test_trying_too_often_is_refused_before_anything_is_looked_at(
    alice: Person, settings: Any, path: str
) -> None:
    settings.PASSKEY_TRIES_A_MINUTE = 0
    body = {**TICKET, "pk_eph": b64u(bytes(32))} if path == "/recover" else TICKET
    status, answer = alice.call("POST", path, body)
    assert (status, answer["code"]) == (429, "too_many_requests")
