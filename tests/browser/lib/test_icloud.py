"""The copy in iCloud, by a real browser against Apple's published description.

What holds for every place is asked here too: written under a new name, read back, the pointer last;
nothing newer or unknown is written over; no fault is taken for success, and none loses what was
there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.browser.lib.conftest import Chromium, Tab
from tests.clouds.all_providers import AllProviders
from tests.clouds.cloudkit_server import API_HOST, API_TOKEN, CONTAINER, CloudKitServer

pytestmark = pytest.mark.browser

_SCRIPT = """
  const { CloudKit } = await import("/static/js/clouds/cloudkit.js");
  const { lookAt, putThere } = await import("/static/js/clouds/icloud_copy.js");
  const { backupDigest } = await lib("backupfile");
  const cloud = new CloudKit(input.cloudkit);
  const look = async (gen) => {
    const backup = { ...input.sample, gen, wid: unb64u(input.sample.wid) };
    const digest = await backupDigest(backup);
    return { backup, digest, found: await lookAt({ cloud, wid: backup.wid, gen, digest }) };
  };
  const put = async (gen, keep = 3) => {
    const seen = await look(gen);
    return putThere({ cloud, ...seen, keep, onStep: () => undefined });
  };
"""


@dataclass
class Place:
    """A person's iCloud, and a tab in which somebody is signed in there."""

    server: CloudKitServer
    tab: Tab
    values: dict[str, Any]

    def run(self, script: str) -> Any:
        self.values["cloudkit"]["token"] = self.server._token_for("Samantha")
        return self.tab.run(_SCRIPT + script, **self.values)

    def put(self, gen: int) -> str:
        """The health that the last look found, or the code of what went wrong."""
        done: str = self.run(
            f"try {{ return (await put({gen})).health; }} "
            "catch (error) { return error.code ?? String(error); }"
        )
        return done

    def look(self, gen: int) -> str:
        done: str = self.run(
            f"try {{ return (await look({gen})).found.health; }} "
            "catch (error) { return error.code ?? String(error); }"
        )
        return done

    @property
    def records(self) -> dict[str, str]:
        mine = self.server.by_person["Samantha"]
        return {name: record.fields["content"]["value"] for name, record in mine.items()}

    @property
    def pointer(self) -> str:
        (name,) = (name for name in self.records if name.endswith("-current"))
        return name


@pytest.fixture(scope="module")
def tab(chromium: Chromium) -> Iterator[Tab]:
    # The policy of our pages names Apple; that of the library's test page names nobody.
    context = chromium.context(bypass_csp=True)
    yield chromium.tab(context)
    chromium.do(context.close)


@pytest.fixture
def place(tab: Tab, sample: dict[str, Any]) -> Iterator[Place]:
    with AllProviders() as providers:
        cloudkit = {
            "api": f"{providers.url}{API_HOST}",
            "container": CONTAINER,
            "environment": "production",
            "apiToken": API_TOKEN,
        }
        files = {name: sample[name] for name in ("envelope", "manifest", "wid")}
        yield Place(providers.cloudkit, tab, {"cloudkit": cloudkit, "sample": files})
        assert providers.cloudkit.violations == []


def test_what_was_put_there_is_found_whole(place: Place) -> None:
    assert place.look(1) == "missing"
    assert place.put(1) == "healthy"
    assert place.look(1) == "healthy"
    assert place.look(2) == "stale"


def test_the_last_copies_stay_and_older_ones_go(place: Place) -> None:
    for gen in range(1, 6):
        assert place.put(gen) == "healthy"
    kept = sorted(name.split("-")[-2] for name in place.records if name != place.pointer)
    assert kept == ["3", "4", "5"]


def test_damage_is_seen_and_mended(place: Place) -> None:
    place.put(1)
    record = json.loads(place.records[place.pointer])["record"]
    place.server.by_person["Samantha"][record].fields["content"]["value"] += " "
    assert place.look(1) == "invalid"
    assert place.put(1) == "healthy"
    del place.server.by_person["Samantha"][json.loads(place.records[place.pointer])["record"]]
    assert place.look(1) == "missing"
    assert place.put(1) == "healthy"


def test_a_newer_copy_is_left_alone(place: Place) -> None:
    place.put(5)
    before = place.records
    assert place.put(4) == "place_newer"
    assert place.records == before


def test_a_writer_that_was_slower_writes_over_nothing(place: Place) -> None:
    place.put(1)
    outcome = place.run("""
      const slow = await look(2);
      const first = (await put(2)).health;
      return [first, await code(() => putThere({ cloud, ...slow, keep: 3, onStep: () => 0 }))];
    """)
    assert outcome == ["healthy", "place_conflict"]
    assert place.look(2) == "healthy"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("QUOTA_EXCEEDED", "place_full"),
        ("THROTTLED", "place_busy"),
        ("INTERNAL_ERROR", "place_busy"),
        ("ACCESS_DENIED", "place_denied"),
        ("AUTHENTICATION_REQUIRED", "place_sign_in"),
        ("BAD_REQUEST", "place_answer"),
    ],
)
@pytest.mark.parametrize("at", ["create", "update", "lookup"])
def test_no_fault_is_taken_for_success_and_none_loses_what_was_there(
    place: Place, code: str, told: str, at: str
) -> None:
    place.put(1)
    before = place.records
    place.server.fail(code, at=at)
    assert place.put(2) == told
    assert before.items() <= place.records.items()
    assert place.look(1) == "healthy"


def test_a_sign_in_that_is_over_and_no_network_are_told(place: Place) -> None:
    outcome = place.run("""
      const gone = new CloudKit({ ...input.cloudkit, token: "of yesterday" });
      const nobody = new CloudKit({ ...input.cloudkit, api: "http://127.0.0.1:9" });
      return [await code(() => gone.account()), await code(() => nobody.account())];
    """)
    assert outcome == ["place_sign_in", "place_unreachable"]
