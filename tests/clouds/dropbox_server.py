"""Dropbox on loopback: its routes, held to the Stone description that its own client ships.

What comes in is parsed, and what goes out is made, by the published types. A request that does not
fit them is answered as Dropbox does, with status 400, and noted as a violation.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, ClassVar
from urllib.parse import parse_qsl

from dropbox import auth, common, files, stone_serializers, users, users_common
from dropbox.stone_validators import ValidationError

from recovery.clouds.dropbox import API_HOST, CONTENT_HOST, content_hash
from tests.clouds.fault_server import Reply
from tests.clouds.oauth_part import Call, as_json
from tests.clouds.provider_server import ProviderServer

_NOW = datetime(2026, 11, 21, 8, 0, 0, tzinfo=UTC).replace(tzinfo=None)
_PAGE = 3


class Refused(Exception):
    """status 409 with an error of the route's own type."""


class DropboxServer(ProviderServer):
    kind = "dropbox"
    hosts: ClassVar[set[str]] = {"www.dropbox.com", API_HOST, CONTENT_HOST}
    steps: ClassVar[dict[str, tuple[str, str]]] = {
        "write": ("upload", ".json"),
        "read back": ("download", ".json"),
        "look at the pointer": ("download", "current.json"),
        "switch": ("upload", "current.json"),
    }

    def target_of(self, call: Call) -> tuple[str, str]:
        operation = call.route.removeprefix("/2/").removeprefix("files/")
        path = _argument(call).get("path", "") if call.route.startswith("/2/") else ""
        return operation, str(path)

    def reply(self, call: Call, operation: str, path: str) -> Reply:
        if call.token not in self.tokens:
            return _auth_error(auth.AuthError.invalid_access_token)
        route, handler = self._routes().get((call.host, operation), (None, None))
        if route is None or handler is None:
            return Reply(404)
        try:
            argument = _decode(route.arg_type, _argument(call))
        except ValidationError as error:
            self.violations.append(f"{operation}: {error}")
            return Reply(400, body=str(error).encode())
        try:
            result = handler(argument, call)
        except Refused as refused:
            (tagged,) = refused.args
            return as_json(409, {"error_summary": "…", "error": _encode(route.error_type, tagged)})
        if isinstance(result, Reply):
            return result
        return as_json(200, _encode(route.result_type, result))

    def _routes(self) -> dict[tuple[str, str], tuple[Any, Callable[[Any, Call], Any]]]:
        return {
            (CONTENT_HOST, "upload"): (files.upload, self._upload),
            (CONTENT_HOST, "download"): (files.download, self._download),
            (API_HOST, "create_folder_v2"): (files.create_folder_v2, self._create_folder),
            (API_HOST, "delete_v2"): (files.delete_v2, self._delete),
            (API_HOST, "list_folder"): (files.list_folder, self._list_folder),
            (API_HOST, "list_folder/continue"): (files.list_folder_continue, self._continue),
            (API_HOST, "users/get_current_account"): (users.get_current_account, self._account),
        }

    # --- Routes ----------------------------------------------------------------------------------

    def _upload(self, argument: Any, call: Call) -> Any:
        if call.headers.get("content-type") != "application/octet-stream":
            self.violations.append("an upload has the content type application/octet-stream")
        if argument.content_hash not in {None, content_hash(call.body)}:
            raise Refused(files.UploadError.content_hash_mismatch)
        path = self._name(argument.path)
        if path in self.folders:
            raise Refused(_not_written(files.WriteConflictError.folder))
        there = self.files.get(path)
        if self.keeps_conditions and not self._may_write(argument, path, there, call.body):
            raise Refused(_not_written(files.WriteConflictError.file))
        self._make_parents(path)
        self.write(path, call.body)
        return self._metadata(path)

    def _may_write(self, argument: Any, path: str, there: bytes | None, data: bytes) -> bool:
        if there == data and not argument.strict_conflict:
            return True
        if argument.mode.is_overwrite():
            return True
        if argument.mode.is_update():
            if there is None:
                return not argument.strict_conflict
            return bool(argument.mode.get_update() == self._rev(path))
        return there is None

    def _download(self, argument: Any, call: Call) -> Any:
        path = self._found(argument.path, files.DownloadError.path)
        if path in self.folders:
            raise Refused(files.DownloadError.path(files.LookupError.not_file))
        described = json.dumps(_encode(files.download.result_type, self._metadata(path)))
        headers = {"Content-Type": "application/octet-stream", "Dropbox-API-Result": described}
        return Reply(200, headers, self.files[path])

    def _create_folder(self, argument: Any, call: Call) -> Any:
        path = self._name(argument.path)
        if path in self.files or path in self.folders:
            kind = "folder" if path in self.folders else "file"
            conflict = getattr(files.WriteConflictError, kind)
            raise Refused(files.CreateFolderError.path(files.WriteError.conflict(conflict)))
        self._make_parents(path + "/")
        return files.CreateFolderResult(metadata=self._metadata(path))

    def _delete(self, argument: Any, call: Call) -> Any:
        path = self._found(argument.path, files.DeleteError.path_lookup)
        gone = self._metadata(path)
        for known in [*self.files]:
            if known == path or known.startswith(path + "/"):
                del self.files[known]
        self.folders -= {known for known in self.folders if (known + "/").startswith(path + "/")}
        return files.DeleteResult(metadata=gone)

    def _list_folder(self, argument: Any, call: Call) -> Any:
        folder = ""
        if argument.path:
            folder = self._found(argument.path, files.ListFolderError.path)
            if folder in self.files:
                raise Refused(files.ListFolderError.path(files.LookupError.not_folder))
        return self._page(folder, 0)

    def _continue(self, argument: Any, call: Call) -> Any:
        number, _, folder = argument.cursor.partition(" ")
        return self._page(folder, int(number))

    def _page(self, folder: str, start: int) -> Any:
        known = [*self.files, *(self.folders - {"/"})]
        inside = sorted(path for path in known if path.rpartition("/")[0] == folder)
        end = start + _PAGE
        return files.ListFolderResult(
            entries=[self._metadata(path) for path in inside[start:end]],
            cursor=f"{end} {folder}",
            has_more=end < len(inside),
        )

    def _account(self, argument: Any, call: Call) -> Any:
        profile = self.tokens[call.token]
        return users.FullAccount(
            account_id=profile.account_id,
            name=users.Name(
                given_name=profile.name,
                surname="",
                familiar_name=profile.name,
                display_name=profile.name,
                abbreviated_name=profile.name[:1],
            ),
            email=profile.address,
            email_verified=True,
            disabled=False,
            locale="en",
            referral_link="https://db.tt/x",
            is_paired=False,
            account_type=users_common.AccountType.basic,
            root_info=common.UserRootInfo(root_namespace_id="1", home_namespace_id="1"),
        )

    # --- Files -----------------------------------------------------------------------------------

    def _name(self, path: str) -> str:
        """The spelling under which a path is known: upper and lower case are the same."""
        known = {name.lower(): name for name in (*self.files, *self.folders)}
        return known.get(path.lower(), path)

    def _found(self, path: str, error: Callable[[Any], Any]) -> str:
        name = self._name(path)
        if name not in self.files and name not in self.folders:
            raise Refused(error(files.LookupError.not_found))
        return name

    def _make_parents(self, path: str) -> None:
        parts = path.split("/")[1:-1]
        self.folders |= {"/" + "/".join(parts[: count + 1]) for count in range(len(parts))}

    def _rev(self, path: str) -> str:
        return f"{self.mark(path):011x}"

    def _metadata(self, path: str) -> Any:
        names = {
            "name": path.rpartition("/")[2],
            "path_lower": path.lower(),
            "path_display": path,
            "id": f"id:{abs(hash(path)):022d}",
        }
        if path in self.folders:
            return files.FolderMetadata(**names)
        data = self.files[path]
        return files.FileMetadata(
            **names,
            client_modified=_NOW,
            server_modified=_NOW,
            rev=self._rev(path),
            size=len(data),
            is_downloadable=True,
            content_hash=content_hash(data),
        )


def _argument(call: Call) -> dict[str, Any]:
    header = call.headers.get("dropbox-api-arg") or dict(parse_qsl(call.query)).get("arg")
    found: Any = json.loads(header or call.body or b"null")
    return found or {}


def _decode(kind: Any, argument: dict[str, Any]) -> Any:
    # Strict: a field that the description does not know is an error, as it is at Dropbox.
    found = argument if argument else None if _is_void(kind) else {}
    return stone_serializers.json_compat_obj_decode(kind, found, strict=True)


def _is_void(kind: Any) -> bool:
    return type(kind).__name__ == "Void"


def _encode(kind: Any, value: Any) -> Any:
    return stone_serializers.json_compat_obj_encode(kind, value)


def _not_written(conflict: Any) -> Any:
    failed = files.UploadWriteFailed(
        reason=files.WriteError.conflict(conflict), upload_session_id="1"
    )
    return files.UploadError.path(failed)


def _auth_error(error: Any) -> Reply:
    content = {"error_summary": "…", "error": _encode(auth.AuthError_validator, error)}
    return as_json(401, content)
