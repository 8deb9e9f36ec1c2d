"""Five custodians, any three of whom bring a lost keyring back, with the stock program `age`."""

from __future__ import annotations

import itertools
import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from recovery.enclave.keyring.file import CUSTODY_FILE, KEYRING_FILE
from tests.enclave.unlocking import unlock_with
from tests.enclave_process import ORIGIN, RP_ID, EnclaveProcess, program
from tests.soft_client import SoftBrowser
from tests.soft_passkey import SoftPasskey

pytestmark = pytest.mark.skipif(
    shutil.which("age") is None, reason="age missing: `manage.py test` installs it as root"
)

NAMES = ["anna", "bert", "cora", "dan", "eva"]


@dataclass(frozen=True)
class Household:
    """A vault whose keyring five custodians can bring back. ent: what it gave before."""

    enclave: EnclaveProcess
    folder: Path
    browser: SoftBrowser
    ent: bytes

    def key(self, name: str) -> Path:
        return self.folder / f"{name}.key"

    def share(self, name: str) -> Path:
        return self.folder / "shares" / f"share-{NAMES.index(name) + 1}-{name}.age"

    def words(self, *names: str) -> list[str]:
        """The shares of these custodians, and the keys that they brought."""
        shares = [word for name in names for word in ("--share", str(self.share(name)))]
        return shares + [word for name in names for word in ("--identity", str(self.key(name)))]

    @property
    def transcript(self) -> list[str]:
        return ["--transcript", str(self.folder / "shares" / "transcript.json")]


def keygen(path: Path) -> str:
    """A new age key in that file; gives its public half."""
    subprocess.run(["age-keygen", "-o", str(path)], check=True, capture_output=True)
    done = subprocess.run(["age-keygen", "-y", str(path)], check=True, capture_output=True)
    return done.stdout.decode().strip()


@pytest.fixture(scope="module")
def household(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Household]:
    folder = tmp_path_factory.mktemp("custodians")
    browser = SoftBrowser(passkey=SoftPasskey(rp_id=RP_ID), origin=ORIGIN)
    people = [f"--custodian={name}={keygen(folder / f'{name}.key')}" for name in NAMES]
    with EnclaveProcess() as enclave:
        ent = unlock_with(enclave=enclave, browser=browser).ent
        done = enclave.command("ceremony", *people, "--out", str(folder / "shares"))
        assert done.returncode == 0, done.stderr
        assert "any 3 bring the keyring back" in done.stdout
        yield Household(enclave, folder, browser, ent)


