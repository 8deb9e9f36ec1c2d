"""Connecting a Nextcloud by its own login page: what works, what is refused, and the end of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from recovery.clouds import http, nextcloud
from recovery.clouds.base import Permitted
from recovery.clouds.errors import (
    AddressHasPassword,
    AddressInvalid,
    AddressNotHttps,
    BadAnswer,
    CloudError,
    NotNextcloud,
    RedirectRefused,
    ServerFault,
)
from recovery.flows import grants
from recovery.models import CloudAccount, Copy, Move, Revocation, Work
from tests.clouds.fault_server import Reply
from tests.clouds.nextcloud_server import LOGIN_NAME, USER_ID, NextcloudServer
from tests.clouds.oauth_part import as_json
from tests.flows.consenting import checked, copy_all
from tests.person import Person

SECRET = bytes(range(16))
LOCAL = Permitted(private_addresses=True, plain_http=True)


@pytest.fixture
def server() -> Iterator[NextcloudServer]:
    with NextcloudServer() as started:
        yield started
    http.close_idle()


@pytest.fixture
def sam(alice: Person, server: NextcloudServer) -> Person:
    """She has a wallet, and is going to choose a place for it."""
    alice.protect(secret=SECRET)
    return alice


def at(person: Person, name: str) -> str:
    return reverse(name, args=[person.holder.wallets.get().pk])


def begin(person: Person, server: NextcloudServer, query: str = "", address: str = "") -> Any:
    sent = {"url": address or server.address, "csrfmiddlewaretoken": person.csrf_token()}
    return person.client.post(at(person, "cloud_nextcloud") + query, sent, follow=True)


def look(person: Person, **headers: str) -> Any:
    token = {"x-csrftoken": person.csrf_token()}
    address = at(person, "cloud_nextcloud_look")
    return person.client.post(address, headers={**token, **headers})


def page_of(person: Person) -> str:
    return str(person.client.session["nextcloud"]["page"])


def connected(person: Person, server: NextcloudServer, query: str = "") -> CloudAccount:
    begin(person, server, query)
    server.allow(page_of(person))
    assert look(person).headers["Location"] == at(person, "wallet")
    return checked(CloudAccount.objects.order_by("created_at").last() or CloudAccount())


def test_what_was_allowed_there_leads_to_a_proved_copy(
    sam: Person, server: NextcloudServer
) -> None:
    account = connected(sam, server)
    assert (account.state, account.error) == (Work.State.DONE, "")
    assert account.account_hint == f"Samantha at 127.0.0.1:{server.port}"
    assert account.settings["url"].endswith(f"/nc/remote.php/dav/files/{USER_ID}/")
    assert account.settings["user"] == LOGIN_NAME
    copy_all()
    assert Copy.objects.get().state == Work.State.DONE
    assert any(path.startswith(f"{server.files_root}BitcoinWallet") for path in server.files)


def test_the_page_waits_and_goes_on_by_itself(sam: Person, server: NextcloudServer) -> None:
    shown = begin(sam, server).content.decode()
    assert "Allow it in your Nextcloud" in shown
    assert page_of(sam) in shown
    assert look(sam, **{"HX-Request": "true"}).status_code == 204
    assert not CloudAccount.objects.exists()
    server.allow(page_of(sam))
    answer = look(sam, **{"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == at(sam, "wallet")
    # A late question of the page finds nothing to do.
    assert look(sam, **{"HX-Request": "true"}).headers["HX-Redirect"] == at(sam, "wallet")
    assert CloudAccount.objects.count() == 1


def test_without_scripts_a_button_asks(sam: Person, server: NextcloudServer) -> None:
    begin(sam, server)
    assert look(sam).headers["Location"] == at(sam, "cloud_nextcloud")
    shown = sam.client.get(at(sam, "cloud_nextcloud")).content.decode()
    assert "Your Nextcloud says that it was not allowed yet." in shown


def test_neither_token_nor_password_can_be_read_in_the_session(
    sam: Person, server: NextcloudServer
) -> None:
    begin(sam, server)
    (token,) = server._pages
    kept = str([session.get_decoded() for session in Session.objects.all()])
    assert token not in kept
    server.allow(page_of(sam))
    look(sam)
    (password,) = server.passwords
    kept = str([session.get_decoded() for session in Session.objects.all()])
    assert password not in kept
    assert password.encode() not in bytes(CloudAccount.objects.get().sealed_secret)


def test_the_password_is_deleted_there_when_the_place_is_forgotten(
    sam: Person, server: NextcloudServer
) -> None:
    account = connected(sam, server)
    assert server.passwords
    leave = reverse("cloud_disconnect", args=[sam.holder.wallets.get().pk, account.pk])
    assert "We delete the app password in your Nextcloud" in sam.client.get(leave).content.decode()
    sent = {"csrfmiddlewaretoken": sam.csrf_token(), "understood": "on"}
    sam.client.post(leave, sent)
    grants.run_revocation(str(Revocation.objects.get().pk))
    assert server.passwords == set()
    assert not Revocation.objects.exists()


def test_the_way_leads_out_of_another_place_too(sam: Person, server: NextcloudServer) -> None:
    old = sam.connect(kind="folder", place={"path": sam.holder.pk.hex})
    connected(sam, server, f"?leave={old.pk}")
    move = Move.objects.get()
    assert (move.source, move.target.kind) == (old, "webdav")


def test_another_account_at_reconnecting_is_named(sam: Person, server: NextcloudServer) -> None:
    other = sam.connect(kind="folder", place={"path": sam.holder.pk.hex})
    begin(sam, server, f"?account={other.pk}")
    server.allow(page_of(sam))
    assert look(sam).headers["Location"] == at(sam, "cloud_add")
    shown = sam.client.get(at(sam, "cloud_add")).content.decode()
    assert "Your copy is in sam at cloud.example, but you signed in as Samantha at" in shown
    assert CloudAccount.objects.count() == 1


def test_a_login_that_waited_too_long_is_begun_again(sam: Person, server: NextcloudServer) -> None:
    begin(sam, server)
    session = sam.client.session
    session["nextcloud"]["at"] -= 3600
    session.save()
    assert look(sam).headers["Location"] == at(sam, "cloud_nextcloud")
    shown = sam.client.get(at(sam, "cloud_nextcloud")).content.decode()
    assert "is too old" in shown
    assert "Address of your Nextcloud" in shown


def test_a_nextcloud_that_stumbles_is_asked_again(sam: Person, server: NextcloudServer) -> None:
    begin(sam, server)
    server.allow(page_of(sam))
    server.on("POST", "/poll", Reply(503))
    assert look(sam, **{"HX-Request": "true"}).status_code == 204
    assert look(sam).headers["Location"] == at(sam, "wallet")


def test_a_login_can_be_given_up(sam: Person, server: NextcloudServer) -> None:
    begin(sam, server)
    token = {"x-csrftoken": sam.csrf_token()}
    sam.client.post(at(sam, "cloud_nextcloud_stop"), headers=token)
    assert (
        "Address of your Nextcloud" in sam.client.get(at(sam, "cloud_nextcloud")).content.decode()
    )


def test_somebody_else_has_no_part_in_it(
    sam: Person, mallory: Person, server: NextcloudServer
) -> None:
    begin(sam, server)
    for name in ("cloud_nextcloud", "cloud_nextcloud_look", "cloud_nextcloud_stop"):
        token = {"x-csrftoken": mallory.csrf_token()}
        assert mallory.client.post(at(sam, name), headers=token).status_code == 404


def test_what_is_no_nextcloud_is_named_so(sam: Person, server: NextcloudServer) -> None:
    server.on("POST", "login/v2", Reply(404))
    answer = begin(sam, server)
    assert answer.status_code == 422
    assert "it is not a Nextcloud" in answer.content.decode()


@pytest.mark.parametrize(
    "page",
    ["", "index.php/apps/files/?dir=/", "apps/dashboard/#x", "login?x=y", "settings/user/security"],
)
def test_any_address_of_a_nextcloud_leads_to_it(server: NextcloudServer, page: str) -> None:
    login = nextcloud.begin(f" {server.address}{page} ", permitted=LOCAL)
    assert login.server == server.address


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("", AddressInvalid),
        ("cloud.example", AddressInvalid),
        ("https://sam:secret@cloud.example/", AddressHasPassword),
        ("http://cloud.example/", AddressNotHttps),
        ("https://[::1", AddressInvalid),
    ],
)
def test_a_wrong_address_gets_its_own_sentence(url: str, error: type[CloudError]) -> None:
    with pytest.raises(error):
        nextcloud.begin(url, permitted=Permitted())


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({}, NotNextcloud),
        ({"poll": {"token": "t"}, "login": "x"}, RedirectRefused),
        ({"poll": {"token": "t", "endpoint": "{url}p"}, "login": "https://evil/"}, RedirectRefused),
        ({"poll": {"token": "t", "endpoint": "https://evil/"}, "login": "{url}l"}, RedirectRefused),
        ({"poll": {"token": "t", "endpoint": "{url}p"}, "login": "{url}a\nb"}, BadAnswer),
        ({"poll": {"endpoint": "{url}p"}, "login": "{url}l"}, BadAnswer),
        ([], BadAnswer),
    ],
)
def test_nobody_is_sent_to_another_server(
    server: NextcloudServer, answer: Any, error: type[CloudError]
) -> None:
    text = as_json(200, answer).body.replace(b"{url}", server.url.encode())
    server.on("POST", "login/v2", Reply(200, body=text))
    with pytest.raises(error):
        nextcloud.begin(server.address, permitted=LOCAL)


@pytest.mark.parametrize(
    "answer", [b"", b"[]", b"{}", b'{"loginName": "sam"}', b'{"loginName": 1, "appPassword": 2}']
)
def test_a_strange_answer_connects_nothing(server: NextcloudServer, answer: bytes) -> None:
    login = nextcloud.begin(server.address, permitted=LOCAL)
    server.on("POST", "/poll", Reply(200, body=answer))
    with pytest.raises(BadAnswer):
        nextcloud.poll(login, permitted=LOCAL)


def test_a_password_that_could_not_be_deleted_is_tried_again(server: NextcloudServer) -> None:
    server.on("DELETE", "apppassword", Reply(500))
    with pytest.raises(ServerFault):
        nextcloud.revoke(
            url=f"{server.address}remote.php/dav/files/sam/",
            user="sam",
            password="x",
            permitted=LOCAL,
        )
