"""Google Drive on loopback: its methods, held to the discovery document that its own client ships.

Names of parameters and fields that come in, and fields that go out, are those of the document, or
they are noted as violations. Files have ids and parents, and names that need not be unique.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qsl

import googleapiclient

from tests.clouds.fault_server import Reply
from tests.clouds.oauth_part import Call, as_json
from tests.clouds.provider_server import ProviderServer

API_HOST = "www.googleapis.com"
_FOLDER_TYPE = "application/vnd.google-apps.folder"
# The space that one app has for itself, and the scope that opens it and nothing else.
APP_FOLDER = "appDataFolder"
APP_SCOPE = "https://www.googleapis.com/auth/drive.appdata"
_START = datetime(2026, 11, 21, 8, 0, 0, tzinfo=UTC)
_BLANK = re.compile(rb"\r?\n\r?\n")
_PROPERTY = re.compile(r"appProperties has \{ key='(\w+)' and value='([\w-]*)' \}")


@cache
def discovery() -> dict[str, Any]:
    """https://developers.google.com/discovery/v1/reference/apis, for Drive v3."""
    folder = Path(googleapiclient.__file__).parent / "discovery_cache" / "documents"
    found: dict[str, Any] = json.loads((folder / "drive.v3.json").read_text())
    return found


@dataclass
class Node:
    """owner: set where the file lies in the app's own space of this person."""

    id: str
    name: str
    parents: list[str]
    mime: str
    properties: dict[str, str]
    number: int
    data: bytes = b""
    revision: int = 1
    trashed: bool = False
    since: datetime = field(default=_START)
    owner: str = ""


class _ByPath(MutableMapping[str, bytes]):
    """Drive's files as the other providers have them: the newest of each path."""

    def __init__(self, nodes: dict[str, Node]) -> None:
        self._nodes = nodes

    def _by_path(self) -> dict[str, Node]:
        alive = [node for node in self._nodes.values() if not node.trashed]
        return {self.path(node): node for node in alive if node.mime != _FOLDER_TYPE}

    def path(self, node: Node) -> str:
        around = self._nodes.get(node.parents[0])
        return f"{self.path(around) if around else ''}/{node.name}"

    def __getitem__(self, path: str) -> bytes:
        return self._by_path()[path].data

    def __setitem__(self, path: str, data: bytes) -> None:
        node = self._by_path()[path]
        node.data, node.revision = data, node.revision + 1

    def __delitem__(self, path: str) -> None:
        del self._nodes[self._by_path()[path].id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_path())

    def __len__(self) -> int:
        return len(self._by_path())


