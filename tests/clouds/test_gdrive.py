"""What only Google Drive does; and its own client agrees with the server that plays it here."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from google.oauth2.credentials import Credentials
from googleapiclient import discovery
from googleapiclient.errors import HttpError
from googleapiclient.http import MediaIoBaseUpload

from recovery.clouds import backup_folder, http, oauth
from recovery.clouds.base import Stored
from recovery.clouds.errors import (
    AccessEnded,
    BadAnswer,
    CloudError,
    Conflict,
    ConsentIncomplete,
    FolderMissing,
    Full,
    NameTaken,
    NotThere,
    RateLimited,
    ReadBackDiffers,
    RegistrationWrong,
)
from recovery.clouds.gdrive import GoogleDrive
from tests.clouds import gdrive_server
from tests.clouds.conformance import FOLDER, WID, content
from tests.clouds.fault_server import Reply
from tests.clouds.gdrive_server import DriveServer
from tests.clouds.oauth_part import as_json
from tests.clouds.provider_server import DORA, SAMANTHA
from tests.clouds.test_providers import opened


@pytest.fixture
def server() -> Iterator[DriveServer]:
    with DriveServer() as started:
        yield started
        assert started.violations == []
    http.close_idle()


@pytest.fixture
def cloud(server: DriveServer) -> GoogleDrive:
    return drive(server)


def drive(server: DriveServer) -> GoogleDrive:
    found = opened("gdrive", server)
    assert isinstance(found, GoogleDrive)
    return found


@pytest.fixture
def official(server: DriveServer) -> Iterator[Any]:
    """Google's own client, made from the same document."""
    described = gdrive_server.discovery() | {"rootUrl": f"{server.url}{gdrive_server.API_HOST}/"}
    described |= {"baseUrl": f"{described['rootUrl']}drive/v3/"}
    credentials = Credentials(token="good-token")  # type: ignore[no-untyped-call]
    with discovery.build_from_document(json.dumps(described), credentials=credentials) as client:
        yield client.files()


def as_media(data: bytes) -> MediaIoBaseUpload:
    return MediaIoBaseUpload(io.BytesIO(data), mimetype="application/octet-stream")


def test_the_official_client_finds_and_reads_what_we_wrote(
    cloud: GoogleDrive, official: Any
) -> None:
    proof = backup_folder.place(cloud, folder=FOLDER, gen=1, wid=WID, data=content(gen=1))
    (found,) = official.list(q=f"name = '{proof.file}'").execute()["files"]
    assert official.get_media(fileId=found["id"]).execute() == content(gen=1)
    shown = official.get(fileId=found["id"], fields="parents,mimeType").execute()
    (folder,) = official.list(q=f"name = '{FOLDER}'").execute()["files"]
    assert shown == {"parents": [folder["id"]], "mimeType": "application/octet-stream"}


def test_it_does_what_the_official_client_does(cloud: GoogleDrive, official: Any) -> None:
    """Ids made beforehand, an id used twice, files of one name: the same from both."""
    (new_id,) = official.generateIds(count=1, space="drive").execute()["ids"]
    body = {"id": new_id, "name": "a.txt"}
    made = official.create(body=body, media_body=as_media(b"theirs\n")).execute()
    assert made["id"] == new_id
    assert official.get_media(fileId=new_id).execute() == b"theirs\n"
    with pytest.raises(HttpError) as raised:
        official.create(body=body, media_body=as_media(b"again")).execute()
    assert raised.value.status_code == 409
    # A file without our mark is none of ours, whatever its name.
    cloud.add(path="a.txt", data=b"ours")
    assert cloud.read("a.txt").data == b"ours"
    assert len(official.list(q="name = 'a.txt'").execute()["files"]) == 2


def test_it_says_whose_account_it_is(server: DriveServer, cloud: GoogleDrive) -> None:
    assert cloud.profile() == SAMANTHA
    server.tokens["good-token"] = DORA
    assert cloud.profile() == DORA


def test_a_file_that_was_renamed_or_moved_is_found(server: DriveServer, cloud: GoogleDrive) -> None:
    proof = backup_folder.place(cloud, folder=FOLDER, gen=1, wid=WID, data=content(gen=1))
    for node in server.nodes.values():
        node.name, node.parents = f"old {node.name}", ["root"]
    found = backup_folder.prove(cloud, folder=FOLDER, gen=1, wid=WID, sha256=proof.sha256)
    assert found == content(gen=1)


def test_what_lies_in_the_bin_is_gone(server: DriveServer, cloud: GoogleDrive) -> None:
    cloud.add(path="a.txt", data=b"x")
    for node in server.nodes.values():
        node.trashed = True
    with pytest.raises(NotThere):
        cloud.read("a.txt")
    cloud.add(path="a.txt", data=b"y")
    assert cloud.read("a.txt").data == b"y"


def test_nothing_is_ever_written_over(server: DriveServer, cloud: GoogleDrive) -> None:
    for gen in range(1, 4):
        backup_folder.place(cloud, folder=FOLDER, gen=gen, wid=WID, data=content(gen=gen))
    assert {seen.method for seen in server.seen} >= {"create", "download", "delete"}
    assert "update" not in {seen.method for seen in server.seen}


def test_of_two_who_replace_at_once_none_destroys_what_the_other_wrote(
    server: DriveServer, cloud: GoogleDrive
) -> None:
    cloud.replace(path="current.json", data=b"one", expected=None)
    seen = cloud.read("current.json")

    def meanwhile(real: Callable[[], Reply]) -> Reply:
        """As another writer leaves it that was a little faster."""
        (old,) = server.nodes.values()
        properties = old.properties | {"after": old.id}
        server.nodes["theirs-1"] = replace(
            old, id="theirs-1", data=b"theirs", properties=properties
        )
        del server.nodes[old.id]
        return real()

    server.twist("create", "current.json", meanwhile)
    with pytest.raises(Conflict):
        cloud.replace(path="current.json", data=b"ours", expected=seen)
    assert cloud.read("current.json").data == b"theirs"
    assert len(server.nodes) == 1


