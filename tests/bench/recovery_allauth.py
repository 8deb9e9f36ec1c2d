"""The other side of the recovery measurement: CPU milliseconds of each sign-in, as JSON."""

from __future__ import annotations

import json

import django

django.setup()

from allauth.account.utils import user_pk_to_url_str  # noqa: E402
from allauth.mfa.models import Authenticator  # noqa: E402
from allauth.mfa.webauthn.internal.auth import WebAuthn  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402

from tests.bench.served import CountingClient  # noqa: E402
from tests.soft_client import unb64u  # noqa: E402
from tests.soft_passkey import SoftPasskey  # noqa: E402

WARM_UPS = 10
SIGN_INS = 40
ORIGIN = "http://localhost"
URL = "/accounts/2fa/webauthn/login/"
AJAX = {"x-requested-with": "XMLHttpRequest"}


def main() -> None:
    call_command("migrate", verbosity=0)
    user = get_user_model().objects.create_user("bench")
    passkey = SoftPasskey(rp_id="localhost")
    handle = user_pk_to_url_str(user).encode()
    wire = passkey.create(challenge=bytes(32), origin=ORIGIN, user_handle=handle)
    WebAuthn.add(user, "Bench", wire)
    times = [_sign_in(passkey) for _ in range(WARM_UPS + SIGN_INS)]
    if not Authenticator.objects.filter(last_used_at__isnull=False).exists():
        raise RuntimeError("no sign-in of the bench succeeded")
    print(json.dumps({"sign_in": times[WARM_UPS:]}))


def _sign_in(passkey: SoftPasskey) -> float:
    # The token is checked on our side too; here allauth's own page would set it.
    client = CountingClient(SERVER_NAME="localhost")
    options = client.get(URL, headers=AJAX).json()["request_options"]["publicKey"]
    wire = passkey.get(challenge=unb64u(options["challenge"]), origin=ORIGIN)
    answer = client.post(URL, {"credential": json.dumps(wire)})
    if answer.status_code != 302 or "_auth_user_id" not in client.session:
        raise RuntimeError("a sign-in of the bench was refused")
    return client.seconds * 1000


main()