class DriveServer(ProviderServer):
    kind = "gdrive"
    hosts: ClassVar[set[str]] = {"accounts.google.com", "oauth2.googleapis.com", API_HOST}
    steps: ClassVar[dict[str, tuple[str, str]]] = {
        "write": ("create", ".json"),
        "read back": ("download", ".json"),
        "look at the pointer": ("download", "current.json"),
        "switch": ("create", "current.json"),
    }

    def __init__(self) -> None:
        super().__init__()
        self.nodes: dict[str, Node] = {}
        self.files = _ByPath(self.nodes)  # type: ignore[assignment]
        self._ids: set[str] = set()
        self._last = 0

    def write(self, path: str, data: bytes) -> None:
        self.files[path] = data

    def target_of(self, call: Call) -> tuple[str, str]:
        method, file_id = _method(call)
        node = self.nodes.get(file_id)
        if method == "create":
            described, _ = _described(call)
            parent = self.nodes.get((described.get("parents") or ["root"])[0])
            around = self.files.path(parent) if parent else ""  # type: ignore[attr-defined]
            return method, f"{around}/{described.get('name')}"
        if method == "get" and _query(call).get("alt") == "media":
            method = "download"
        return method, self.files.path(node) if node else ""  # type: ignore[attr-defined]

    def reply(self, call: Call, operation: str, path: str) -> Reply:
        if call.token not in self.tokens:
            return _error(401, "authError")
        method, file_id = _method(call)
        if not method:
            return Reply(404)
        self._check_query(call, method)
        if not self._may(call, method, file_id):
            return _error(403, "insufficientScopes")
        match method:
            case "about":
                user = self.tokens[call.token]
                shown = {"displayName": user.name, "emailAddress": user.address, "me": True}
                return as_json(200, {"user": {**shown, "permissionId": user.account_id}})
            case "generateIds":
                self._ids.add(new := secrets.token_urlsafe(24))
                return as_json(200, {"ids": [new], "kind": "drive#generatedIds", "space": "drive"})
            case "create":
                return self._create(call)
            case "list":
                return self._list_files(call)
        node = self.nodes.get(file_id)
        if node is None:
            return _error(404, "notFound")
        if method == "update":
            node.data, node.revision = call.body, node.revision + 1
        if method == "delete":
            self._delete(node)
            return Reply(204)
        if operation == "download":
            return Reply(200, {"Content-Type": node.mime}, node.data)
        return self._shown(call, node)

    def _may(self, call: Call, method: str, file_id: str) -> bool:
        """A token for the app's own space opens nothing else, and no other token opens that."""
        is_for_app = APP_SCOPE in self.oauth.scopes.get(call.token, set())
        if method in {"about", "generateIds"}:
            return True
        if method == "list":
            return is_for_app == (_query(call).get("spaces") == APP_FOLDER)
        if method == "create":
            return is_for_app == (_described(call)[0].get("parents") == [APP_FOLDER])
        node = self.nodes.get(file_id)
        # What a token does not open is not there for it.
        return node is None or is_for_app == bool(node.owner)

    def _create(self, call: Call) -> Reply:
        described, data = _described(call)
        self._check_fields("File", described)
        file_id = described.get("id") or secrets.token_urlsafe(24)
        if file_id in self.nodes:
            return _error(409, "fileIdInUse")
        if "id" in described and file_id not in self._ids:
            return _error(400, "invalid")
        properties: dict[str, str] = described.get("appProperties", {})
        if any(len(f"{key}{value}".encode()) > 124 for key, value in properties.items()):
            return _error(403, "propertyTooLong")
        parents = described.get("parents") or ["root"]
        if any(parent not in {"root", APP_FOLDER, *self.nodes} for parent in parents):
            return _error(404, "notFound")
        self._last += 1
        since = _START + timedelta(milliseconds=self._last)
        mime = described.get("mimeType", "application/octet-stream")
        node = Node(
            file_id, described["name"], parents, mime, properties, self._last, data, since=since
        )
        if parents == [APP_FOLDER]:
            node.owner = self.tokens[call.token].account_id
        self.nodes[file_id] = node
        return self._shown(call, node)

    def _delete(self, node: Node) -> None:
        for inside in [one for one in self.nodes.values() if node.id in one.parents]:
            self._delete(inside)
        self.nodes.pop(node.id, None)

    def _list_files(self, call: Call) -> Reply:
        query = _query(call)
        is_own = query.get("spaces") == APP_FOLDER
        owner = self.tokens[call.token].account_id if is_own else ""
        space = [node for node in self.nodes.values() if node.owner == owner]
        found = [node for node in space if self._fits(node, query.get("q", ""))]
        # A page is as large as Drive pleases.
        start, size = int(query.get("pageToken", "0")), min(int(query.get("pageSize", "100")), 3)
        page = found[start : start + size]
        content: dict[str, Any] = {"files": [_file(node) for node in page]}
        if start + size < len(found) and "nextPageToken" in query.get("fields", ""):
            content["nextPageToken"] = str(start + size)
        self._check_fields("FileList", content)
        wanted = re.search(r"files\(([^)]*)\)", query.get("fields", ""))
        if wanted is not None:
            names = wanted[1].split(",")
            content["files"] = [_only(file, names) for file in content["files"]]
        return as_json(200, content)

    def _fits(self, node: Node, asked: str) -> bool:
        rest = asked
        for key, value in _PROPERTY.findall(asked):
            if node.properties.get(key) != value:
                return False
            rest = rest.replace(f"appProperties has {{ key='{key}' and value='{value}' }}", "")
        for clause in filter(None, (part.strip() for part in rest.split(" and "))):
            if clause == "trashed = false":
                if node.trashed:
                    return False
            elif (named := re.fullmatch(r"name = '([^']*)'", clause)) is not None:
                if node.name != named[1]:
                    return False
            else:
                self.violations.append(f"this query is not known: {clause}")
        return True

    def _shown(self, call: Call, node: Node) -> Reply:
        shown = _file(node)
        self._check_fields("File", shown)
        fields = _query(call).get("fields", "kind,id,name,mimeType")
        names = [name for name in fields.split(",") if name != "*"]
        if unknown := set(names) - set(discovery()["schemas"]["File"]["properties"]):
            self.violations.append(f"unknown fields were asked for: {unknown}")
        return as_json(200, _only(shown, names) if names else shown)

    # --- The discovery document ------------------------------------------------------------------

    def _check_query(self, call: Call, method: str) -> None:
        described = _described_method(method)
        known = {*described.get("parameters", {}), *discovery()["parameters"], "uploadType"}
        if unknown := set(_query(call)) - known:
            self.violations.append(f"{method} has no parameters {unknown}")

    def _check_fields(self, schema: str, content: dict[str, Any]) -> None:
        known = discovery()["schemas"][schema]["properties"]
        for name, value in content.items():
            if name not in known:
                self.violations.append(f"{schema} has no field {name}")
                continue
            kinds = {"string": str, "boolean": bool, "array": list, "object": dict}
            if not isinstance(value, kinds.get(known[name].get("type"), object)):
                self.violations.append(f"{schema}.{name} has another type")