def test_of_two_who_do_not_see_each_other_the_older_one_counts(
    server: DriveServer, cloud: GoogleDrive
) -> None:
    """Drive lists a new file late now and then."""
    cloud.replace(path="current.json", data=b"first", expected=None)
    server.twist("list", "", lambda real: as_json(200, {"files": []}), times=2)
    drive(server).add(path="current.json", data=b"second")
    assert [node.data for node in server.nodes.values()] == [b"first", b"second"]
    assert cloud.read("current.json").data == b"first"
    # Whoever replaces the one is shown the other, before that one is replaced, too.
    with pytest.raises(Conflict):
        cloud.replace(path="current.json", data=b"third", expected=Stored(b"first"))
    assert cloud.read("current.json").data == b"second"
    cloud.replace(path="current.json", data=b"third", expected=Stored(b"second"))
    assert [node.data for node in server.nodes.values()] == [b"third"]


def test_a_writer_that_was_killed_leaves_two_and_the_newer_one_counts(
    server: DriveServer, cloud: GoogleDrive
) -> None:
    cloud.replace(path="current.json", data=b"one", expected=None)
    server.on("delete", "current.json", Reply(503), times=1)
    with pytest.raises(RateLimited):
        cloud.replace(path="current.json", data=b"two", expected=Stored(b"one"))
    assert len(server.nodes) == 2
    assert cloud.read("current.json").data == b"two"
    assert [line.name for line in cloud.entries("")] == ["current.json"]
    cloud.replace(path="current.json", data=b"three", expected=Stored(b"two"))
    assert [node.data for node in server.nodes.values()] == [b"three"]


def test_what_nobody_has_read_is_not_replaced(server: DriveServer, cloud: GoogleDrive) -> None:
    cloud.replace(path="current.json", data=b"one", expected=None)
    server.on("download", "current.json", Reply(404), times=1)
    with pytest.raises(Conflict):
        cloud.replace(path="current.json", data=b"two", expected=None)
    assert cloud.read("current.json").data == b"one"


def test_a_folder_that_is_gone_is_named_so(server: DriveServer, cloud: GoogleDrive) -> None:
    with pytest.raises(FolderMissing):
        cloud.add(path="nowhere/a.txt", data=b"x")
    cloud.add(path="a", data=b"x")
    with pytest.raises(NameTaken):
        cloud.make_folder("a")


def test_what_was_kept_differently_is_noticed_at_once(
    server: DriveServer, cloud: GoogleDrive
) -> None:
    server.twist("create", "a.txt", changed(sha256Checksum="0" * 64))
    with pytest.raises(ReadBackDiffers):
        cloud.add(path="a.txt", data=b"one")


def changed(**fields: object) -> Callable[[Callable[[], Reply]], Reply]:
    return lambda real: as_json(200, json.loads(real().body) | fields)


@pytest.mark.parametrize(
    "fields", [{"id": "../about"}, {"id": 7}, {"id": None}, {"name": ""}, {"createdTime": None}]
)
def test_a_strange_file_is_refused(
    server: DriveServer, cloud: GoogleDrive, fields: dict[str, object]
) -> None:
    server.twist("create", "a.txt", changed(**fields))
    with pytest.raises(BadAnswer):
        cloud.add(path="a.txt", data=b"one")


@pytest.mark.parametrize(
    "answer", [{}, {"files": 3}, {"files": ["x"]}, {"files": [{"id": "a/b", "name": "x"}]}]
)
def test_a_broken_listing_is_refused(server: DriveServer, cloud: GoogleDrive, answer: Any) -> None:
    server.on("list", "", as_json(200, answer), times=-1)
    with pytest.raises(BadAnswer):
        cloud.entries("")


@pytest.mark.parametrize("ids", [[], ["a", "b"], [{}], ["../../x"], None])
def test_a_strange_id_is_not_used(server: DriveServer, cloud: GoogleDrive, ids: Any) -> None:
    server.on("generateIds", "", as_json(200, {"ids": ids}))
    with pytest.raises(BadAnswer):
        cloud.add(path="a.txt", data=b"x")


@pytest.mark.parametrize(
    ("status", "reason", "kind"),
    [
        (403, "userRateLimitExceeded", RateLimited),
        (403, "rateLimitExceeded", RateLimited),
        (403, "storageQuotaExceeded", Full),
        (403, "insufficientPermissions", ConsentIncomplete),
        (403, "accessNotConfigured", RegistrationWrong),
        (401, "authError", AccessEnded),
        (400, "something new", BadAnswer),
    ],
)
def test_an_error_says_more_than_its_status(
    server: DriveServer, cloud: GoogleDrive, status: int, reason: str, kind: type[CloudError]
) -> None:
    error = {"error": {"code": status, "errors": [{"reason": reason}]}}
    server.on("create", "a.txt", as_json(status, error))
    with pytest.raises(kind) as raised:
        cloud.add(path="a.txt", data=b"x")
    assert type(raised.value) is kind


def test_its_scope_is_enough_for_what_is_called() -> None:
    (scope,) = oauth.PROVIDERS["gdrive"].scopes
    methods = gdrive_server.discovery()["resources"]
    called = [methods["about"]["methods"]["get"]]
    called += [
        methods["files"]["methods"][name]
        for name in ("create", "delete", "generateIds", "get", "list")
    ]
    assert all(scope in method["scopes"] for method in called)
