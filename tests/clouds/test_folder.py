"""What only the folder on the server's own disk has to promise."""

from __future__ import annotations

import os
import resource
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from recovery.clouds import backup_folder, layout, open_cloud
from recovery.clouds.base import Cloud, Permitted
from recovery.clouds.errors import (
    AddressInvalid,
    AddressRefused,
    CloudError,
    Conflict,
    ServerFault,
    TooLarge,
)
from tests.clouds.conformance import WID, content


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "clouds").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text("of somebody else")
    return tmp_path / "clouds"


def opened(root: Path, path: str = "sam") -> Cloud:
    permitted = Permitted(folder_root=str(root))
    return open_cloud(kind="folder", settings={"path": path}, secret="", permitted=permitted)


@pytest.mark.parametrize("path", ["..", "../outside", "a/../../outside", "/etc", "a\0b"])
def test_a_place_outside_the_root_is_refused(root: Path, path: str) -> None:
    with pytest.raises(AddressInvalid):
        opened(root, path)


@pytest.mark.parametrize("path", ["../secret.txt", "/etc/passwd", "a/../../x"])
def test_a_path_that_leads_out_is_refused(root: Path, path: str) -> None:
    cloud = opened(root)
    for act in (cloud.read, cloud.delete, cloud.entries):
        with pytest.raises(AddressInvalid):
            act(path)
    with pytest.raises(AddressInvalid):
        cloud.add(path=path, data=b"x")


def test_symbolic_links_are_not_followed(root: Path) -> None:
    cloud = opened(root)
    cloud.make_folder("mine")
    outside = root.parent / "outside"
    (root / "sam" / "link").symlink_to(outside, target_is_directory=True)
    (root / "sam" / "mine" / "file.txt").symlink_to(outside / "secret.txt")
    for path in ("link/secret.txt", "mine/file.txt"):
        with pytest.raises(AddressRefused):
            cloud.read(path)
    with pytest.raises(CloudError):
        cloud.add(path="link/new.txt", data=b"x")
    with pytest.raises(AddressRefused):
        cloud.entries("link")
    cloud.delete("mine/file.txt")
    assert (outside / "secret.txt").read_text() == "of somebody else"
    assert sorted(file.name for file in outside.iterdir()) == ["secret.txt"]


def test_a_link_in_place_of_the_persons_folder_is_refused(root: Path) -> None:
    (root / "sam").symlink_to(root.parent / "outside", target_is_directory=True)
    with pytest.raises(AddressRefused):
        opened(root).read("secret.txt")


def test_a_pipe_or_a_huge_file_does_not_hold_a_worker(root: Path) -> None:
    cloud = opened(root)
    cloud.make_folder("mine")
    os.mkfifo(root / "sam" / "mine" / "pipe")
    with pytest.raises(AddressRefused):
        cloud.read("mine/pipe")
    with (root / "sam" / "mine" / "huge").open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(TooLarge):
        cloud.read("mine/huge")


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """As on a disk that takes no more, for this process and a moment."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize(("step", "size"), [("write", 10), ("switch", 100)])
def test_a_write_that_the_disk_cuts_short_is_never_proved(root: Path, step: str, size: int) -> None:
    cloud = opened(root)
    backup_folder.place(cloud, folder="f", gen=1, wid=WID, data=content(gen=1))
    data = content(gen=2)
    if step == "switch":
        # Its copy lies there already.
        cloud.add(path=f"f/{layout.object_name(gen=2, sha256=layout.sha256_of(data))}", data=data)
    with no_file_longer_than(size), pytest.raises(ServerFault):
        backup_folder.place(cloud, folder="f", gen=2, wid=WID, data=data, seen_before=True)
    assert backup_folder.fetch(cloud, folder="f").data == content(gen=1)
    assert not [
        file.name for file in (root / "sam" / "f").iterdir() if file.name.startswith(".new-")
    ]
    backup_folder.place(cloud, folder="f", gen=2, wid=WID, data=data, seen_before=True)
    assert backup_folder.fetch(cloud, folder="f").data == data


def test_one_of_many_writers_at_once_wins_and_the_others_are_told(root: Path) -> None:
    cloud = opened(root)
    cloud.make_folder("mine")
    cloud.replace(path="mine/current.json", data=b"start", expected=None)
    seen = cloud.read("mine/current.json")
    outcomes: list[bytes | None] = []

    def write(data: bytes) -> None:
        try:
            opened(root).replace(path="mine/current.json", data=data, expected=seen)
            outcomes.append(data)
        except Conflict:
            outcomes.append(None)

    threads = [threading.Thread(target=write, args=(b"writer %d" % n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    won = [outcome for outcome in outcomes if outcome is not None]
    assert len(outcomes) == 8
    assert won == [cloud.read("mine/current.json").data]


def test_files_are_for_the_server_alone_and_no_leftovers_stay(root: Path) -> None:
    cloud = opened(root)
    for gen in (1, 2):
        backup_folder.place(cloud, folder="f", gen=gen, wid=WID, data=content(gen=gen))
    files = list((root / "sam" / "f").iterdir())
    assert all(file.stat().st_mode & 0o077 == 0 for file in files)
    assert not [file for file in files if file.name.startswith(".")]
