"""The JSON edge from another site: a relying party's own, with a token and its own passkeys."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.test import Client
from django.utils import timezone

from recovery.api import other_sites
from recovery.ceremonies.challenges import Op
from recovery.flows import notices, server_keys, site_sessions
from recovery.models import (
    Holder,
    HolderSession,
    Notice,
    Origin,
    RelyingParty,
    ReturnAddress,
    User,
    WalletApp,
)
from tests.api.test_edge import ENDPOINTS, SECRET
from tests.factories import new_relying_party
from tests.person import Json, Person

pytestmark = pytest.mark.django_db

HERE = "https://shop.example"
ELSEWHERE = "https://evil.example"


@pytest.fixture
def shop() -> str:
    """A site of the relying party, beside our own pages."""
    Origin.objects.create(relying_party=new_relying_party(), value=HERE)
    return HERE


def token_of(person: Person, *, origin: str = HERE, scope: str = "wallets") -> str:
    holder_scope = HolderSession.Scope(scope)
    return other_sites.begin(holder=person.holder, origin=origin, scope=holder_scope).token


def token_of_an_app(person: Person) -> str:
    """As the hosted pages give it, to an app whose page is here."""
    app = WalletApp.objects.create(relying_party=new_relying_party(), name="Pocket")
    ReturnAddress.objects.create(app=app, value=f"{HERE}/keyhaven")
    return token_of(person, scope="status")


def ask(
    method: str, path: str, *, token: str = "", origin: str = HERE, body: Json | None = None
) -> Any:
    headers = {"Origin": origin, "If-Match": '"0"'}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    return Client(enforce_csrf_checks=True).generic(
        method,
        f"/api{path}",
        data=json.dumps(body) if body is not None else "",
        content_type="application/json",
        headers=headers,
    )


def code(response: Any) -> tuple[int, str]:
    return response.status_code, response.json()["code"]


# --- Who may read answers ------------------------------------------------------------------------


def test_a_registered_site_may_read_and_its_browser_is_told_so(alice: Person, shop: str) -> None:
    answer = ask("GET", "/site", token=token_of(alice))

    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == HERE
    assert "Origin" in answer.headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert answer.json()["rp"]["id"] == settings.RELYING_PARTY_ID
    assert [each["nickname"] for each in answer.json()["passkeys"]] == ["Phone"]


@pytest.mark.parametrize(
    "origin",
    [
        ELSEWHERE,
        "http://shop.example",
        "https://shop.example:8443",
        "https://shop.example.evil.example",
        "https://SHOP.example",
        "null",
    ],
)
def test_no_other_origin_may_read(alice: Person, shop: str, origin: str) -> None:
    answer = ask("GET", "/site", token=token_of(alice), origin=origin)

    assert answer.status_code == 401
    assert "Access-Control-Allow-Origin" not in answer.headers


def party_with(rp_id: str, origin: str = HERE) -> RelyingParty:
    party = RelyingParty.objects.create(name=rp_id, rp_id=rp_id)
    Origin.objects.create(relying_party=party, value=origin)
    return party


def rp_id_at(origin: str) -> str | None:
    answer = ask("GET", "/site", origin=origin)
    return answer.json()["rp"]["id"] if answer.status_code == 200 else None


@pytest.mark.parametrize("is_first", [True, False])
def test_a_site_is_its_owners_whoever_else_names_it(db: None, is_first: bool) -> None:
    """Others that register the origin, sooner or later, neither get the site nor block it."""
    if is_first:
        party_with("shop.example")
    for rp_id in ("evil.example", "notshop.example", "other.example"):
        party_with(rp_id)
    if not is_first:
        party_with("shop.example")

    assert rp_id_at(HERE) == "shop.example"


def test_of_two_hosts_above_a_site_the_nearer_one_has_it(db: None) -> None:
    origin = "https://login.shop.example"
    party_with("shop.example", origin)
    party_with("login.shop.example", origin)

    assert rp_id_at(origin) == "login.shop.example"


def test_a_site_that_two_strangers_name_is_nobodys(db: None) -> None:
    party_with("one.example")
    assert rp_id_at(HERE) == "one.example"
    party_with("two.example")
    assert rp_id_at(HERE) is None


def test_a_preflight_names_what_is_allowed_and_only_to_a_registered_site(shop: str) -> None:
    allowed = ask("OPTIONS", "/unlock")
    assert allowed.status_code == 204
    assert allowed.headers["Access-Control-Allow-Origin"] == HERE
    assert "authorization" in allowed.headers["Access-Control-Allow-Headers"]
    refused = ask("OPTIONS", "/unlock", origin=ELSEWHERE)
    assert "Access-Control-Allow-Origin" not in refused.headers


@pytest.mark.parametrize("path", ["/login", "/hosted/answer", "/v1/wallets"])
def test_what_is_not_for_sites_stays_closed_to_them(shop: str, path: str) -> None:
    answer = ask("POST", path, body={"ticket": "x", "credential": {}})

    assert answer.status_code in {401, 403, 405}
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_party_that_was_switched_off_has_no_sites(alice: Person, shop: str) -> None:
    token = token_of(alice)
    alice.party.is_active = False
    alice.party.save()

    assert ask("GET", "/site", token=token).status_code == 401


# --- Tokens --------------------------------------------------------------------------------------


def test_a_token_is_for_one_origin(alice: Person, shop: str) -> None:
    Origin.objects.create(relying_party=alice.party, value="https://other.example")
    token = token_of(alice)

    assert ask("GET", "/site/wallets", token=token).status_code == 200
    assert code(ask("GET", "/site/wallets", token=token, origin="https://other.example")) == (
        401,
        "unauthorized",
    )


@pytest.mark.parametrize(
    "passes",
    [{"used_at": timedelta(hours=24)}, {"created_at": timedelta(days=7)}],
    ids=["idle", "oldest"],
)
def test_a_token_ends(alice: Person, shop: str, passes: dict[str, timedelta]) -> None:
    token = token_of(alice)
    HolderSession.objects.update(**{name: timezone.now() - ago for name, ago in passes.items()})

    assert ask("GET", "/site/wallets", token=token).status_code == 401
    site_sessions.forget()
    assert not HolderSession.objects.exists()


def test_use_keeps_a_token_alive_but_not_beyond_a_week(alice: Person, shop: str) -> None:
    token = token_of(alice)
    HolderSession.objects.update(used_at=timezone.now() - timedelta(hours=23))
    assert ask("GET", "/site/wallets", token=token).status_code == 200
    assert HolderSession.objects.get().used_at > timezone.now() - timedelta(minutes=1)


def test_the_token_itself_is_kept_nowhere(alice: Person, shop: str) -> None:
    token = token_of(alice)
    row = HolderSession.objects.values().get()
    secret = token.removeprefix(site_sessions.PREFIX)

    assert secret not in str(row)
    assert len(bytes(row["token_sha256"])) == 32


def test_signing_out_ends_it_at_once(alice: Person, shop: str) -> None:
    token = token_of(alice)
    assert ask("POST", "/site/sign-out", token=token, body={}).status_code == 200
    assert ask("GET", "/site/wallets", token=token).status_code == 401


def test_signing_out_elsewhere_on_our_own_pages_ends_it_too(alice: Person, shop: str) -> None:
    token = token_of(alice)
    alice.client.post("/settings/sign-out-elsewhere/", headers={"x-csrftoken": alice.csrf_token()})
    assert ask("GET", "/site/wallets", token=token).status_code == 401


@pytest.mark.parametrize("text", ["", "x", "kh_session_", f"kh_session_{'A' * 43}", "kh_live_a_b"])
def test_a_token_of_somebody_elses_making_opens_nothing(shop: str, text: str) -> None:
    assert ask("GET", "/site/wallets", token=text).status_code == 401


@pytest.mark.parametrize(("method", "path", "body"), ENDPOINTS)
def test_a_token_that_may_ask_how_safe_wallets_are_may_do_nothing_else(
    alice: Person, shop: str, method: str, path: str, body: Json | None
) -> None:
    token = token_of_an_app(alice)
    assert ask("GET", "/site/wallets", token=token).status_code == 200
    assert ask("GET", "/site", token=token).status_code == 401
    assert ask(method, path, token=token, body=body or {}).status_code in {401, 403}


def test_an_apps_token_counts_where_its_origin_is_also_a_partys_own_site(alice: Person) -> None:
    party = RelyingParty.objects.create(name="Shop", rp_id="shop.example")
    Origin.objects.create(relying_party=party, value=HERE)
    token = token_of_an_app(alice)

    assert ask("GET", "/site/wallets", token=token).status_code == 200
    assert ask("GET", "/site", token=token).status_code == 401


def test_an_apps_token_ends_with_its_return_address(alice: Person, shop: str) -> None:
    token = token_of_an_app(alice)
    ReturnAddress.objects.all().delete()

    assert ask("GET", "/site/wallets", token=token).status_code == 401


def test_a_cookie_of_ours_counts_for_nothing_on_another_site(alice: Person, shop: str) -> None:
    headers = {"Origin": HERE, "x-csrftoken": alice.csrf_token()}
    assert alice.client.get("/api/site/wallets", headers=headers).status_code == 401
    answer = alice.client.get("/home/")
    assert answer.status_code == 200


# --- The whole way -------------------------------------------------------------------------------


class AtShop(Person):
    """A person whose browser shows the site, not our pages."""

    token = ""

    def send(
        self, method: str, path: str, *, body: str, headers: dict[str, str]
    ) -> tuple[int, bytes]:
        own = {"Origin": settings.PUBLIC_ORIGIN if not self.is_there else HERE}
        if self.is_there:
            headers.pop("x-csrftoken")
            own["Authorization"] = f"Bearer {self.token}"
            self.client.cookies.clear()
        return super().send(method, path, body=body, headers={**headers, **own})

    def csrf_token(self) -> str:
        return "" if self.is_there else super().csrf_token()

    is_there = False


@pytest.fixture
def there(alice: Person, shop: str) -> Callable[[], AtShop]:
    def make() -> AtShop:
        # The enclave of these tests knows our own origin; the edge knows both.
        person = AtShop(name="Sam")
        person.is_there = True
        person.origins = [settings.PUBLIC_ORIGIN]
        person.token = token_of(person)
        return person

    return make


def test_a_wallet_is_protected_and_comes_back_there(there: Callable[[], AtShop]) -> None:
    sam = there()
    built = sam.protect(secret=SECRET)
    facts = ask("GET", "/site/wallets", token=sam.token).json()["wallets"]
    assert [(one["methods"], one["backed_up"], one["recoverable"]) for one in facts] == [
        (["PASSKEY"], False, True)
    ]

    sam.token = ""
    _, _, answer = sam.recover()

    assert answer["wallets"][0]["gen"] == built.gen
    assert ask("GET", "/site/wallets", token=answer["token"]).status_code == 200
    assert "keyhaven-session" not in sam.client.cookies
    assert Notice.objects.filter(holder=sam.holder, kind=Notice.Kind.NEW_DEVICE).exists()


def test_a_passkey_of_somebody_else_does_not_recover_in_a_session(
    there: Callable[[], AtShop], alice: Person
) -> None:
    sam = there()
    sam.token = token_of(alice)
    invitation, _ = sam.invite(Op.RECOVER)
    touch = sam.touch(Op.RECOVER, invitation)

    status, answer = sam.call("POST", "/recover", sam.body_of(touch, invitation))

    assert (status, answer["code"]) == (403, "passkey_refused")


# --- Signed in by the site's own server ----------------------------------------------------------


def begin(party: RelyingParty, **changes: str) -> Any:
    made = server_keys.make(
        party=party, name="Shop", scopes=["sessions"], by=User.objects.create_user("o@x.example")
    )
    body = {"reference": "customer-7", "name": "Sam", "email": "sam@mail.example", "origin": HERE}
    return Client().post(
        "/api/v1/sessions",
        {**body, **changes},
        content_type="application/json",
        headers={"Authorization": f"Bearer {made.text}"},
    )


def test_a_server_signs_its_people_in_each_with_an_account_of_their_own(shop: str) -> None:
    party = new_relying_party()
    first = begin(party).json()
    User.objects.filter(email="o@x.example").delete()
    second = begin(party, name="Somebody else").json()

    assert first["holder_id"] == second["holder_id"]
    assert first["token"] != second["token"]
    sam = Holder.objects.get(pk=first["holder_id"])
    assert (sam.name, sam.address, sam.reference) == ("Sam", "sam@mail.example", "customer-7")
    assert ask("GET", "/site", token=first["token"]).json()["signed_in"]


def test_nobody_signs_in_on_our_pages_as_a_person_of_a_site(shop: str) -> None:
    begin(new_relying_party())
    user = Holder.objects.get(reference="customer-7").user

    assert user.email.endswith("@holders.invalid")
    assert not user.has_usable_password()
    assert not EmailAddress.objects.filter(user=user).exists()


def test_a_person_without_an_address_gets_no_mail_and_no_work_is_stuck(
    shop: str, mailoutbox: list[Any]
) -> None:
    begin(new_relying_party(), email="")
    sam = Holder.objects.get(reference="customer-7")
    notices.tell(holder=sam, kind=Notice.Kind.NEW_DEVICE, context={})

    notices.run(str(Notice.objects.get().pk))

    assert mailoutbox == []
    assert Notice.objects.get().state == "done"


@pytest.mark.parametrize("origin", [ELSEWHERE, "https://shop.example/", "http://shop.example"])
def test_a_token_is_made_for_a_registered_origin_only(shop: str, origin: str) -> None:
    answer = begin(new_relying_party(), origin=origin)

    assert code(answer) == (403, "origin_unknown")
    assert not HolderSession.objects.exists()
