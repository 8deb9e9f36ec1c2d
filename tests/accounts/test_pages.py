from __future__ import annotations

import json
import re

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from project.urls import handler400, handler403, handler404, handler500, urlpatterns  # noqa: F401
from tests.factories import new_holder, new_passkey, signed_in
from tests.staff import staff_client

# These pages fail in the ways in which a page can fail.


def _broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a fault of ours")


def _bad(request: HttpRequest) -> HttpResponse:
    raise BadRequest


def _forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


urlpatterns = [
    *urlpatterns,
    path("test/500/", _broken),
    path("test/400/", _bad),
    path("test/403/", _forbidden),
]

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.accounts.test_pages"),
]

OPEN_PAGES = ["/", "/trust/", "/account/login/", "/account/signup/", "/account/login/code/"]
OWN_PAGES = ["/passkeys/", "/passkeys/add/", "/account/email/", "/account/logout/"]
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@pytest.mark.parametrize("page", OPEN_PAGES)
def test_anybody_may_see_the_open_pages(client: Client, page: str) -> None:
    assert client.get(page).status_code == 200


@pytest.mark.parametrize("page", [*OPEN_PAGES, "/recover/", "/healthz/"])
def test_whoever_asks_only_for_the_head_of_a_page_gets_it(client: Client, page: str) -> None:
    response = client.head(page)
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize("page", OWN_PAGES)
def test_own_pages_ask_a_stranger_to_sign_in(client: Client, page: str) -> None:
    response = client.get(page)

    assert response.status_code == 302
    assert "no passkey" not in response.content.decode().lower()


@pytest.mark.parametrize("page", OWN_PAGES)
def test_own_pages_are_there_for_a_person(page: str) -> None:
    assert signed_in(new_holder()).get(page).status_code == 200


@pytest.mark.parametrize("page", [*OPEN_PAGES, *OWN_PAGES, "/nowhere/", "/test/500/", "/healthz/"])
def test_every_answer_says_what_the_browser_may_do(page: str) -> None:
    client = signed_in(new_holder())
    client.raise_request_exception = False
    response = client.get(page)

    assert response.headers["Content-Security-Policy"] == CSP
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert "publickey-credentials-get=(self)" in response.headers["Permissions-Policy"]


@pytest.mark.parametrize("page", OWN_PAGES)
def test_no_browser_keeps_a_page_of_somebody_who_is_signed_in(page: str) -> None:
    assert "no-store" in signed_in(new_holder()).get(page).headers["Cache-Control"]


def test_the_admin_has_the_same_headers() -> None:
    response = staff_client(None).get("/admin/")

    assert response.status_code == 200
    assert response.headers["Content-Security-Policy"] == CSP
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("page", [*OPEN_PAGES, *OWN_PAGES])
def test_no_page_holds_a_script_a_style_or_a_handler_inside(page: str) -> None:
    client = Client() if page in OPEN_PAGES else signed_in(new_holder())
    html = client.get(page).content.decode()

    scripts = re.findall(r"<script\b([^>]*)>", html)
    assert all("src=" in tag or 'type="application/json"' in tag for tag in scripts)
    assert "<style" not in html
    assert not re.search(r"<[^>]+\s(style|on\w+)=", html)


@pytest.mark.parametrize(
    ("page", "status"),
    [("/nowhere/", 404), ("/test/500/", 500), ("/test/400/", 400), ("/test/403/", 403)],
)
def test_a_failure_looks_like_the_rest_and_says_what_to_do(page: str, status: int) -> None:
    client = Client(raise_request_exception=False)
    response = client.get(page)

    assert response.status_code == status
    assert b"Go to the start" in response.content
    assert b"Traceback" not in response.content


def test_a_form_without_its_token_is_refused_with_words() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/account/signup/", {"name": "Sam", "email": "sam@example.org"})

    assert response.status_code == 403
    assert b"Please try that once more" in response.content


def test_a_foreign_origin_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.get("/account/signup/").content.decode()
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found is not None
    form = {"name": "Sam", "email": "sam@example.org", "csrfmiddlewaretoken": found.group(1)}

    response = client.post("/account/signup/", form, headers={"origin": "https://evil.test"})

    assert response.status_code == 403


def test_the_list_shows_a_persons_own_passkeys_and_nobody_elses() -> None:
    alice, bob = new_holder("Alice"), new_holder("Bob")
    new_passkey(alice)
    new_passkey(bob, backup_eligible=False, backup_state=False)

    page = signed_in(alice).get("/passkeys/").content.decode()

    assert page.count("list-title") == 1
    assert "Synced to your devices" in page
    assert "Only on this one device" not in page


def test_the_page_for_a_passkey_goes_back_only_to_our_own_pages() -> None:
    client = signed_in(new_holder())

    for asked, given in [
        ("/wallets/new/", "/wallets/new/"),
        ("https://evil.test/", "/home/"),
        ("//evil.test", "/home/"),
        ("javascript:alert(1)", "/home/"),
    ]:
        page = client.get("/passkeys/add/", {"next": asked}).content.decode()
        found = re.search(r'id="page-data" type="application/json">(.*?)</script>', page)
        assert found is not None
        assert json.loads(found.group(1))["next"] == given


def test_the_start_page_sends_those_who_are_signed_in_home() -> None:
    assert signed_in(new_holder()).get("/").headers["Location"] == "/home/"


@pytest.mark.parametrize("word", ["shard", "ceremony", "enclave", "passphrase", "attestation"])
def test_pages_for_people_use_no_jargon(client: Client, word: str) -> None:
    for page in OPEN_PAGES:
        html = re.sub(
            r"<script.*?</script>", "", client.get(page).content.decode(), flags=re.DOTALL
        )
        assert word not in html.lower()


def test_the_server_errors_page_asks_the_database_nothing(
    django_assert_num_queries: object,
) -> None:
    from recovery.pages import failures

    with django_assert_num_queries(0):  # type: ignore[operator]
        response = failures.server_error(RequestFactory().get("/"))
    assert response.status_code == 500


def test_asset_names_carry_a_hash_and_so_do_the_modules_that_they_import(client: Client) -> None:
    page = client.get("/account/login/").content.decode()
    found = re.search(r'src="/static/(js/login\.[0-9a-f]{12}\.js)"', page)
    assert found is not None

    response = client.get(f"/static/{found.group(1)}")
    source = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    assert re.search(r'from "\./lib/challenge\.[0-9a-f]{12}\.js";', source)
    assert "immutable" in response.headers["Cache-Control"]
