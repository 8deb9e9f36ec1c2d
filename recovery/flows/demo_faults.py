"""What does a visitor of the demo break? One thing of their own, for a while.

Files say what is broken for whom, so that the cloud's process, the workers and the pages all see
it: one in the folder of the fault, with the visitor's word for its name. What is broken for one
visitor works for everybody else.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from django.conf import settings

from recovery.flows import lanes, work
from recovery.flows.demo_people import MAIL, folder, is_visitor, word_of
from recovery.models import Drill, Holder, SharedWork, Work

# What a button breaks.
BUSY, REVOKED, CORRUPT = "busy", "revoked", "corrupt"
VAULT, WORKER = "vault", "worker"
# Here the demo's WebDAV server looks for what it answers in a visitor's folder.
_CLOUD = "cloud"
# What the vault gave a visitor since it last restarted for them; it knows nothing of before.
_GIVEN = "given"
# So long the vault does not answer the visitor, and no worker takes a row of theirs.
AWAY_SECONDS = {VAULT: 20, WORKER: 60}


def break_something(*, holder: Holder, fault: str) -> None:
    """fault: one of the names above."""
    word = word_of(holder)
    if fault in AWAY_SECONDS:
        _file(fault, word).write_text("")
        if fault == VAULT:
            _file(_GIVEN, word).write_text("")
        return
    if fault == CORRUPT:
        _corrupt(folder(word))
    elif fault == REVOKED:
        _file(REVOKED, word).write_text(str(times_revoked(word) + 1))
    else:
        _file(_CLOUD, word).write_text("503")
    _look_at_copies(holder)


def mend(holder: Holder) -> None:
    """Everything of the visitor's works as usual. What was changed in the cloud stays changed, and
    what the vault forgot is forgotten."""
    _remove(word_of(holder), (_CLOUD, REVOKED, *AWAY_SECONDS))
    _look_at_copies(holder)


def forget(word: str) -> None:
    _remove(word, (_CLOUD, REVOKED, *AWAY_SECONDS, _GIVEN))


def broken(holder: Holder) -> list[str]:
    """What is broken for somebody just now."""
    word = word_of(holder)
    busy = [BUSY] if _file(_CLOUD, word).is_file() else []
    return [*busy, *(fault for fault in AWAY_SECONDS if _is_away(fault, word))]


def times_revoked(word: str) -> int:
    """How often the password for the visitor's folder was revoked; each time there is a new one."""
    file = _file(REVOKED, word)
    return int(file.read_text()) if file.is_file() else 0


def vault_is_away(holder: Holder | None) -> bool:
    return is_visitor(holder) and _is_away(VAULT, word_of(holder))


def note_given(holder: Holder | None, *texts: str) -> None:
    """Keep what a page got for one touch: its ticket, and the vault's nonce."""
    if is_visitor(holder) and (file := _file(_GIVEN, word_of(holder))).is_file():
        with file.open("a") as lines:
            lines.writelines(f"{text}\n" for text in texts)


def given_since_restart(holder: Holder | None) -> list[str] | None:
    """All that the vault still knows of; None for whom it never restarted."""
    if not is_visitor(holder) or not (file := _file(_GIVEN, word_of(holder))).is_file():
        return None
    return file.read_text().splitlines()


def left_alone(kinds: Mapping[str, type[Work]]) -> list[str]:
    """Ids of due rows that no worker takes just now. Outside the demo none, at no cost."""
    if not settings.DEMO:
        return []
    words = [file.name for file in _faults(WORKER).iterdir() if _is_away(WORKER, file.name)]
    emails = [f"{word}{MAIL}" for word in words]
    return [
        str(row_id)
        for model in kinds.values()
        if emails and issubclass(model, SharedWork)
        for row_id in model._default_manager.filter(
            state=Work.State.DUE, **{f"{model.to_holder}__user__email__in": emails}
        ).values_list("pk", flat=True)
    ]


def _look_at_copies(holder: Holder) -> None:
    """It finds out at once what a drill would find out within a week.

    A look that is under way may have begun before the change, so it is begun again. And the rest
    that failures have brought to the host is over: the visitor knows that it answers.
    """
    drills = Drill.objects.filter(copy__wallet__holder=holder, copy__state=Work.State.DONE)
    for drill in drills.select_related("copy__account"):
        lanes.wake(drill.copy.account)
        work.again(drill)


def _is_away(fault: str, word: str) -> bool:
    try:
        since = _file(fault, word).stat().st_mtime
    except FileNotFoundError:
        return False
    return time.time() < since + AWAY_SECONDS[fault]


def _remove(word: str, kinds: Iterable[str]) -> None:
    for kind in kinds:
        _file(kind, word).unlink(missing_ok=True)


def _file(kind: str, word: str) -> Path:
    return _faults(kind) / word


def _faults(kind: str) -> Path:
    folder = Path(settings.STATE_DIR) / "faults" / kind
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _corrupt(place: Path) -> None:
    for copy in place.rglob("backup-*.json"):
        data = bytearray(copy.read_bytes())
        data[len(data) // 2] ^= 1
        copy.write_bytes(bytes(data))
