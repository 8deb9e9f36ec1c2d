"""Does a relying party's own server for shares answer as it should, and nobody but us?

It is asked for the shares of a wallet that there is not: once with a signature that is wrong, and
once with a right one. Nothing is stored there.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from recovery.flows import share_server, signed_messages
from recovery.flows.setup_line import ADVICE, BAD, GOOD, Line
from recovery.models import RelyingParty, ShareServer
from recovery.share_errors import ShareServerError

_REFUSED = frozenset({401, 403})


def lines(party: RelyingParty) -> Iterator[Line]:
    """None where the party has no such server."""
    server = share_server.of(party.pk)
    if server is not None:
        about = f"{server.url}/backup/fetch"
        yield _with_our_signature(server, about)
        yield _with_another(server, about)


def _with_our_signature(server: ShareServer, about: str) -> Line:
    name = "share server"
    try:
        kept = share_server.fetch(server, wallet_id=uuid.uuid4())
    except ShareServerError as error:
        text = f"It does not answer as it should ({error.code})."
        return Line(name, about, BAD, text, error.message)
    if kept:
        text = "It gives back shares for a wallet that there is not."
        remedy = "Give back the shares of the wallet that was asked for, and an empty list else."
        return Line(name, about, BAD, text, remedy)
    return Line(name, about, GOOD, "It answers a signed question.")


def _with_another(server: ShareServer, about: str) -> Line:
    name = "share server's signature"
    stranger = signed_messages.with_a_wrong_secret(server)
    body = {"clientId": str(uuid.uuid4())}
    try:
        status = share_server.ask(stranger, path="backup/fetch", body=body).status
    except ShareServerError as error:
        text = f"Whether it checks signatures was not seen ({error.code})."
        return Line(name, about, ADVICE, text, "Look once more when it answers.")
    if status in _REFUSED:
        return Line(name, about, GOOD, "It refuses a question that is not signed with the secret.")
    remedy = "Check the signature before anything else, and answer 401 where it is wrong."
    if 200 <= status < 300:
        text = "It answers a question that is not signed with the secret: anybody gets the shares."
        return Line(name, about, BAD, text, remedy)
    text = f"It answers {status} to a question that is not signed with the secret."
    return Line(name, about, ADVICE, text, remedy)
