"""A person at a browser, for tests of whole flows: real HTTP edge, real passkey, real enclave.

`Person` sits at Django's test client; tests/distant_person.py at a server in another process.
"""

from __future__ import annotations

import json
import secrets
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.test import Client
from django.utils import timezone

from recovery.ceremonies import challenges
from recovery.ceremonies.challenges import Op
from recovery.flows import clouds, enrol, our_site
from recovery.models import CloudAccount, Holder, User, Wallet, Work
from tests.soft_client import Generation, PasskeySlot, SoftBrowser, Touch, Unsealed, b64u, unb64u
from tests.soft_client import verify_attestation as verify
from tests.soft_layout import approval_hash, ways_subject
from tests.soft_passkey import SoftPasskey

Json = dict[str, Any]


class Browsing(ABC):
    """What a browser's pages do in the protocol. How a request travels is left open."""

    browser: SoftBrowser
    origins: Sequence[str]

    @abstractmethod
    def send(
        self, method: str, path: str, *, body: str, headers: dict[str, str]
    ) -> tuple[int, bytes]:
        """One request to the JSON edge with the cookies of this browser."""

    @abstractmethod
    def csrf_token(self) -> str:
        """The value of the cookie that a page has set."""

    def call(
        self, method: str, path: str, body: Json | None = None, *, if_match: int | None = None
    ) -> tuple[int, Json]:
        """One request to the JSON edge, as a page makes it. Gives status and answer."""
        headers = {"x-csrftoken": self.csrf_token()}
        if if_match is not None:
            headers["if-match"] = f'"{if_match}"'
        text = json.dumps(body) if body is not None else ""
        status, answer = self.send(method, f"/api{path}", body=text, headers=headers)
        return status, json.loads(answer)

    def must(
        self, method: str, path: str, body: Json | None = None, *, if_match: int | None = None
    ) -> Json:
        status, answer = self.call(method, path, body, if_match=if_match)
        assert status == 200, (status, answer)
        return answer

    # --- Touches ---------------------------------------------------------------------------------

    def invite(self, op: Op) -> tuple[Json, bytes]:
        """A nonce with the enclave's proof, checked. Gives the answer and its signing key."""
        nonce_b = secrets.token_bytes(32)
        answer = self.must("POST", "/nonce", {"op": int(op), "nonce_b": b64u(nonce_b)})
        attested = verify(
            attestation=answer["attestation"],
            nonce_b=nonce_b,
            rp_id=self.browser.rp_id,
            origins=self.origins,
        )
        return answer, attested.claims.pk_sig

    def touch(self, op: Op, invitation: Mapping[str, Any], **overrides: Any) -> Touch:
        return self.browser.touch(
            op=int(op),
            boot_id=unb64u(invitation["boot_id"]),
            nonce=unb64u(invitation["nonce"]),
            **overrides,
        )

    def unlock(self) -> tuple[Touch, Unsealed]:
        invitation, pk_sig = self.invite(Op.UNLOCK)
        touch = self.touch(Op.UNLOCK, invitation)
        body = {**self.body_of(touch, invitation), "epoch": 0}
        answer = self.must("POST", "/unlock", body)
        return touch, self.unsealed(touch, answer, pk_sig)

    def approve(
        self, action: int, *, wid: bytes = bytes(16), gen: int = 0, subject: bytes = bytes(32)
    ) -> tuple[int, Json]:
        """A touch for one operation (op 4), with the passkey that is at hand."""
        invitation, _ = self.invite(Op.APPROVE)
        signed = approval_hash(action=action, wid=wid, gen=gen, subject=subject)
        touch = self.touch(Op.APPROVE, invitation, params_hash=signed)
        named = {"action": action, "wid": b64u(wid), "gen": gen, "subject": b64u(subject)}
        return self.call("POST", "/approve", {**self.body_of(touch, invitation), **named})

    def approve_ways(self, built: Generation) -> None:
        """Agree to the ways in that this generation is to have."""
        slots = json.loads(unb64u(built.manifest.split(".")[1]))["slots"]
        subject = ways_subject(slot["id"] for slot in slots)
        status, answer = self.approve(1, wid=built.wid, gen=built.gen, subject=subject)
        assert status == 200, answer

    def recover(self) -> tuple[Touch, Unsealed, Json]:
        invitation, pk_sig = self.invite(Op.RECOVER)
        touch = self.touch(Op.RECOVER, invitation)
        answer = self.must("POST", "/recover", self.body_of(touch, invitation))
        return touch, self.unsealed(touch, answer, pk_sig), answer

    def body_of(self, touch: Touch, invitation: Mapping[str, Any]) -> Json:
        return {
            "ticket": invitation["ticket"],
            "pk_eph": b64u(touch.pk_eph),
            "credential": touch.wire,
        }

    def unsealed(self, touch: Touch, answer: Mapping[str, Any], pk_sig: bytes) -> Unsealed:
        return self.browser.unseal(
            touch=touch,
            sealed=unb64u(answer["sealed"]),
            sig=unb64u(answer["sig"]),
            pk_sig=pk_sig,
        )

    def slot(self, touch: Touch, unsealed: Unsealed) -> PasskeySlot:
        return self.browser.slot(unsealed=unsealed, prf=touch.prf)

    # --- Wallets ---------------------------------------------------------------------------------

    def protect(
        self,
        *,
        secret: bytes,
        name: str = "Samantha",
        wid: bytes | None = None,
        previous: Generation | None = None,
    ) -> Generation:
        """The whole write protocol: one touch, upload, read back, commit."""
        touch, unsealed = self.unlock()
        built = self.browser.build_generation(
            secret=secret,
            wid=wid or (previous.wid if previous else secrets.token_bytes(16)),
            gen=previous.gen + 1 if previous else 1,
            slots=[self.slot(touch, unsealed)],
            previous_manifest=previous.manifest if previous else None,
        )
        self.upload(built, name=name)
        self.commit(built)
        return built

    def upload(self, built: Generation, *, name: str = "Samantha") -> Json:
        return self.must(
            "PUT", self.path_of(built), self.upload_body(built, name), if_match=built.gen - 1
        )

    def upload_body(self, built: Generation, name: str = "Samantha") -> Json:
        return {
            "name": name,
            "envelope": built.envelope,
            "manifest": built.manifest,
            "auth_share": b64u(built.auth_share),
            "pk_man": b64u(built.pk_man),
        }

    def commit(self, built: Generation) -> Json:
        return self.must("POST", f"{self.path_of(built)}/commit", {"digest": b64u(built.digest)})

    def path_of(self, built: Generation) -> str:
        return f"/wallets/{b64u(built.wid)}/generations/{built.gen}"