def _described_method(method: str) -> dict[str, Any]:
    resources = discovery()["resources"]
    found: dict[str, Any]
    if method == "about":
        found = resources["about"]["methods"]["get"]
    else:
        found = resources["files"]["methods"][method]
    return found


def _method(call: Call) -> tuple[str, str]:
    """The method of the document that verb and path belong to, and the file's id."""
    route = call.route.removeprefix("/upload").removeprefix("/drive/v3/")
    for name in ("generateIds", "about", "list", "create", "get", "update", "delete"):
        described = _described_method(name)
        if described["httpMethod"] != call.method:
            continue
        pattern = re.sub(r"\{\w+\}", "([^/]+)", str(described["path"]))
        if (fits := re.fullmatch(pattern, route)) is not None:
            return name, fits[1] if fits.groups() else ""
    return "", ""


def _query(call: Call) -> dict[str, str]:
    return dict(parse_qsl(call.query))


def _described(call: Call) -> tuple[dict[str, Any], bytes]:
    """What is said about a file, and what is in it."""
    kind = call.headers.get("content-type", "")
    if not kind.startswith("multipart/related"):
        found: dict[str, Any] = json.loads(call.body or b"{}")
        return found, b""
    boundary = kind.partition("boundary=")[2].strip('"').encode()
    first, second = call.body.split(b"--" + boundary)[1:3]
    # What is in the file is taken as it came, but for the end of line before the next boundary.
    content = re.sub(rb"\r?\n\Z", b"", _BLANK.split(second, maxsplit=1)[1])
    return json.loads(_BLANK.split(first, maxsplit=1)[1]), content


def _file(node: Node) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "kind": "drive#file",
        "id": node.id,
        "name": node.name,
        "mimeType": node.mime,
        "parents": node.parents,
        "createdTime": _moment(node.since),
        "modifiedTime": _moment(node.since),
        "appProperties": node.properties,
        "trashed": node.trashed,
    }
    if node.mime != _FOLDER_TYPE:
        shown["sha256Checksum"] = hashlib.sha256(node.data).hexdigest()
        shown["headRevisionId"] = f"{node.id}-{node.revision}"
        shown["size"] = str(len(node.data))
    return shown


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _only(shown: dict[str, Any], names: list[str]) -> dict[str, Any]:
    return {name: shown[name] for name in names if name in shown}


def _error(status: int, reason: str) -> Reply:
    line = {"domain": "global", "reason": reason, "message": reason}
    return as_json(status, {"error": {"code": status, "message": reason, "errors": [line]}})
