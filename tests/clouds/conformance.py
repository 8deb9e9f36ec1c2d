"""What every cloud has to do, as named cases. A new provider passes all of them or is not one.

A case gets `Place`: a cloud opened on an empty folder, and a second, separately opened client of
the same folder that plays whoever else writes there.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from recovery.clouds import backup_folder, layout
from recovery.clouds.backup_folder import Proof, Step
from recovery.clouds.base import Cloud, Stored
from recovery.clouds.errors import (
    Conflict,
    DamagedCopy,
    DifferentCopy,
    FolderMissing,
    ForeignCopy,
    NameTaken,
    NewerCopy,
    NotThere,
    StaleCopy,
    UnknownCopy,
)

WID = "c2FtLXdhbGxldC0wMDAwMQ"
FOLDER = backup_folder.folder_name("Sam’s zweite Börse")


@dataclass(frozen=True)
class Place:
    cloud: Cloud
    other: Cloud


class Killed(Exception):
    """Stands in for the end of a worker."""


class Dying:
    """A cloud whose caller is killed after so many calls."""

    def __init__(self, cloud: Cloud, *, calls: int) -> None:
        self._cloud, self._left = cloud, calls

    def __getattr__(self, name: str) -> Any:
        if self._left == 0:
            raise Killed
        self._left -= 1
        return getattr(self._cloud, name)


Case = Callable[[Place], None]
CASES: list[Case] = []


def case(function: Case) -> Case:
    CASES.append(function)
    return function


def content(*, gen: int, wid: str = WID, text: str = "") -> bytes:
    """A stored object as the server builds it, with a stand-in for the sealed part."""
    fields = {"envelope": text * 1000, "gen": gen, "manifest": "a.b.c", "v": 1, "wid": wid}
    return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def put(cloud: Cloud, gen: int, *, wid: str = WID, text: str = "", seen: bool = False) -> Proof:
    return backup_folder.place(
        cloud,
        folder=FOLDER,
        gen=gen,
        wid=wid,
        data=content(gen=gen, wid=wid, text=text),
        seen_before=seen,
    )


def files(cloud: Cloud) -> dict[str, bytes]:
    """Everything in the back-up folder."""
    names = [line.name for line in cloud.entries(FOLDER)]
    return {name: cloud.read(f"{FOLDER}/{name}").data for name in names}


def current(cloud: Cloud) -> int:
    gen: int = json.loads(files(cloud)[layout.POINTER])["gen"]
    return gen


@case
def access_check_leaves_nothing_behind(place: Place) -> None:
    backup_folder.check_access(place.cloud, whose="sam")
    assert list(place.cloud.entries("")) == []


@case
def access_check_takes_out_what_a_killed_one_left_and_nothing_else(place: Place) -> None:
    place.other.add(path="keyhaven-check-robin.txt", data=b"of another check")
    finished = False
    for calls in itertools.count():
        dying = Dying(place.cloud, calls=calls)
        try:
            backup_folder.check_access(dying, whose="sam")
            finished = True
        except Killed:
            backup_folder.check_access(place.cloud, whose="sam")
        assert [line.name for line in place.other.entries("")] == ["keyhaven-check-robin.txt"]
        if finished:
            break
    # It was killed before each call that it makes: write, list, delete, read.
    assert calls == 4


@case
def first_copy_is_proved_and_explained(place: Place) -> None:
    proof = put(place.cloud, 1)
    there = files(place.other)
    assert there[proof.file] == content(gen=1)
    assert proof.size == len(content(gen=1))
    assert b"passkey" in there["README.txt"]
    assert set(there) == {proof.file, "README.txt", "current.json"}


@case
def next_generation_is_put_beside_the_old_one(place: Place) -> None:
    first, second = put(place.cloud, 1), put(place.cloud, 2, seen=True)
    assert {first.file, second.file} < set(files(place.other))
    assert current(place.other) == 2


@case
def many_generations_in_one_second_are_all_proved(place: Place) -> None:
    for gen in range(1, 8):
        put(place.cloud, gen, seen=gen > 1)
    assert backup_folder.fetch(place.other, folder=FOLDER).gen == 7


@case
def placing_the_same_again_changes_nothing(place: Place) -> None:
    put(place.cloud, 1)
    before = files(place.other)
    assert put(place.cloud, 1) == put(place.cloud, 1, seen=True)
    assert files(place.other) == before


@case
def fetch_returns_exactly_what_was_placed(place: Place) -> None:
    put(place.cloud, 1)
    proof = put(place.cloud, 2, text="naïve ☂ ")
    fetched = backup_folder.fetch(place.other, folder=FOLDER)
    assert fetched.data == content(gen=2, text="naïve ☂ ")
    assert (fetched.wid, fetched.gen, fetched.sha256) == (WID, 2, proof.sha256)


@case
def foreign_copy_is_left_alone(place: Place) -> None:
    put(place.other, 1, wid="somebody-else")
    before = files(place.other)
    with pytest.raises(ForeignCopy):
        put(place.cloud, 5)
    assert files(place.other) == before


@case
def newer_copy_is_left_alone(place: Place) -> None:
    put(place.cloud, 1)
    put(place.other, 9, seen=True)
    before = files(place.other)
    with pytest.raises(NewerCopy):
        put(place.cloud, 2)
    assert files(place.other) == before


@case
def newer_copy_is_not_switched_back_in_the_fast_way(place: Place) -> None:
    put(place.cloud, 1)
    put(place.other, 9, seen=True)
    with pytest.raises(NewerCopy):
        put(place.cloud, 2, seen=True)
    assert current(place.other) == 9


@case
def same_number_with_other_content_is_left_alone(place: Place) -> None:
    put(place.other, 3, text="other device")
    before = files(place.other)
    with pytest.raises(DifferentCopy):
        put(place.cloud, 3)
    assert files(place.other) == before


@case
def unreadable_pointer_is_left_alone(place: Place) -> None:
    place.other.make_folder(FOLDER)
    for untrusted in (b"", b"<html>", b"[]", b'{"v":2}', b'{"v":1,"wid":"x","gen":true}'):
        expected = pointer_now(place.other)
        place.other.replace(path=f"{FOLDER}/current.json", data=untrusted, expected=expected)
        before = files(place.other)
        with pytest.raises(UnknownCopy):
            put(place.cloud, 1)
        assert files(place.other) == before


def pointer_now(cloud: Cloud) -> Stored | None:
    try:
        return cloud.read(f"{FOLDER}/current.json")
    except NotThere:
        return None


@case
def pointer_to_another_file_is_not_followed(place: Place) -> None:
    put(place.cloud, 1)
    pointer = json.loads(files(place.cloud)["current.json"]) | {"file": "../secret.txt"}
    place.other.replace(
        path=f"{FOLDER}/current.json",
        data=json.dumps(pointer).encode(),
        expected=pointer_now(place.other),
    )
    assert backup_folder.fetch(place.cloud, folder=FOLDER).file.startswith("backup-000001-")
    with pytest.raises(UnknownCopy):
        put(place.cloud, 2)


@case
def same_name_with_other_bytes_is_left_alone(place: Place) -> None:
    data = content(gen=1)
    name = layout.object_name(gen=1, sha256=layout.sha256_of(data))
    place.other.make_folder(FOLDER)
    place.other.add(path=f"{FOLDER}/{name}", data=b"something else")
    with pytest.raises(NameTaken):
        put(place.cloud, 1)
    assert files(place.other)[name] == b"something else"


@case
def object_of_a_killed_writer_is_taken_into_account(place: Place) -> None:
    data = content(gen=4)
    name = layout.object_name(gen=4, sha256=layout.sha256_of(data))
    place.other.make_folder(FOLDER)
    place.other.add(path=f"{FOLDER}/{name}", data=data)
    with pytest.raises(NewerCopy):
        put(place.cloud, 3)
    put(place.cloud, 4)
    assert current(place.other) == 4


@case
def somebodys_own_readme_stays(place: Place) -> None:
    place.other.make_folder(FOLDER)
    place.other.add(path=f"{FOLDER}/README.txt", data=b"my own notes")
    put(place.cloud, 1)
    assert files(place.other)["README.txt"] == b"my own notes"


@case
def somebodys_own_readme_stays_when_the_pointer_is_gone(place: Place) -> None:
    put(place.cloud, 1)
    readme = f"{FOLDER}/{layout.README_NAME}"
    overwrite(place.other, readme, b"my own notes")
    place.other.delete(f"{FOLDER}/{layout.POINTER}")
    put(place.cloud, 2, seen=True)
    assert place.other.read(readme).data == b"my own notes"


@case
def folder_that_was_removed_is_made_again(place: Place) -> None:
    put(place.cloud, 1)
    for name in files(place.other):
        place.other.delete(f"{FOLDER}/{name}")
    place.other.delete(FOLDER)
    put(place.cloud, 2, seen=True)
    assert set(files(place.other)) >= {"README.txt", "current.json"}


@case
def retiring_keeps_the_newest_and_what_is_not_ours(place: Place) -> None:
    for gen in range(1, 6):
        put(place.cloud, gen, seen=gen > 1)
    place.other.add(path=f"{FOLDER}/holiday.jpg", data=b"a picture")
    foreign = content(gen=1, wid="somebody-else")
    name = layout.object_name(gen=1, sha256=layout.sha256_of(foreign))
    place.other.add(path=f"{FOLDER}/{name}", data=foreign)
    backup_folder.retire(place.cloud, folder=FOLDER, keep=2, wid=WID, current_gen=5)
    left = files(place.other)
    assert sorted(g for g in map(layout.object_gen, left) if g) == [1, 4, 5]
    assert {name, "holiday.jpg", "README.txt", "current.json"} < set(left)


@case
def nothing_is_retired_unless_the_current_copy_is_whole(place: Place) -> None:
    for gen in range(1, 4):
        put(place.cloud, gen, seen=gen > 1)
    before = files(place.other)
    with pytest.raises(Conflict):
        backup_folder.retire(place.cloud, folder=FOLDER, keep=1, wid=WID, current_gen=4)
    assert files(place.other) == before


def remove(cloud: Cloud, proof: Proof, *, gen: int) -> None:
    backup_folder.remove(cloud, folder=FOLDER, gen=gen, wid=WID, sha256=proof.sha256)


@case
def removed_back_up_leaves_nothing_behind(place: Place) -> None:
    put(place.cloud, 1)
    proof = put(place.cloud, 2, seen=True)
    remove(place.cloud, proof, gen=2)
    assert [line.name for line in place.other.entries("")] == []
    # Started again after a kill, it finds nothing to do.
    remove(place.cloud, proof, gen=2)


@case
def removing_leaves_what_is_not_ours(place: Place) -> None:
    proof = put(place.cloud, 2)
    place.other.add(path=f"{FOLDER}/holiday.jpg", data=b"a picture")
    foreign = content(gen=1, wid="somebody-else")
    name = layout.object_name(gen=1, sha256=layout.sha256_of(foreign))
    place.other.add(path=f"{FOLDER}/{name}", data=foreign)
    remove(place.cloud, proof, gen=2)
    assert set(files(place.other)) == {name, "holiday.jpg"}


@case
def newer_or_foreign_back_up_is_not_removed(place: Place) -> None:
    proof = put(place.cloud, 2)
    put(place.other, 3, seen=True)
    before = set(files(place.other))
    with pytest.raises(NewerCopy):
        remove(place.cloud, proof, gen=2)
    pointer = layout.pointer_bytes(
        layout.Pointer("somebody-else", 1, layout.object_name(gen=1, sha256="0" * 64), "0" * 64)
    )
    overwrite(place.other, f"{FOLDER}/current.json", pointer)
    with pytest.raises(ForeignCopy):
        remove(place.cloud, proof, gen=2)
    assert set(files(place.other)) == before


@case
def damaged_pointer_does_not_stop_a_recovery(place: Place) -> None:
    put(place.cloud, 1)
    put(place.cloud, 2)
    place.other.replace(path=f"{FOLDER}/current.json", data=b"{", expected=pointer_now(place.other))
    assert backup_folder.fetch(place.cloud, folder=FOLDER).gen == 2


@case
def missing_back_up_is_named_so(place: Place) -> None:
    with pytest.raises(NotThere):
        backup_folder.fetch(place.cloud, folder=FOLDER)


def prove(cloud: Cloud, proof: Proof, *, gen: int, wid: str = WID) -> bytes:
    return backup_folder.prove(cloud, folder=FOLDER, gen=gen, wid=wid, sha256=proof.sha256)


def overwrite(cloud: Cloud, path: str, data: bytes) -> None:
    cloud.replace(path=path, data=data, expected=cloud.read(path))


@case
def proved_copy_is_found_whole_again(place: Place) -> None:
    proof = put(place.cloud, 1)
    assert prove(place.other, proof, gen=1) == content(gen=1)


@case
def copy_that_is_gone_is_missing(place: Place) -> None:
    proof = put(place.cloud, 1)
    place.other.delete(f"{FOLDER}/{proof.file}")
    with pytest.raises(NotThere):
        prove(place.cloud, proof, gen=1)


@case
def folder_that_is_gone_is_missing(place: Place) -> None:
    proof = put(place.cloud, 1)
    for name in files(place.other):
        place.other.delete(f"{FOLDER}/{name}")
    place.other.delete(FOLDER)
    with pytest.raises(NotThere):
        prove(place.cloud, proof, gen=1)


@case
def place_that_went_back_in_time_is_stale(place: Place) -> None:
    put(place.cloud, 1)
    before = place.cloud.read(f"{FOLDER}/{layout.POINTER}").data
    proof = put(place.cloud, 2)
    overwrite(place.other, f"{FOLDER}/{layout.POINTER}", before)
    with pytest.raises(StaleCopy):
        prove(place.cloud, proof, gen=2)


@case
def single_wrong_byte_is_damage(place: Place) -> None:
    proof = put(place.cloud, 1)
    overwrite(place.other, f"{FOLDER}/{proof.file}", content(gen=1)[:-2] + b" \n")
    with pytest.raises(DamagedCopy):
        prove(place.cloud, proof, gen=1)


@case
def newer_and_foreign_copies_are_told_apart_from_ours(place: Place) -> None:
    proof = put(place.cloud, 1)
    put(place.other, 2)
    with pytest.raises(NewerCopy):
        prove(place.cloud, proof, gen=1)
    with pytest.raises(ForeignCopy):
        prove(place.cloud, proof, gen=1, wid="another")


@case
def damaged_copy_that_was_proved_is_mended_and_nothing_else_is_touched(place: Place) -> None:
    proof = put(place.cloud, 1)
    overwrite(place.other, f"{FOLDER}/{proof.file}", b"damaged")
    with pytest.raises(NameTaken):
        put(place.cloud, 1)
    mended = backup_folder.place(
        place.cloud,
        folder=FOLDER,
        gen=1,
        wid=WID,
        data=content(gen=1),
        seen_before=True,
        mend=True,
    )
    assert mended == proof
    assert prove(place.other, proof, gen=1) == content(gen=1)


@case
def back_ups_are_listed_with_number_and_time(place: Place) -> None:
    put(place.cloud, 1)
    put(place.cloud, 2)
    for folder in ("Photos", backup_folder.folder_name("Empty")):
        place.other.make_folder(folder)
        place.other.add(path=f"{folder}/note.txt", data=b"x")
    empty, found = backup_folder.list_backups(place.cloud)
    assert (empty.gen, empty.folder) == (None, "BitcoinWalletBackup_Empty")
    assert (found.folder, found.wid, found.gen) == (FOLDER, WID, 2)
    assert found.modified is not None


@case
def names_of_many_scripts_survive(place: Place) -> None:
    for name in ("Ünïcödé", unicodedata.normalize("NFD", "Zoë"), "钱包", "100% & #1 + ;=?", "a'b"):
        folder = backup_folder.folder_name(name)
        backup_folder.place(place.cloud, folder=folder, gen=1, wid=WID, data=content(gen=1))
        assert folder in {line.name for line in place.other.entries("")}
        assert backup_folder.fetch(place.other, folder=folder).gen == 1


@case
def killed_before_any_step_it_goes_on(place: Place) -> None:
    for gen, step in enumerate(list(Step)[:4], start=1):
        with contextlib.suppress(Killed):
            backup_folder.place(
                place.cloud,
                folder=FOLDER,
                gen=gen,
                wid=WID,
                data=content(gen=gen),
                on_step=killer(step),
            )
        if gen > 1:
            assert backup_folder.fetch(place.other, folder=FOLDER).gen == gen - 1
        put(place.cloud, gen)
        assert current(place.other) == gen
        kept = {g for g in map(layout.object_gen, files(place.other)) if g}
        assert kept == set(range(1, gen + 1))


def killer(fatal: Step) -> Callable[[Step], None]:
    def kill(step: Step) -> None:
        if step == fatal:
            raise Killed

    return kill


@case
def replace_refuses_what_changed_in_between(place: Place) -> None:
    place.cloud.make_folder(FOLDER)
    path = f"{FOLDER}/current.json"
    place.cloud.replace(path=path, data=b"one", expected=None)
    seen = place.cloud.read(path)
    # Other sizes, since wsgidav's mark does not tell files of one size and one second apart; and
    # no mark, since `rclone serve webdav` takes no notice of it.
    place.other.replace(path=path, data=b"number two", expected=place.other.read(path))
    with pytest.raises(Conflict):
        place.cloud.replace(path=path, data=b"three", expected=Stored(seen.data))
    assert place.other.read(path).data == b"number two"


@case
def folder_that_does_not_exist_is_missing(place: Place) -> None:
    # A store without folders writes all the same; nobody is told that a file is there that is not.
    with contextlib.suppress(FolderMissing):
        assert place.cloud.add(path="Elsewhere/file.txt", data=b"x").read_back == b"x"
        return
    with pytest.raises(NotThere):
        place.cloud.read("Elsewhere/file.txt")


@case
def looking_where_nothing_is_says_so(place: Place) -> None:
    with pytest.raises(NotThere):
        place.cloud.read("Nowhere/file.txt")
    with pytest.raises(NotThere):
        place.cloud.entries("Nowhere")


@case
def deleting_twice_is_fine(place: Place) -> None:
    place.cloud.add(path="once.txt", data=b"x")
    place.cloud.delete("once.txt")
    place.cloud.delete("once.txt")
    assert list(place.other.entries("")) == []


@case
def making_a_folder_twice_is_fine(place: Place) -> None:
    place.cloud.make_folder(FOLDER)
    place.other.make_folder(FOLDER)
    # A store without folders shows one as soon as something lies in it.
    place.cloud.add(path=f"{FOLDER}/note.txt", data=b"x")
    assert [(line.name, line.is_folder) for line in place.cloud.entries("")] == [(FOLDER, True)]