def says(*words: str) -> str:
    """Run a command that needs no vault."""
    done = program(*words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def refuses(*words: str) -> str:
    done = program(*words)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.fixture
def elsewhere() -> Iterator[EnclaveProcess]:
    """A new machine, on which nothing was made yet."""
    process = EnclaveProcess()
    yield process
    process.stop()
    process.remove()


def test_a_lost_vault_comes_back_from_three_shares(
    household: Household, elsewhere: EnclaveProcess
) -> None:
    done = elsewhere.command("restore", *household.words("eva", "bert", "dan"))
    assert done.returncode == 0, done.stderr
    elsewhere.start()
    assert unlock_with(enclave=elsewhere, browser=household.browser).ent == household.ent
    # It goes on leaving copies for the same custodians.
    assert (elsewhere.folder / "state" / CUSTODY_FILE).exists()


def test_every_three_of_the_five_pass_the_drill_and_no_two_do(household: Household) -> None:
    groups = list(itertools.combinations(NAMES, 3))
    # Each is two seconds of processes; which ones stand for all is chosen so that all take part.
    for group in groups[::3]:
        said = says("drill", *household.transcript, *household.words(*group))
        assert "together open the keyring of this vault. It was not written anywhere." in said
    refused = refuses("drill", *household.transcript, *household.words("anna", "eva"))
    assert "3 shares are needed; these are 2" in refused


def test_the_drill_and_the_running_vault_name_the_same_keys(household: Household) -> None:
    drilled = says("drill", *household.transcript, *household.words("anna", "bert", "cora"))
    listed = household.enclave.command("epoch", "list").stdout
    assert drilled.splitlines()[1] + " (newest)" == listed.splitlines()[0]


def test_a_new_epoch_is_in_the_copy_before_it_is_used(
    household: Household, elsewhere: EnclaveProcess
) -> None:
    state = household.enclave.folder / "state"
    kept = {name: (state / name).read_bytes() for name in (KEYRING_FILE, CUSTODY_FILE)}
    try:
        household.enclave.command("epoch", "add")
        copy = ["--copy", str(state / CUSTODY_FILE)]
        done = elsewhere.command("restore", *household.words("anna", "cora", "eva"), *copy)
        assert "with these epochs: 1, 2" in done.stdout
        assert elsewhere.command("epoch", "list").stdout == (
            household.enclave.command("epoch", "list").stdout
        )
        old = says("drill", *household.transcript, *household.words("anna", "cora", "eva"))
        assert "epoch 2" not in old
    finally:
        for name, content in kept.items():
            (state / name).write_bytes(content)


def test_a_restore_never_goes_over_a_keyring(household: Household) -> None:
    keyring = household.enclave.folder / "state" / KEYRING_FILE
    before = keyring.read_bytes()
    done = household.enclave.command("restore", *household.words("anna", "bert", "cora"))
    assert done.returncode == 1
    assert "already" in done.stderr
    assert keyring.read_bytes() == before


def test_a_custodian_sees_that_his_share_is_right(household: Household) -> None:
    said = says("check-share", *household.transcript, *household.words("dan"))
    assert said == "Share 4 of dan is the one in the transcript.\n"


def test_only_the_custodian_opens_his_share(household: Household) -> None:
    words = ["--share", str(household.share("dan")), "--identity", str(household.key("eva"))]
    assert "age refused" in refuses("check-share", *household.transcript, *words)


def test_a_share_holds_no_secret_that_can_be_read(household: Household) -> None:
    file = household.share("anna").read_text()
    assert file.startswith("-----BEGIN AGE ENCRYPTED FILE-----")
    assert max(map(len, file.splitlines())) <= 64
    key = ["--decrypt", "--identity", str(household.key("anna"))]
    plain = subprocess.run(["age", *key, str(household.share("anna"))], capture_output=True)
    share = json.loads(plain.stdout)["share"]
    for path in (household.folder / "shares").iterdir():
        assert share not in path.read_text(errors="replace")


def test_a_transcript_that_somebody_changed_is_noticed(
    household: Household, tmp_path: Path
) -> None:
    document = json.loads((household.folder / "shares" / "transcript.json").read_text())
    document["content"] = document["content"].replace("anna", "mary")
    (tmp_path / "transcript.json").write_text(json.dumps(document))
    words = ["--transcript", str(tmp_path / "transcript.json"), *household.words("dan")]
    assert "somebody changed it" in refuses("check-share", *words)


def test_shares_of_two_ceremonies_do_not_mix(household: Household, tmp_path: Path) -> None:
    with EnclaveProcess() as other:
        keys = {name: keygen(tmp_path / f"{name}.key") for name in NAMES[:3]}
        people = [f"--custodian={name}={key}" for name, key in keys.items()]
        done = other.command("ceremony", *people, "--out", str(tmp_path / "out"))
        assert done.returncode == 0, done.stderr
    foreign = [
        *("--share", str(tmp_path / "out" / "share-1-anna.age")),
        *("--identity", str(tmp_path / "anna.key")),
    ]
    mixed = [*household.words("bert", "cora"), *foreign]
    assert "is not the one in the transcript" in refuses("drill", *household.transcript, *mixed)


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        (["anna=age1abc"], "2 to 16 custodians"),
        (["anna=age1abc", "bert=age1abc", "cora=age1def"], "the same age key"),
        (["anna=age1abc", "anna=age1abd", "cora=age1def"], "the same name"),
        (["anna=AGE-SECRET-KEY-1ABC", "b=age1a", "c=age1b"], "not an age recipient"),
        (["../x=age1abc", "b=age1a", "c=age1b"], "not a name"),
        (["anna=age1abc", "bert=age1abd", "cora=age1def"], "age refused"),
    ],
)
def test_a_ceremony_with_the_wrong_people_is_refused(
    household: Household, tmp_path: Path, people: list[str], sentence: str
) -> None:
    custodians = [f"--custodian={person}" for person in people]
    done = household.enclave.command("ceremony", *custodians, "--out", str(tmp_path / "out"))
    assert done.returncode == 1
    assert sentence in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_ceremony_writes_into_a_new_folder_only(household: Household) -> None:
    people = [f"--custodian={name}={keygen_of(household, name)}" for name in NAMES]
    out = ["--out", str(household.folder / "shares")]
    done = household.enclave.command("ceremony", *people, *out)
    assert done.returncode == 1
    assert "must be a new folder" in done.stderr


def keygen_of(household: Household, name: str) -> str:
    words = ["age-keygen", "-y", str(household.key(name))]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()


def test_a_copy_of_other_custodians_is_refused(
    household: Household, elsewhere: EnclaveProcess, tmp_path: Path
) -> None:
    copy = bytearray((household.folder / "shares" / CUSTODY_FILE).read_bytes())
    copy[20] ^= 1
    (tmp_path / "other").write_bytes(copy)
    shares = household.words("anna", "bert", "cora")
    done = elsewhere.command("restore", *shares, "--copy", str(tmp_path / "other"))
    assert "custodians of another ceremony" in done.stderr
    copy[20] ^= 1
    copy[-1] ^= 1
    (tmp_path / "other").write_bytes(copy)
    done = elsewhere.command("restore", *shares, "--copy", str(tmp_path / "other"))
    assert "copy is damaged" in done.stderr
