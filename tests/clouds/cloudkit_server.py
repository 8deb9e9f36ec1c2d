"""CloudKit Web Services on loopback, as Apple describes them, and Apple's page for signing in.

Records have a name, a type, fields with a value and a type, and a tag that changes with each write.
Tokens of people go with each request and come back new. What breaks the description is noted.

Source: https://developer.apple.com/library/archive/documentation/DataManagement/Conceptual/
CloudKitWebServicesReference/
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from tests.clouds.fault_server import FaultServer, Reply, Seen

CONTAINER = "iCloud.example.wallet"
API_TOKEN = "api-token-for-web-pages"
API_HOST = "api.apple-cloudkit.com"
SIGN_IN_HOST = "idmsa.apple.com"
HOSTS = {API_HOST, SIGN_IN_HOST}
PEOPLE = {"Samantha": "_5a1ce0b7", "Dora": "_d0a4f1e2"}
# https://developer.apple.com/library/archive/…/ErrorCodes.html
STATUS = {
    "ACCESS_DENIED": 403,
    "AUTHENTICATION_FAILED": 401,
    "AUTHENTICATION_REQUIRED": 421,
    "BAD_REQUEST": 400,
    "INTERNAL_ERROR": 500,
    "QUOTA_EXCEEDED": 413,
    "THROTTLED": 429,
    "TRY_AGAIN_LATER": 503,
}
_NEW_TOKEN = "X-Apple-CloudKit-Web-Auth-Token"
_OPERATIONS = {
    "create",
    "update",
    "forceUpdate",
    "replace",
    "forceReplace",
    "delete",
    "forceDelete",
}
_MOST_BYTES = 1_000_000


@dataclass
class Record:
    type: str
    fields: dict[str, Any]
    tag: str


class CloudKitServer(FaultServer):
    """by_person: name of each person's records to the record. error: what the next requests are
    answered with, such as "QUOTA_EXCEEDED", and of which operation: "read", "write" or ""."""

    def __init__(self) -> None:
        super().__init__()
        self.by_person: dict[str, dict[str, Record]] = {name: {} for name in PEOPLE}
        self.violations: list[str] = []
        # Every token that was ever given out.
        self.ever: list[str] = []
        self._signed_in: dict[str, str] = {}
        self._errors: list[tuple[str, str]] = []
        self._last = 0

    def fail(self, code: str, *, at: str = "") -> None:
        """Answer one request so. at: "lookup", "create", "update"; any where it is empty."""
        self._errors.append((code, at))

    def sign_everybody_out(self) -> None:
        self._signed_in.clear()

    def answer(self, seen: Seen, body: bytes) -> Reply:
        path, _, query = seen.target.partition("?")
        _, host, route = path.split("/", 2)
        if host == SIGN_IN_HOST:
            return self._sign_in()
        asked = dict(parse_qsl(query))
        prefix = f"database/1/{CONTAINER}/production/"
        if not route.startswith(prefix) or asked.get("ckAPIToken") != API_TOKEN:
            return _error("AUTHENTICATION_FAILED")
        who = self._signed_in.pop(asked.get("ckWebAuthToken", ""), None)
        if who is None:
            target = f"http://{seen.headers['host']}/{SIGN_IN_HOST}/IDMSWebAuth/auth"
            return _error("AUTHENTICATION_REQUIRED", redirectURL=target)
        # A token is good once; the next one comes with the answer.
        headers = {_NEW_TOKEN: self._token_for(who), "Access-Control-Expose-Headers": _NEW_TOKEN}
        reply = self._reply(seen.method, route.removeprefix(prefix), who, body)
        return Reply(reply.status, {**reply.headers, **headers}, reply.body)

    def _reply(self, method: str, route: str, who: str, body: bytes) -> Reply:
        if (method, route) == ("GET", "public/users/caller"):
            return _json(200, {"userRecordName": PEOPLE[who]})
        asked = json.loads(body)
        if (method, route) == ("POST", "private/records/lookup"):
            if (code := self._next_error("lookup")) is not None:
                return _error(code)
            return _json(200, {"records": [self._lookup(who, one) for one in asked["records"]]})
        if (method, route) == ("POST", "private/records/modify"):
            (operation,) = asked["operations"]
            if (code := self._next_error(operation["operationType"])) is not None:
                return _error(code)
            return _json(200, {"records": [self._modify(who, operation)]})
        return _error("BAD_REQUEST")

    def _lookup(self, who: str, asked: dict[str, Any]) -> dict[str, Any]:
        name = asked["recordName"]
        record = self.by_person[who].get(name)
        if record is None:
            return {
                "recordName": name,
                "serverErrorCode": "NOT_FOUND",
                "reason": "Record not found",
            }
        return _shown(name, record)

    def _modify(self, who: str, operation: dict[str, Any]) -> dict[str, Any]:
        kind, asked = operation["operationType"], operation["record"]
        name, records = asked["recordName"], self.by_person[who]
        if kind not in _OPERATIONS or not name.isascii() or len(name) > 255 or name[0] == "_":
            self.violations.append(f"{kind} of {name}")
        if kind == "forceDelete":
            records.pop(name, None)
            return {"recordName": name, "deleted": True}
        there = records.get(name)
        if kind == "create" and there is not None:
            return _refused(name, "CONFLICT")
        if kind == "update" and (there is None or there.tag != asked.get("recordChangeTag")):
            return _refused(name, "CONFLICT")
        size = sum(len(str(field["value"])) for field in asked["fields"].values())
        if size > _MOST_BYTES or any(set(f) != {"value", "type"} for f in asked["fields"].values()):
            self.violations.append(f"the fields of {name}")
        self._last += 1
        records[name] = Record(asked["recordType"], asked["fields"], f"tag{self._last}")
        return _shown(name, records[name])

    def _sign_in(self) -> Reply:
        """The page posts its answer to the window that opened it."""
        lines = "".join(
            f'<p><button data-token="{self._token_for(name)}">Sign in as {name}</button></p>'
            for name in PEOPLE
        )
        page = (
            '<!doctype html><html lang="en"><title>Apple</title><link rel="icon" href="data:,">'
            f"<h1>Apple asks</h1>{lines}<script>onclick = ({{ target: {{ dataset }} }}) => "
            'opener.postMessage({ ckWebAuthToken: dataset.token }, "*");</script>'
        )
        return Reply(200, {"Content-Type": "text/html; charset=utf-8"}, page.encode())

    def _token_for(self, who: str) -> str:
        token = f"web+auth/{secrets.token_urlsafe(24)}="
        self._signed_in[token] = who
        self.ever.append(token)
        return token

    def _next_error(self, operation: str) -> str | None:
        if self._errors and self._errors[0][1] in {"", operation}:
            return self._errors.pop(0)[0]
        return None


def _shown(name: str, record: Record) -> dict[str, Any]:
    return {
        "recordName": name,
        "recordType": record.type,
        "fields": record.fields,
        "recordChangeTag": record.tag,
        "deleted": False,
    }


def _refused(name: str, code: str) -> dict[str, Any]:
    return {"recordName": name, "serverErrorCode": code, "reason": code.lower()}


def _error(code: str, **more: str) -> Reply:
    content = {"uuid": "0", "serverErrorCode": code, "reason": code.lower(), **more}
    return _json(STATUS[code], content)


def _json(status: int, content: dict[str, Any]) -> Reply:
    return Reply(status, {"Content-Type": "application/json"}, json.dumps(content).encode())
