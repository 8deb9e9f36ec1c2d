"""Is a relying party's own site set up so that its passkeys and apps work?

    look     fetches its files as a browser, Apple or Google would, and asks the vault for its list
    run      the same by a worker, every day; owners are told what was well and is not any more

Each line says what was looked at, what was found, and what to do about it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from recovery.clouds import http
from recovery.clouds.answers import Answer
from recovery.clouds.connection import Origin, Request
from recovery.clouds.errors import CertificateRefused, CloudError, TooLarge
from recovery.clouds.pasted_address import parse_url
from recovery.errors import EnclaveDenied, EnclaveUnreachable
from recovery.flows import (
    cloud_rules,
    notices,
    share_server_check,
    staff,
    well_known,
    work,
)
from recovery.flows.setup_line import ADVICE, BAD, GOOD, UNNEEDED, Line
from recovery.flows.unlock import enclave
from recovery.models import AuditEvent, Membership, Notice, RelyingParty, Role, SetupCheck

AGAIN_AFTER = timedelta(days=1)
# Apple takes files of up to 128 KiB; so do we, whoever they are for.
MAX_FILE_BYTES = 128 * 1024
_SECONDS = 5.0


# --- Looking -------------------------------------------------------------------------------------


def look(party: RelyingParty) -> list[Line]:
    lines = list(_files(party))
    return [*lines, *_origins(party), *share_server_check.lines(party)]


def _files(party: RelyingParty) -> Iterator[Line]:
    site = home_of(party)
    about = f"{site.url}/"
    needed = {"webauthn": bool(related(party))}
    needed["apple-app-site-association"] = party.apple_apps.exists()
    needed["assetlinks.json"] = party.android_apps.exists()
    found: dict[str, Answer | None] = {}
    try:
        for name in well_known.FILES:
            found[name] = _fetch(site, name)
    except CertificateRefused:
        remedy = "Renew the certificate, and send the whole chain along with it."
        yield Line("https", about, BAD, "Its certificate is not one that browsers accept.", remedy)
        return
    except CloudError as error:
        text = f"It does not answer ({error.code})."
        remedy = "Serve the host that is your relying party id by HTTPS, reachable for everybody."
        yield Line("https", about, BAD, text, remedy)
        return
    text = "It answers, with a certificate that browsers accept."
    yield Line("https", about, GOOD, text if site.https else "It answers.")
    for name, answer in found.items():
        yield from _file(party, site, name, answer, is_needed=needed.get(name, False))


def home_of(party: RelyingParty) -> Origin:
    """Where browsers look: the host that is the id, by HTTPS. Our own site may have a port, and be
    without TLS on one machine."""
    ours = urlsplit(settings.PUBLIC_ORIGIN)
    is_ours = party.rp_id == settings.RELYING_PARTY_ID == ours.hostname
    permitted = replace(cloud_rules.permitted(), read_seconds=_SECONDS, total_seconds=_SECONDS)
    if is_ours:
        permitted = replace(permitted, plain_http=True)
    url = settings.PUBLIC_ORIGIN if is_ours else f"https://{party.rp_id}"
    return parse_url(url, permitted=permitted)[0]


def _fetch(site: Origin, name: str) -> Answer | None:
    """None for an answer that is too large to be one of these files. Raises CloudError."""
    request = Request("GET", f"/.well-known/{name}", max_bytes=MAX_FILE_BYTES)
    try:
        (answer,) = http.exchange(origin=site, requests=[request], follow=False)
    except TooLarge:
        return None
    return answer


def _file(
    party: RelyingParty, site: Origin, name: str, answer: Answer | None, *, is_needed: bool
) -> Iterator[Line]:
    """What is wrong with a file as such; or, where nothing is, what stands in it."""
    about = f"{site.url}/.well-known/{name}"
    if answer is None:
        text = f"It is larger than {MAX_FILE_BYTES // 1024} KiB, and nobody takes one that large."
        yield Line(name, about, BAD if is_needed else ADVICE, text, _serve(party, name))
        return
    if answer.status == 404 and not is_needed:
        if name == "passkey-endpoints":
            remedy = 'Serve {"enroll": "https://…", "manage": "https://…"} with your own pages.'
            text = "It is not there, so password managers cannot send people to your pages."
            yield Line(name, about, ADVICE, text, remedy)
        else:
            yield Line(name, about, UNNEEDED, "It is not there, and nothing needs it.")
        return
    fault = _fault(party, name, answer)
    if fault is not None:
        text, remedy = fault
        yield Line(name, about, BAD if is_needed else ADVICE, text, remedy)
        return
    content = json.loads(answer.body)
    if not isinstance(content, list if name == "assetlinks.json" else dict):
        kind = "list" if name == "assetlinks.json" else "object"
        yield Line(name, about, BAD, f"Its JSON is no {kind}.", _serve(party, name))
        return
    yield Line(name, about, GOOD, "It is JSON, served at once and without a redirect.")
    for member, is_there in _members(party, name, content):
        line = f"{name} {member}"
        if is_there:
            yield Line(line, about, GOOD, f"It names {member}.")
        else:
            remedy = f"Add it, so that the file holds: {_wanted(party, name)}"
            yield Line(line, about, BAD, f"It does not name {member}.", remedy)


def _fault(party: RelyingParty, name: str, answer: Answer) -> tuple[str, str] | None:
    if 300 <= answer.status < 400:
        where = answer.headers.get("location", "")[:200]
        text = f"It is redirected to {where}." if where else "It is redirected."
        return text, "Serve the file itself at this address: a redirect is not followed."
    if answer.status != 200:
        return f"The answer is {answer.status}.", _serve(party, name)
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        said = kind[:100] or "none"
        return f"Its content type is {said}.", "Serve it as application/json."
    try:
        json.loads(answer.body)
    except (ValueError, RecursionError):
        return "It is not JSON.", _serve(party, name)
    return None


def _serve(party: RelyingParty, name: str) -> str:
    return f"Serve there, as application/json: {_wanted(party, name)}"


def _wanted(party: RelyingParty, name: str) -> str:
    return json.dumps(well_known.FILES[name](party))


# --- What stands in a file -----------------------------------------------------------------------


def _members(party: RelyingParty, name: str, untrusted: Any) -> Iterator[tuple[str, bool]]:
    """What a file has to name, and whether it does."""
    if name == "webauthn":
        listed = untrusted.get("origins")
        for origin in related(party):
            yield origin, isinstance(listed, list) and origin in listed
    elif name == "apple-app-site-association":
        apps = _get(untrusted, "webcredentials", "apps")
        for app in party.apple_apps.order_by("bundle_id"):
            yield app.app_id, isinstance(apps, list) and app.app_id in apps
    elif name == "assetlinks.json":
        for android in party.android_apps.order_by("package", "created_at"):
            is_there = any(
                _lets_in(each, package=android.package, fingerprint=android.fingerprint)
                for each in untrusted
            )
            yield f"{android.package} with {android.fingerprint}", is_there


def _lets_in(untrusted: Any, *, package: str, fingerprint: str) -> bool:
    """Whether one statement of assetlinks.json lets this app use passkeys."""
    relations = _get(untrusted, "relation")
    prints = _get(untrusted, "target", "sha256_cert_fingerprints")
    return (
        _get(untrusted, "target", "namespace") == "android_app"
        and _get(untrusted, "target", "package_name") == package
        and isinstance(relations, list)
        and well_known.LOGIN_RELATION in relations
        and isinstance(prints, list)
        and fingerprint in [each.upper() for each in prints if isinstance(each, str)]
    )


def _get(untrusted: Any, *path: str) -> Any:
    for name in path:
        untrusted = untrusted.get(name) if isinstance(untrusted, dict) else None
    return untrusted


def related(party: RelyingParty) -> list[str]:
    """Sites that use the passkeys although they are not under the host that is the id."""
    return [
        origin
        for origin in party.origins
        if origin.startswith("https://") and not _is_under(urlsplit(origin).hostname, party.rp_id)
    ]


def _is_under(host: str | None, rp_id: str) -> bool:
    return host is not None and (host == rp_id or host.endswith(f".{rp_id}"))


# --- Origins, here and in the vault --------------------------------------------------------------


def _origins(party: RelyingParty) -> Iterator[Line]:
    known = set(party.origins)
    for app in party.android_apps.order_by("package", "created_at"):
        about = f"{app.package} for Android"
        if app.origin in known:
            yield Line(f"origin {app.origin}", about, GOOD, "Its origin is accepted here.")
        else:
            remedy = f"Ask whoever runs this service to add the origin {app.origin}."
            text = "Its origin is not accepted here, so its passkeys do not sign anybody in."
            yield Line(f"origin {app.origin}", about, BAD, text, remedy)
    for number, vault in enumerate(enclave().clients, start=1):
        about = "The vault" if len(enclave().clients) == 1 else f"Vault {number}"
        try:
            config = vault.attest(nonce_b=os.urandom(32)).config
        except (EnclaveUnreachable, EnclaveDenied):
            text = "It does not answer just now, so its list of origins was not compared."
            yield Line(f"vault {number}", about, ADVICE, text, "Look once more in a while.")
            continue
        measured = set(_get(config, "relying_parties", party.rp_id) or ())
        yield _compared(f"vault {number}", about, known=known, measured=measured)


def _compared(name: str, about: str, *, known: set[str], measured: set[str]) -> Line:
    """Browsers refuse a vault whose measured list is not exactly the one of the page."""
    if known and known == measured:
        return Line(name, about, GOOD, "Its measured list of origins is the same as here.")
    parts = [] if measured else ["It does not know this relying party."]
    if lacking := sorted(known - measured):
        parts.append(f"It does not know {', '.join(lacking)}.")
    if foreign := sorted(measured - known):
        parts.append(f"It knows {', '.join(foreign)}, which is not accepted here.")
    remedy = "Whoever runs this service makes both lists the same, in enclave.json and in the "
    return Line(name, about, BAD, " ".join(parts), remedy + "admin, and restarts the vault.")


# --- Every day -----------------------------------------------------------------------------------


def look_now(party: RelyingParty) -> SetupCheck:
    """Look at once, for somebody who waits, and keep what was found."""
    check, _ = SetupCheck.objects.get_or_create(
        relying_party=party, defaults={"due_at": timezone.now() + AGAIN_AFTER}
    )
    _keep(check, look(party))
    return check


def plan() -> None:
    """Have relying parties looked at that never were."""
    for party in RelyingParty.objects.filter(is_active=True, setup_check=None):
        SetupCheck.objects.get_or_create(relying_party=party, defaults={"due_at": timezone.now()})


def run(party_id: str) -> None:
    """Look at one whose day has come."""
    check = work.claim(SetupCheck, party_id)
    if check is None:
        return
    lines = look(check.relying_party)
    with transaction.atomic():
        if work.plan(check, due_at=timezone.now() + AGAIN_AFTER):
            _keep(check, lines)


def _keep(check: SetupCheck, lines: list[Line]) -> None:
    was_well = {line["name"] for line in check.lines if line["state"] == GOOD}
    # Of a file that is gone the members are not looked at: the file itself is what broke.
    broken = [line for line in lines if line.state == BAD and line.name in was_well]
    with transaction.atomic():
        SetupCheck.objects.filter(pk=check.pk).update(
            lines=[asdict(line) for line in lines], looked_at=timezone.now()
        )
        if broken:
            _tell(check.relying_party, broken)
    check.refresh_from_db()


def _tell(party: RelyingParty, broken: list[Line]) -> None:
    """What was well and is not any more: to the history, and to every owner by mail."""
    AuditEvent.objects.create(
        relying_party=party,
        kind=AuditEvent.Kind.SETUP_BROKEN,
        detail={"lines": [line.name for line in broken]},
    )
    owners = Membership.objects.filter(relying_party=party, role=Role.OWNER)
    for membership in owners.select_related("user"):
        notices.tell(
            holder=staff.as_person(membership.user),
            kind=Notice.Kind.SETUP_BROKEN,
            context={
                "party": party.name,
                "lines": [f"{line.about}: {line.text}" for line in broken],
                "path": reverse("admin:recovery_relyingparty_setup", args=[party.pk]),
            },
        )