class Person(Browsing):
    """Somebody with an account, one passkey, and a browser that is signed in."""

    def __init__(self, *, name: str = "Samantha", prf: bool = True, alg: str = "ES256") -> None:
        self.party = our_site.relying_party()
        self.origins = self.party.origins
        email = f"{name.lower()}-{secrets.token_hex(4)}@mail.example"
        self.user = User.objects.create_user(email)
        EmailAddress.objects.create(user=self.user, email=email, verified=True, primary=True)
        self.holder = Holder.objects.create(relying_party=self.party, user=self.user, name=name)
        passkey = SoftPasskey(rp_id=self.party.rp_id, prf=prf, alg=alg)  # type: ignore[arg-type]
        self.browser = SoftBrowser(passkey=passkey, origin=self.party.origins[0])
        self.client = Client(enforce_csrf_checks=True, headers={"user-agent": "Firefox/140 Linux"})
        self.sign_in()
        self.passkey = self._enrol()

    def sign_in(self) -> None:
        self.client.force_login(self.user, backend=settings.AUTHENTICATION_BACKENDS[0])
        self._visit()

    def new_device(self) -> None:
        """The same passkey in a browser that knows nothing."""
        self.client = Client(enforce_csrf_checks=True, headers={"user-agent": "Chrome/1 Android"})
        self._visit()

    def send(
        self, method: str, path: str, *, body: str, headers: dict[str, str]
    ) -> tuple[int, bytes]:
        response = self.client.generic(
            method, path, data=body, content_type="application/json", headers=headers
        )
        return response.status_code, response.content

    def csrf_token(self) -> str:
        return self.client.cookies[settings.CSRF_COOKIE_NAME].value

    def wallet(self, built: Generation) -> Wallet:
        return Wallet.objects.get(wid=built.wid)

    def connect(self, *, kind: str, place: Json, secret: str = "") -> CloudAccount:
        """A place that has passed its check, as `flows.clouds.connect` and a worker leave it."""
        account = clouds.connect(
            holder=self.holder,
            connection=clouds.Connection(
                kind=kind, settings=place, secret=secret, account_hint="sam at cloud.example"
            ),
        )
        clouds.run_check(str(account.pk))
        account.refresh_from_db()
        assert account.state == Work.State.DONE, account.error
        return account

    def _visit(self) -> None:
        # A page sets this cookie; its scripts send it back as a header.
        self.client.cookies[settings.CSRF_COOKIE_NAME] = secrets.token_hex(16)

    def _enrol(self) -> Any:
        ticket = challenges.issue(op=Op.REGISTER, holder=self.holder)
        wire = self.browser.register(nonce=ticket.nonce, user_handle=bytes(self.holder.user_handle))
        return enrol.finish(
            holder=self.holder,
            untrusted_ticket=ticket.text,
            nickname="Phone",
            untrusted_credential=wire,
        )


def later(row: Any) -> None:
    """Make a postponed row due again, as the passing of time does."""
    type(row).objects.filter(pk=row.pk).update(due_at=timezone.now())
