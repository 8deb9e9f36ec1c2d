from __future__ import annotations

from django.http import HttpRequest
from ninja import Header

from recovery import base64url, devices, session, step_up
from recovery.api.router import Answer, SignedIn, api, holder_of, wid_from, writer_of
from recovery.api.schemas import CommitIn, GenerationIn, NothingIn, ProofIn, VisitIn, WordsIn
from recovery.errors import BadRequest
from recovery.flows import (
    approvals,
    backup,
    export,
    open_wallet,
    practice,
    release,
    restore,
    visits,
    words,
)
from recovery.flows.approvals import Action, Operation
from recovery.flows.slot_questions import Purpose
from recovery.models import Restore


@api.get("/wallets/{wid}", auth=SignedIn())
def wallet(request: HttpRequest, wid: str) -> Answer:
    """What a device that holds its own share needs to open the wallet."""
    opened = open_wallet.on_this_device(holder=holder_of(request), wid=wid_from(wid))
    return {
        "wid": wid,
        "name": opened.name,
        "gen": opened.parts.number,
        "manifest": opened.parts.manifest,
        "auth_share": base64url.encode(opened.parts.auth_share),
        "digest": base64url.encode(opened.parts.digest),
    }


@api.post("/wallets/{wid}/export", auth=SignedIn())
def export_wallet(request: HttpRequest, wid: str) -> Answer:
    """Everything that we hold of the wallet's backup, for its owner to take along."""
    operation = Operation(Action.EXPORT, wid_from(wid))
    approvals.require(operation=operation, lately=step_up.lately(request))
    device = devices.describe(request.headers.get("user-agent", ""))
    taken = export.take(holder=holder_of(request), wid=wid_from(wid), device=device)
    return {
        "name": taken.name,
        "gen": taken.parts.number,
        "envelope": taken.parts.envelope,
        "manifest": taken.parts.manifest,
        "auth_share": base64url.encode(taken.parts.auth_share),
    }


@api.post("/wallets/{wid}/words", auth=SignedIn())
def show_words(request: HttpRequest, wid: str, body: WordsIn) -> Answer:
    """Note that a wallet's words are shown, or were written down. They never come here."""
    wallet = words.note(
        holder=holder_of(request),
        wid=wid_from(wid),
        step=words.Step(body.step),
        lately=step_up.lately(request),
        device=devices.describe(request.headers.get("user-agent", "")),
    )
    written = wallet.written_down_at
    return {"written_down_at": written.isoformat() if written else None}


@api.post("/wallets/{wid}/release", auth=SignedIn())
def release_box(request: HttpRequest, wid: str, body: NothingIn) -> Answer:
    """The locked box, for a new device and a password or a key of the person's own."""
    device = devices.describe(request.headers.get("user-agent", ""))
    box = release.box(holder=holder_of(request), wid=wid_from(wid), device=device)
    session.keep_question(request, box.question, purpose=Purpose.RELEASE)
    return {
        "wid": wid,
        "name": box.name,
        "gen": box.number,
        "envelope": box.envelope,
        "manifest": box.manifest,
        "question": base64url.encode(box.question.public_key),
    }


@api.post("/wallets/{wid}/release/share", auth=SignedIn())
def release_share(request: HttpRequest, wid: str, body: ProofIn) -> Answer:
    """Our share, for whoever has opened the box."""
    auth_share = release.share(
        holder=holder_of(request),
        question=session.take_question(request, wid=wid_from(wid), purpose=Purpose.RELEASE),
        slot_id=body.slot,
        proof=body.proof,
    )
    session.allow_parts(request)
    session.note_recovery(request, wids=[wid_from(wid)])
    step_up.note_proof(request, wid=wid_from(wid))
    return {"auth_share": base64url.encode(auth_share)}


@api.put("/wallets/{wid}/generations/{number}", auth=SignedIn())
def put_generation(
    request: HttpRequest, wid: str, number: int, body: GenerationIn, if_match: Header[str]
) -> Answer:
    generation = backup.put(
        holder=holder_of(request),
        upload=backup.Upload(
            wid=wid_from(wid),
            number=number,
            expected=_expected(if_match),
            name=body.name,
            untrusted_envelope=body.envelope,
            untrusted_manifest=body.manifest,
            auth_share=body.auth_share,
            manifest_key=body.pk_man,
            writer=writer_of(request),
            device=devices.describe(request.headers.get("user-agent", "")),
            lately=step_up.lately(request),
        ),
    )
    return {"gen": generation.number, "digest": base64url.encode(bytes(generation.digest))}


@api.get("/wallets/{wid}/generations/{number}", auth=SignedIn())
def get_generation(request: HttpRequest, wid: str, number: int) -> Answer:
    parts = backup.read(holder=holder_of(request), wid=wid_from(wid), number=number)
    if parts.writer != writer_of(request):
        session.require_parts(request)
    return {
        "gen": parts.number,
        "envelope": parts.envelope,
        "manifest": parts.manifest,
        "auth_share": base64url.encode(parts.auth_share),
        "digest": base64url.encode(parts.digest),
    }


@api.post("/wallets/{wid}/generations/{number}/commit", auth=SignedIn())
def commit_generation(request: HttpRequest, wid: str, number: int, body: CommitIn) -> Answer:
    is_recovery = session.is_recovering(request, wid=wid_from(wid))
    committed = backup.commit(
        holder=holder_of(request),
        wid=wid_from(wid),
        number=number,
        digest=body.digest,
        is_recovery=is_recovery,
    )
    if is_recovery:
        session.end_recovery(request, wid=wid_from(wid))
    # Whoever wrote it has opened it: by the answer the date of that is kept, see flows/practice.py.
    question = practice.question_about(committed)
    session.keep_question(request, question, purpose=Purpose.PRACTICE)
    return {
        "gen": committed.generation,
        "id": str(committed.pk),
        "question": base64url.encode(question.public_key),
    }


@api.post("/wallets/{wid}/visit", auth=SignedIn())
def note_visit(request: HttpRequest, wid: str, body: VisitIn) -> Answer:
    """What the person's browser found in a place that only it reaches."""
    visit = visits.Visit(
        kind=body.kind,
        account_id=body.account,
        health=body.health,
        number=body.gen,
        digest=body.digest,
        replaces=body.replaces,
    )
    visits.note(holder=holder_of(request), wid=wid_from(wid), visit=visit)
    return {}


@api.post("/wallets/{wid}/restore", auth=SignedIn())
def start_restore(request: HttpRequest, wid: str) -> Answer:
    return _restore_state(restore.request(holder=holder_of(request), wid=wid_from(wid)))


@api.get("/wallets/{wid}/restore", auth=SignedIn())
def restore_state(request: HttpRequest, wid: str) -> Answer:
    return _restore_state(restore.find(holder=holder_of(request), wid=wid_from(wid)))


def _restore_state(found: Restore) -> Answer:
    return {"state": found.state, "error": found.error}


def _expected(if_match: str) -> int:
    """The generation that the browser builds on, as a strong ETag: "3"."""
    number = if_match.strip('"')
    if if_match != f'"{number}"' or not number.isascii() or not number.isdigit():
        raise BadRequest
    return int(number[:10])
