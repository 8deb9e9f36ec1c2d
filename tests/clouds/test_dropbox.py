"""What only Dropbox does; and its own client agrees with the server that plays it here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import dropbox
import pytest
import requests
from dropbox import files
from dropbox.exceptions import ApiError, AuthError
from requests.adapters import HTTPAdapter

from recovery.clouds import backup_folder, http
from recovery.clouds.dropbox import Dropbox, content_hash
from recovery.clouds.errors import (
    AccessDenied,
    AccessEnded,
    BadAnswer,
    CloudError,
    ConsentIncomplete,
    Full,
    NameTaken,
    NotThere,
    RateLimited,
    ReadBackDiffers,
)
from tests.clouds.conformance import FOLDER, WID, content
from tests.clouds.dropbox_server import DropboxServer
from tests.clouds.oauth_part import as_json
from tests.clouds.provider_server import DORA, SAMANTHA
from tests.clouds.test_providers import opened


@pytest.fixture
def server() -> Iterator[DropboxServer]:
    with DropboxServer() as started:
        yield started
        assert started.violations == []
    http.close_idle()


@pytest.fixture
def cloud(server: DropboxServer) -> Dropbox:
    found = opened("dropbox", server)
    assert isinstance(found, Dropbox)
    return found


class _ToLoopback(HTTPAdapter):
    """Sends what is meant for any host of Dropbox to the server that plays it."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self._base = base

    def send(self, request: requests.PreparedRequest, *rest: Any, **options: Any) -> Any:
        request.url = (request.url or "").replace("https://", self._base)
        return super().send(request, *rest, **options)


@pytest.fixture
def official(server: DropboxServer) -> Iterator[Any]:
    """Dropbox's own client."""
    session = requests.Session()
    session.mount("https://", _ToLoopback(server.url))
    with dropbox.Dropbox(oauth2_access_token="good-token", session=session) as client:
        client._max_retries_on_error = 0
        yield client


def test_the_official_client_finds_and_reads_what_we_wrote(cloud: Dropbox, official: Any) -> None:
    proof = backup_folder.place(cloud, folder=FOLDER, gen=1, wid=WID, data=content(gen=1))
    page = official.files_list_folder(f"/{FOLDER}", limit=3)
    assert {entry.name for entry in page.entries} == {proof.file, "README.txt", "current.json"}
    described, answer = official.files_download(f"/{FOLDER}/{proof.file}")
    assert answer.content == content(gen=1)
    assert described.content_hash == content_hash(content(gen=1))


def test_we_find_and_read_what_the_official_client_wrote(cloud: Dropbox, official: Any) -> None:
    official.files_create_folder_v2(f"/{FOLDER}")
    for number in range(7):
        official.files_upload(b"x", f"/{FOLDER}/{number}.txt", mode=files.WriteMode.add)
    assert len(cloud.entries(FOLDER)) == 7
    kept = cloud.read(f"{FOLDER}/3.txt")
    official.files_upload(b"y", f"/{FOLDER}/3.txt", mode=files.WriteMode.update(kept.version))
    assert cloud.read(f"{FOLDER}/3.txt").data == b"y"


def test_both_clients_meet_the_same_refusals(cloud: Dropbox, official: Any) -> None:
    cloud.add(path="a.txt", data=b"one")
    with pytest.raises(ApiError) as raised:
        official.files_upload(b"two", "/a.txt", mode=files.WriteMode.add, strict_conflict=True)
    assert raised.value.error.get_path().reason.get_conflict().is_file()
    with pytest.raises(NameTaken):
        cloud.add(path="a.txt", data=b"two")
    with pytest.raises(ApiError) as raised:
        official.files_download("/b.txt")
    assert raised.value.error.get_path().is_not_found()
    with pytest.raises(NotThere):
        cloud.read("b.txt")


def test_both_clients_are_told_of_a_bad_token(server: DropboxServer, official: Any) -> None:
    del server.tokens["good-token"]
    with pytest.raises(AuthError):
        official.users_get_current_account()
    with pytest.raises(AccessEnded):
        opened("dropbox", server).read("a.txt")


def test_it_says_whose_account_it_is(server: DropboxServer, cloud: Dropbox) -> None:
    assert cloud.profile() == SAMANTHA
    server.tokens["good-token"] = DORA
    assert cloud.profile() == DORA


def test_names_are_the_same_in_upper_and_lower_case(cloud: Dropbox) -> None:
    cloud.add(path="Note.txt", data=b"x")
    with pytest.raises(NameTaken):
        cloud.add(path="note.TXT", data=b"y")


def test_an_equal_file_with_a_new_mark_is_written_over(cloud: Dropbox) -> None:
    cloud.add(path="a.txt", data=b"one")
    seen = cloud.read("a.txt")
    cloud.delete("a.txt")
    cloud.add(path="a.txt", data=b"one")
    cloud.replace(path="a.txt", data=b"two", expected=seen)
    assert cloud.read("a.txt").data == b"two"


def test_what_was_kept_differently_is_noticed_at_once(
    server: DropboxServer, cloud: Dropbox
) -> None:
    server.twist("upload", "a.txt", lambda real: as_json(200, {"content_hash": "0" * 64}))
    with pytest.raises(ReadBackDiffers):
        cloud.replace(path="a.txt", data=b"one", expected=None)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ({".tag": "path", "reason": {".tag": "insufficient_space"}}, Full),
        ({".tag": "path", "reason": {".tag": "no_write_permission"}}, AccessDenied),
        ({".tag": "path", "reason": {".tag": "too_many_write_operations"}}, RateLimited),
        ({".tag": "path", "reason": {".tag": "something_new"}}, BadAnswer),
        ({".tag": "missing_scope", "required_scope": "files.content.write"}, ConsentIncomplete),
        ({".tag": "expired_access_token"}, BadAnswer),
        ("not a tag", BadAnswer),
        ({".tag": {".tag": "not_found"}}, BadAnswer),
    ],
)
def test_an_error_says_more_than_its_status(
    server: DropboxServer, cloud: Dropbox, error: Any, kind: type[CloudError]
) -> None:
    server.on("upload", "a.txt", as_json(409, {"error_summary": "…", "error": error}))
    with pytest.raises(kind) as raised:
        cloud.add(path="a.txt", data=b"x")
    assert type(raised.value) is kind


def test_an_expired_token_is_named_so(server: DropboxServer, cloud: Dropbox) -> None:
    error = {"error_summary": "…", "error": {".tag": "expired_access_token"}}
    server.on("download", "a.txt", as_json(401, error))
    with pytest.raises(AccessEnded):
        cloud.read("a.txt")


@pytest.mark.parametrize("described", ["", "[]", "{}", '{"rev": "not hexadecimal"}', '{"rev": 7}'])
def test_a_file_without_its_mark_is_not_one_of_dropbox(
    server: DropboxServer, cloud: Dropbox, described: str
) -> None:
    cloud.add(path="a.txt", data=b"x")
    strange = as_json(200, {}, **{"Dropbox-API-Result": described})
    server.on("download", "a.txt", strange)
    with pytest.raises(BadAnswer):
        cloud.read("a.txt")


@pytest.mark.parametrize(
    "page", [{}, {"entries": 3}, {"entries": ["x"]}, {"entries": [], "has_more": True}]
)
def test_a_broken_listing_is_refused(server: DropboxServer, cloud: Dropbox, page: Any) -> None:
    server.on("list_folder", "", as_json(200, page))
    with pytest.raises(BadAnswer):
        cloud.entries("")
