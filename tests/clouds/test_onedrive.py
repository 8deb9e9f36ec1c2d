"""What only OneDrive does. Microsoft's own client agrees with the server that plays it, where that
client is installed: it is as large as all else together, so `pip install msgraph-sdk` is left to
whoever changes that server."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from recovery.clouds import http
from recovery.clouds.answers import Answer
from recovery.clouds.base import Permitted, Stored
from recovery.clouds.errors import (
    AccessDenied,
    AccessEnded,
    AddressRefused,
    BadAnswer,
    CloudError,
    Conflict,
    FolderMissing,
    Full,
    Locked,
    NameTaken,
    RateLimited,
    ReadBackDiffers,
)
from recovery.clouds.onedrive import OneDrive
from tests.clouds import onedrive_server
from tests.clouds.fault_server import Reply
from tests.clouds.oauth_part import as_json
from tests.clouds.onedrive_server import GraphServer
from tests.clouds.provider_server import DORA, SAMANTHA
from tests.clouds.test_providers import opened


@pytest.fixture
def server() -> Iterator[GraphServer]:
    with GraphServer() as started:
        yield started
        assert started.violations == []
    http.close_idle()


@pytest.fixture
def cloud(server: GraphServer) -> OneDrive:
    found = opened("onedrive", server)
    assert isinstance(found, OneDrive)
    return found


def test_the_types_are_those_of_the_official_client() -> None:
    pytest.importorskip("msgraph", reason="msgraph-sdk is not installed")
    from msgraph.generated.models.drive_item import DriveItem
    from msgraph.generated.models.user import User

    for kind in (DriveItem, User):
        known = onedrive_server.types()[kind.__name__]
        assert known == sorted(kind().get_field_deserializers())


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of that client, about itself
def test_the_official_client_agrees(server: GraphServer, cloud: OneDrive) -> None:
    pytest.importorskip("msgraph", reason="msgraph-sdk is not installed")
    cloud.make_folder("Folder")
    cloud.add(path="Folder/a.txt", data=b"ours")
    user, item, content, refused = asyncio.run(_ask_officially(server))
    assert (user.display_name, user.user_principal_name) == (SAMANTHA.name, SAMANTHA.address)
    assert (item.name, item.size, item.folder) == ("a.txt", 4, None)
    assert item.additional_data["@microsoft.graph.downloadUrl"].startswith("https://")
    assert (refused.response_status_code, refused.error.code) == (409, "nameAlreadyExists")
    assert content.name == "b.txt"
    assert cloud.read("Folder/b.txt").data == b"theirs"


async def _ask_officially(server: GraphServer) -> list[Any]:
    import httpx
    from kiota_abstractions.authentication import AnonymousAuthenticationProvider
    from msgraph import GraphRequestAdapter, GraphServiceClient
    from msgraph.generated.models.o_data_errors.o_data_error import ODataError

    class ToLoopback(httpx.AsyncHTTPTransport):  # type: ignore[misc]
        async def handle_async_request(self, request: Any) -> Any:
            # Its own middleware, which is left out here, writes "me" like this.
            asked = str(request.url).replace("/users/me-token-to-replace", "/me")
            request.url = httpx.URL(asked.replace("https://", server.url))
            return await super().handle_async_request(request)

    headers = {"Authorization": "Bearer good-token"}
    async with httpx.AsyncClient(transport=ToLoopback(), headers=headers) as client:
        adapter = GraphRequestAdapter(AnonymousAuthenticationProvider(), client=client)
        graph = GraphServiceClient(request_adapter=adapter)
        root = "https://graph.microsoft.com/v1.0/me/drive/special/approot"
        items = graph.drives.by_drive_id("d").items.by_drive_item_id("i")
        user = await graph.me.get()
        item = await items.with_url(f"{root}:/Folder/a.txt").get()
        made = await items.content.with_url(f"{root}:/Folder/b.txt:/content").put(b"theirs")
        never = f"{root}:/Folder/a.txt:/content?@microsoft.graph.conflictBehavior=fail"
        try:
            await items.content.with_url(never).put(b"theirs")
        except ODataError as refused:
            return [user, item, made, refused]
    raise AssertionError("it wrote over a file")


def test_it_says_whose_account_it_is(server: GraphServer, cloud: OneDrive) -> None:
    assert cloud.profile() == SAMANTHA
    server.tokens["good-token"] = DORA
    assert cloud.profile() == DORA


def test_a_listing_of_many_pages_is_read_to_the_end(cloud: OneDrive) -> None:
    for number in range(8):
        cloud.add(path=f"Folder é/{number}.txt", data=b"x")
    assert len(cloud.entries("Folder é")) == 8


@pytest.mark.parametrize(
    "link",
    [
        "https://elsewhere.example/v1.0/x",
        "http://graph.microsoft.com/v1.0/x",
        "https://graph.microsoft.com@elsewhere.example/",
        "https://graph.microsoft.com/a b",
        "https://graph.microsoft.com/\r\nX: y",
        7,
    ],
)
def test_a_next_page_lies_where_the_first_one_does(
    server: GraphServer, cloud: OneDrive, link: object
) -> None:
    server.on("children", "", as_json(200, {"value": [], "@odata.nextLink": link}))
    with pytest.raises(BadAnswer):
        cloud.entries("")


@pytest.mark.parametrize("link", ["http://x.example/a", "https://", "/a", "", None, 7])
def test_content_comes_over_an_encrypted_connection(
    server: GraphServer, cloud: OneDrive, link: object
) -> None:
    cloud.add(path="a.txt", data=b"x")
    server.twist("get", "a.txt", changed(**{"@microsoft.graph.downloadUrl": link}))
    with pytest.raises(BadAnswer):
        cloud.read("a.txt")


def test_an_address_of_content_does_not_lead_into_our_network() -> None:
    """Nothing stands in here: the rules for addresses are those of every day."""
    item = {"eTag": '"1"', "@microsoft.graph.downloadUrl": "https://169.254.169.254/x"}
    cloud = OneDrive(settings={}, secret="x", permitted=Permitted())
    with pytest.raises(AddressRefused):
        cloud._content(Answer(200, {}, json.dumps(item).encode()))


def changed(**fields: object) -> Callable[[Callable[[], Reply]], Reply]:
    return lambda real: as_json(200, json.loads(real().body) | fields)


def test_the_token_is_not_sent_to_the_address_of_content(
    server: GraphServer, cloud: OneDrive
) -> None:
    cloud.add(path="a.txt", data=b"x")
    downloads = [seen for seen in server.seen if seen.method == "download"]
    assert downloads
    assert not [seen for seen in downloads if "authorization" in seen.headers]


def test_a_mark_that_changed_without_the_file_is_no_conflict(
    server: GraphServer, cloud: OneDrive
) -> None:
    cloud.add(path="a.txt", data=b"one")

    def touch(real: Callable[[], Reply]) -> Reply:
        server.write("/a.txt", b"one")
        return real()

    server.twist("put", "a.txt", touch)
    cloud.replace(path="a.txt", data=b"two", expected=Stored(b"one"))
    assert cloud.read("a.txt").data == b"two"


def test_a_file_that_changed_is_not_written_over(server: GraphServer, cloud: OneDrive) -> None:
    cloud.add(path="a.txt", data=b"one")
    server.write("/a.txt", b"theirs")
    with pytest.raises(Conflict):
        cloud.replace(path="a.txt", data=b"two", expected=Stored(b"one"))
    assert server.files["/a.txt"] == b"theirs"


def test_a_pointer_that_was_kept_differently_is_noticed(
    server: GraphServer, cloud: OneDrive
) -> None:
    def lose(real: Callable[[], Reply]) -> Reply:
        reply = real()
        server.write("/a.txt", b"something else")
        return reply

    server.twist("put", "a.txt", lose)
    with pytest.raises(ReadBackDiffers):
        cloud.replace(path="a.txt", data=b"one", expected=None)


def test_a_folder_in_the_place_of_a_file_is_left_alone(cloud: OneDrive) -> None:
    cloud.make_folder("a")
    with pytest.raises(NameTaken):
        cloud.add(path="a", data=b"x")


def test_a_write_into_a_folder_that_is_gone_says_so(server: GraphServer, cloud: OneDrive) -> None:
    server.on("put", "a.txt", Reply(404))
    with pytest.raises(FolderMissing):
        cloud.add(path="gone/a.txt", data=b"x")


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (401, "InvalidAuthenticationToken", AccessEnded),
        (403, "accessDenied", AccessDenied),
        (403, "quotaLimitReached", Full),
        (423, "resourceLocked", Locked),
        (429, "activityLimitReached", RateLimited),
        (503, "serviceNotAvailable", RateLimited),
        (507, "quotaLimitReached", Full),
        (400, "something new", BadAnswer),
    ],
)
def test_an_error_says_more_than_its_status(
    server: GraphServer, cloud: OneDrive, status: int, code: str, kind: type[CloudError]
) -> None:
    inner = {"error": {"code": "generic", "innerError": {"code": code}}}
    for answer in ({"error": {"code": code}}, inner):
        server.on("put", "a.txt", as_json(status, answer))
        with pytest.raises(kind) as raised:
            cloud.add(path="a.txt", data=b"x")
        assert type(raised.value) is kind


@pytest.mark.parametrize("page", [{}, {"value": 3}, {"value": ["x"]}, {"value": [{"name": ""}]}])
def test_a_broken_listing_is_refused(server: GraphServer, cloud: OneDrive, page: Any) -> None:
    server.on("children", "", as_json(200, page))
    with pytest.raises(BadAnswer):
        cloud.entries("")
