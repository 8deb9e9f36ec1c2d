"""Webhooks: what is told, how it is signed, and what follows when nobody takes it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django import Settings

from recovery.clouds import http
from recovery.clouds.errors import AddressInvalid, AddressNotHttps
from recovery.flows import audit, signed_messages, webhooks, work
from recovery.models import AuditEvent, Delivery, Role, Webhook, Work
from tests.flows.webhook_receiver import Receiver, running
from tests.staff import staff_client
from tests.tenant import Tenant

pytestmark = [pytest.mark.django_db, pytest.mark.database]

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with running() as receiver:
        yield receiver
    http.close_idle()


@pytest.fixture
def acme(db: None) -> Tenant:
    tenant = Tenant("acme")
    audit.link(tenant.party.pk)
    Webhook.objects.all().delete()
    return tenant


@pytest.fixture
def made(acme: Tenant, receiver: Receiver) -> webhooks.Made:
    return webhooks.make(party=acme.party, url=receiver.url, types=[])


def happen(tenant: Tenant, kind: str = "recovered", **detail: Any) -> None:
    AuditEvent.objects.create(holder=tenant.holder, kind=kind, detail=detail)
    audit.link(tenant.party.pk)


def send(delivery: Delivery | None = None) -> Delivery:
    """What a worker does when the time has come."""
    delivery = delivery or Delivery.objects.latest("created_at")
    Delivery.objects.filter(pk=delivery.pk).update(due_at=timezone.now())
    webhooks.run(str(delivery.pk))
    delivery.refresh_from_db()
    return delivery


def is_signed(made_secret: str, headers: dict[str, str], body: bytes) -> bool:
    """A receiver's own check, written from the standard and not from our code."""
    key = base64.b64decode(made_secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return f"v1,{expected}" in headers["webhook-signature"].split(" ")


# --- What is told --------------------------------------------------------------------------------


def test_an_event_is_told_signed_and_once(
    acme: Tenant, made: webhooks.Made, receiver: Receiver
) -> None:
    happen(acme, device="Firefox on Linux")
    audit.link(acme.party.pk)

    delivery = send()

    assert Delivery.objects.count() == len(receiver.got) == 1
    path, headers, body = receiver.got[0]
    assert path == "/hooks/keyhaven?from=us"
    assert is_signed(made.secret, headers, body)
    assert not is_signed(SECRET, headers, body)
    assert not is_signed(made.secret, headers, body + b" ")
    told = json.loads(body)
    assert told["type"] == "recovery.started"
    assert told["data"]["holder_id"] == str(acme.holder.pk)
    assert told["data"]["device"] == "Firefox on Linux"
    assert (delivery.state, delivery.tries[0]["answer"]) == (Work.State.DONE, "thank you")


def test_signs_as_the_standard_does() -> None:
    """The standard's own example."""
    signature = signed_messages.sign(
        base64.b64decode(SECRET.removeprefix("whsec_")),
        message_id="msg_p5jXN8AQM9LWM0D4loKWxJek",
        stamp="1614265330",
        body='{"test": 2432232314}',
    )

    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_only_ones_own_events_are_told(acme: Tenant, made: webhooks.Made) -> None:
    zenith = Tenant("zenith")
    happen(zenith)

    assert not Delivery.objects.filter(webhook=made.webhook).exists()


def test_only_chosen_types_are_told_and_none_while_paused(
    acme: Tenant, made: webhooks.Made
) -> None:
    Webhook.objects.update(types=["copy.failing"])
    happen(acme, "recovered")
    happen(acme, "signed_in")
    assert not Delivery.objects.exists()

    happen(acme, "copy_blocked")
    Webhook.objects.update(is_paused=True)
    happen(acme, "copy_blocked")

    assert Delivery.objects.get().type == "copy.failing"


def test_every_type_leads_back_to_one_kind_of_event() -> None:
    assert set(webhooks.TYPES) <= set(AuditEvent.Kind.values)
    assert len(set(webhooks.TYPES.values())) == len(webhooks.TYPES)


# --- When nobody takes it ------------------------------------------------------------------------


def test_tries_again_after_growing_times_and_then_gives_up(
    acme: Tenant, made: webhooks.Made, receiver: Receiver
) -> None:
    receiver.status = 503
    happen(acme)

    waits = []
    for _ in range(7):
        delivery = send()
        waits.append(round((delivery.due_at - timezone.now()).total_seconds() / 60))
        assert delivery.state == Work.State.DUE
    assert waits == [1, 10, 60, 120, 360, 720, 1440]

    delivery = send()

    assert (delivery.state, delivery.error) == (Work.State.BLOCKED, "answer_refused")
    assert [each["status"] for each in delivery.tries] == [503] * 8
    assert len({headers["webhook-id"] for _, headers, _ in receiver.got}) == 1
    made.webhook.refresh_from_db()
    assert made.webhook.is_well is False


def test_a_redirect_is_not_followed(acme: Tenant, made: webhooks.Made, receiver: Receiver) -> None:
    with running() as elsewhere:
        receiver.status, receiver.location = 307, elsewhere.url
        happen(acme)

        delivery = send()

        assert delivery.error == "redirect_refused"
        assert elsewhere.got == []


def test_a_receiver_that_hangs_is_left(
    acme: Tenant, made: webhooks.Made, receiver: Receiver, settings: Settings
) -> None:
    settings.WEBHOOK_ANSWER_SECONDS = 1
    receiver.hangs = 60
    happen(acme)

    delivery = send()

    assert delivery.state == Work.State.DUE
    assert delivery.tries[0]["error"] == "cloud_timed_out"


def test_an_answer_that_never_ends_is_cut_off(
    acme: Tenant, made: webhooks.Made, receiver: Receiver
) -> None:
    receiver.answer = b"x" * (webhooks.MAX_ANSWER_BYTES + 1)
    happen(acme)

    assert send().state == Work.State.DUE


def test_a_receiver_that_is_away_is_tried_again(acme: Tenant, made: webhooks.Made) -> None:
    with running() as gone:
        address = gone.url
    Webhook.objects.update(url=address)
    happen(acme)

    assert send().tries[0]["error"] == "cloud_cannot_reach"


def test_an_address_inside_is_not_reached(
    acme: Tenant, made: webhooks.Made, receiver: Receiver, settings: Settings
) -> None:
    settings.CLOUD_ALLOW_PRIVATE_ADDRESSES = False
    happen(acme)

    delivery = send()

    assert (delivery.tries[0]["error"], receiver.got) == ("cloud_address_refused", [])


@pytest.mark.parametrize(
    "url",
    ["", "ftp://a.example/", "https://", "https://u:p@a.example/", "https://a.example/#x",
     "https://a.example/a b", "https://a.example/\u00e9", "https://a.example/\r\nX: y"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(AddressInvalid):
        webhooks.parse(url)


def test_plain_http_is_refused_in_production(settings: Settings) -> None:
    settings.CLOUD_ALLOW_HTTP = False
    with pytest.raises(AddressNotHttps):
        webhooks.parse("http://a.example/")


# --- Secrets -------------------------------------------------------------------------------------


def test_for_a_day_after_a_rotation_both_secrets_sign(
    acme: Tenant, made: webhooks.Made, receiver: Receiver
) -> None:
    newer = webhooks.rotate(made.webhook)
    happen(acme)
    send()
    Webhook.objects.update(old_secret_until=timezone.now() - timedelta(seconds=1))
    happen(acme)
    send()

    (_, during, first), (_, after, second) = receiver.got
    assert is_signed(made.secret, during, first)
    assert is_signed(newer.secret, during, first)
    assert is_signed(newer.secret, after, second)
    assert not is_signed(made.secret, after, second)


def test_the_secret_cannot_be_read_in_the_database(made: webhooks.Made) -> None:
    secret = base64.b64decode(made.secret.removeprefix("whsec_"))

    assert secret not in bytes(Webhook.objects.get().sealed_secret)


def test_a_secret_moves_to_a_new_key(
    acme: Tenant, made: webhooks.Made, receiver: Receiver, settings: Settings
) -> None:
    acme.wallet.delete()
    acme.account.delete()
    settings.SHARE_KEYS = {9: bytes(range(32)), **settings.SHARE_KEYS}
    call_command("reseal", stdout=StringIO())
    settings.SHARE_KEYS = {9: bytes(range(32))}
    webhooks.ping(made.webhook)

    send()

    assert is_signed(made.secret, *receiver.got[0][1:])


# --- In the admin --------------------------------------------------------------------------------


def test_staff_make_a_webhook_and_see_its_secret_once(acme: Tenant, receiver: Receiver) -> None:
    client = staff_client(acme.party, Role.OPERATOR)
    form = {"relying_party": str(acme.party.pk), "url": receiver.url, "types": ["copy.failing"]}

    page = client.post("/admin/recovery/webhook/add/", form).content.decode()

    assert "whsec_" in page
    webhook = Webhook.objects.get()
    assert webhook.types == ["copy.failing"]
    for path in ("", f"{webhook.pk}/change/"):
        assert "whsec_" not in client.get(f"/admin/recovery/webhook/{path}").content.decode()


def test_an_address_inside_is_named_as_wrong_in_the_form(acme: Tenant) -> None:
    form = {"relying_party": str(acme.party.pk), "url": "ftp://a.example/"}

    page = staff_client(acme.party).post("/admin/recovery/webhook/add/", form)

    assert "This is not an address that we can send to" in page.content.decode()


def test_staff_see_what_was_answered_and_send_it_again(
    acme: Tenant, made: webhooks.Made, receiver: Receiver
) -> None:
    receiver.status, receiver.answer = 500, b"<script>out of order</script>"
    happen(acme)
    delivery = send()
    client = staff_client(acme.party, Role.OPERATOR)

    page = client.get(f"/admin/recovery/delivery/{delivery.pk}/change/").content.decode()
    assert "&lt;script&gt;out of order" in page
    assert "recovery.started" in page

    receiver.status = 200
    chosen = {"action": "replay", "_selected_action": str(delivery.pk)}
    assert "once more?" in client.post("/admin/recovery/delivery/", chosen).content.decode()
    client.post("/admin/recovery/delivery/", {**chosen, "confirmed": "yes"})
    assert send(delivery).state == Work.State.DONE
    assert len({headers["webhook-id"] for _, headers, _ in receiver.got}) == 1


def test_a_ping_goes_out(acme: Tenant, made: webhooks.Made, receiver: Receiver) -> None:
    client = staff_client(acme.party)
    client.post(
        "/admin/recovery/webhook/",
        {"action": "ping", "_selected_action": str(made.webhook.pk)},
    )

    send()

    assert json.loads(receiver.got[0][2])["type"] == "ping"


def test_old_messages_are_forgotten_and_waiting_ones_kept(
    acme: Tenant, made: webhooks.Made, receiver: Receiver
) -> None:
    webhooks.ping(made.webhook)
    send()
    webhooks.ping(made.webhook)
    long_ago = timezone.now() - webhooks.KEPT_FOR - timedelta(minutes=1)
    Delivery.objects.update(created_at=long_ago)

    webhooks.forget()

    assert Delivery.objects.get().state == Work.State.DUE


# --- One receiver delays no other ----------------------------------------------------------------


def next_delivery() -> Delivery | None:
    found = work.next_row({"delivery": Delivery})
    return Delivery.objects.get(pk=found[1]) if found else None


@pytest.fixture
def two(acme: Tenant, receiver: Receiver) -> tuple[Webhook, Webhook]:
    """Two receivers, with many messages to the first, and one to the other that came last."""
    first = webhooks.make(party=acme.party, url=receiver.url, types=[]).webhook
    for _ in range(3):
        webhooks.ping(first)
    other = webhooks.make(party=acme.party, url=f"{receiver.url}&other", types=[]).webhook
    webhooks.ping(other)
    return first, other


def test_a_receiver_gets_one_message_at_a_time(two: tuple[Webhook, Webhook]) -> None:
    first, other = two
    taken = next_delivery()
    assert taken is not None
    assert taken.webhook == first
    assert work.claim(Delivery, str(taken.pk)) is not None

    for delivery in Delivery.objects.filter(webhook=first).exclude(pk=taken.pk):
        assert work.claim(Delivery, str(delivery.pk)) is None
    following = next_delivery()
    assert following is not None
    assert following.webhook == other


def test_a_slow_receiver_rests_as_long_as_it_took(
    two: tuple[Webhook, Webhook], receiver: Receiver
) -> None:
    first, other = two
    receiver.hangs = webhooks.SLOW_SECONDS
    slow = next_delivery()
    assert slow is not None
    before = timezone.now()
    webhooks.run(str(slow.pk))
    after = timezone.now()
    first.refresh_from_db()
    assert first.rests_until is not None
    took = timedelta(seconds=webhooks.SLOW_SECONDS)
    assert before + 2 * took <= first.rests_until <= after + (after - before)
    # On a busy machine the rest could be over before the next line.
    Webhook.objects.filter(pk=first.pk).update(rests_until=after + timedelta(minutes=1))
    # However many of its messages wait, and although they came first.
    following = next_delivery()
    assert following is not None
    assert following.webhook == other
    receiver.hangs = 0
    webhooks.run(str(following.pk))
    Webhook.objects.update(rests_until=timezone.now() - timedelta(seconds=1))

    resumed = next_delivery()

    assert resumed is not None
    assert resumed.webhook == first
