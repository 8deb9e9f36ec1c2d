"""OneDrive on loopback, as Microsoft Graph serves it: paths below the app's folder, items, eTags.

Names of fields are those of Graph's own metadata (tests/clouds/graph_types.json, which
test_onedrive.py compares with Microsoft's client where that is installed).
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qsl, quote, urlencode

from recovery.clouds.onedrive import API_HOST
from tests.clouds.fault_server import Reply
from tests.clouds.oauth_part import Call, as_json
from tests.clouds.provider_server import ProviderServer

CONTENT_HOST = "public.by.files.1drv.com"
_ROOT = "/v1.0/me/drive/special/approot"
_ITEM = re.compile(rf"{_ROOT}(?::(?P<path>/[^:]*):?)?(?P<what>/content|/children)?")
_NOW = "2026-11-21T08:00:00Z"
_PAGE = 3


@cache
def types() -> dict[str, list[str]]:
    """Type of Graph → names of its properties."""
    found: dict[str, list[str]] = json.loads(
        Path(__file__).with_name("graph_types.json").read_text()
    )
    return found


class GraphServer(ProviderServer):
    kind = "onedrive"
    hosts: ClassVar[set[str]] = {"login.microsoftonline.com", API_HOST, CONTENT_HOST}
    steps: ClassVar[dict[str, tuple[str, str]]] = {
        "write": ("put", ".json"),
        "read back": ("download", ".json"),
        "look at the pointer": ("download", "current.json"),
        "switch": ("put", "current.json"),
    }

    def target_of(self, call: Call) -> tuple[str, str]:
        if call.host == CONTENT_HOST:
            return "download", call.route
        if call.route == "/v1.0/me":
            return "me", ""
        fits = _ITEM.fullmatch(call.route)
        if fits is None:
            return "unknown", call.route
        path, what = fits["path"] or "", (fits["what"] or "").strip("/")
        names = {"content": "put", "children": "children" if call.method == "GET" else "make"}
        return names.get(what, call.method.lower()), path

    def reply(self, call: Call, operation: str, path: str) -> Reply:
        if operation == "download":
            return self._download(call, path)
        if call.token not in self.tokens:
            return _error(401, "InvalidAuthenticationToken")
        match operation:
            case "me":
                return self._me(call)
            case "put":
                return self._write(call, self._name(path))
            case "children":
                return self._children(call, self._name(path))
            case "make":
                return self._make(call, path)
        name = self._name(path)
        if name not in self.files and name not in self.folders:
            return _error(404, "itemNotFound")
        if operation == "delete":
            for known in [one for one in self.files if f"{one}/".startswith(f"{name}/")]:
                del self.files[known]
            self.folders.discard(name)
            return Reply(204)
        return as_json(200, self._item(name))

    def _download(self, call: Call, path: str) -> Reply:
        if "authorization" in call.headers:
            self.violations.append("a token was sent to the address of a file's content")
        if path not in self.files or dict(parse_qsl(call.query)).get("tempauth") != "short":
            return Reply(404)
        return Reply(200, {"Content-Type": "application/octet-stream"}, self.files[path])

    def _me(self, call: Call) -> Reply:
        user = self.tokens[call.token]
        shown = {"id": user.account_id, "displayName": user.name, "mail": None}
        shown["userPrincipalName"] = user.address
        self._check("User", shown)
        return as_json(200, shown)

    def _write(self, call: Call, path: str) -> Reply:
        behavior = dict(parse_qsl(call.query)).get("@microsoft.graph.conflictBehavior", "replace")
        there, expected = path in self.files, call.headers.get("if-match")
        if path in self.folders:
            return _error(409, "nameAlreadyExists")
        if self.keeps_conditions and there and behavior == "fail":
            return _error(409, "nameAlreadyExists")
        if self.keeps_conditions and expected and expected != (there and self._etag(path)):
            return _error(412, "resourceModified")
        # A folder on the way comes into being with the file.
        if (folder := path.rpartition("/")[0]) not in {"", *self.folders}:
            self.folders.add(folder)
        self.write(path, call.body)
        return as_json(200 if there else 201, self._item(path))

    def _make(self, call: Call, path: str) -> Reply:
        asked: dict[str, Any] = json.loads(call.body)
        self._check("DriveItem", asked)
        name = self._name(f"{path}/{asked['name']}")
        if name in self.folders or name in self.files:
            return _error(409, "nameAlreadyExists")
        self.folders.add(name)
        return as_json(201, self._item(name))

    def _children(self, call: Call, folder: str) -> Reply:
        if folder and folder not in self.folders:
            return _error(404, "itemNotFound")
        query = dict(parse_qsl(call.query))
        known = [*self.files, *(self.folders - {"/"})]
        inside = sorted(path for path in known if path.rpartition("/")[0] == folder)
        start = int(query.get("$skiptoken", "0"))
        content: dict[str, Any] = {"value": [self._item(one) for one in inside[start:][:_PAGE]]}
        if start + _PAGE < len(inside):
            query["$skiptoken"] = str(start + _PAGE)
            link = f"https://{API_HOST}{quote(call.route, safe='/:')}?{urlencode(query)}"
            content["@odata.nextLink"] = link
        return as_json(200, content)

    def _item(self, path: str) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "id": f"B0!{abs(hash(path))}",
            "name": path.rpartition("/")[2],
            "eTag": self._etag(path),
            "lastModifiedDateTime": _NOW,
        }
        if path in self.folders:
            shown["folder"] = {"childCount": 0}
        else:
            shown["file"] = {"mimeType": "application/octet-stream", "hashes": {}}
            shown["size"] = len(self.files[path])
            link = f"https://{CONTENT_HOST}{quote(path)}?tempauth=short"
            shown["@microsoft.graph.downloadUrl"] = link
        self._check("DriveItem", shown)
        return shown

    def _etag(self, path: str) -> str:
        mark = 0 if path in self.folders else self.mark(path)
        return f'"{{B0-{abs(hash(path)):x}}},{mark}"'

    def _name(self, path: str) -> str:
        """The spelling under which a path is known: upper and lower case are the same."""
        known = {name.lower(): name for name in (*self.files, *self.folders)}
        return known.get(path.lower(), path)

    def _check(self, kind: str, content: dict[str, Any]) -> None:
        named = {name for name in content if not name.startswith("@")}
        if unknown := named - set(types()[kind]):
            self.violations.append(f"{kind} has no {unknown}")


def _error(status: int, code: str) -> Reply:
    return as_json(status, {"error": {"code": code, "message": code}})
