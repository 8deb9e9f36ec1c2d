"""What a device keeps: wrapped, through crashes, and with two tabs at once."""

from __future__ import annotations

import os

import pytest

from tests.browser.lib.conftest import Tab
from tests.soft_layout import b64u

pytestmark = pytest.mark.browser

DEVICE = """
  const device = await lib("device");
  const wid = new Uint8Array(16).fill(7);
  const digest = (number) => new Uint8Array(32).fill(number);
  const share = (number) => new Uint8Array(33).fill(number);
  const save = (gen, number = gen) =>
    device.saveShare({ wid, gen, digest: digest(number), share: share(number) });
  const first = async (gen, number) => {
    const named = number === undefined ? {} : { digest: digest(number) };
    return (await device.shareFor({ wid, gen, ...named }))?.[0] ?? null;
  };
  const held = async () =>
    (await device.generationsHeld(wid)).map((row) => [row.gen, row.digest[0]]);
  const promote = (gen, number = gen) => device.promote({ wid, gen, digest: digest(number) });
"""


def test_share_comes_back_after_a_reload(tab: Tab) -> None:
    share = b64u(os.urandom(1025))
    script = f"""{DEVICE}
      await device.saveShare({{ wid, gen: 1, digest: digest(1), share: unb64u(input.share) }});
    """
    tab.run(script, share=share)
    tab.reload()
    assert tab.run(f"{DEVICE} return b64u(await device.shareFor({{ wid, gen: 1 }}));") == share


def test_knows_nothing_of_a_wallet_it_never_saw(tab: Tab) -> None:
    script = f"{DEVICE} return [await first(1), await device.highestGen(wid), await held()];"
    assert tab.run(script) == [None, 0, []]


def test_old_and_new_share_are_kept_until_the_commit_is_known(tab: Tab) -> None:
    script = f"""{DEVICE}
      await save(1); await promote(1);
      await save(2);
      const pending = [await first(1), await first(2), await device.highestGen(wid)];
      await promote(2);
      return [pending, await first(1), await first(2), await device.highestGen(wid), await held()];
    """
    assert tab.run(script) == [[1, 2, 1], None, 2, 2, [[2, 2]]]


def test_promotion_keeps_a_share_of_a_later_generation(tab: Tab) -> None:
    script = f"{DEVICE} await save(1); await save(2); await promote(1); return held();"
    assert tab.run(script) == [[1, 1], [2, 2]]


def test_two_tabs_may_begin_the_same_generation(tab: Tab) -> None:
    """The one whose upload counted keeps its share; the other's goes."""
    other = tab.another()
    tab.run(f"{DEVICE} await save(1); await promote(1); await save(2, 20);")
    other.run(f"{DEVICE} await save(2, 21);")
    seen = tab.run(
        f"{DEVICE} return [await first(2, 20), await first(2, 21), await code(() => first(2))];"
    )
    assert seen == [20, 21, "ambiguous_share"]
    other.run(f"{DEVICE} await promote(2, 21);")
    assert tab.run(f"{DEVICE} return [await first(2), await held()];") == [21, [[2, 21]]]
    assert tab.run(f"{DEVICE} return code(() => promote(2, 20));") == "share_missing"


def test_two_tabs_that_start_at_once_share_one_key(tab: Tab) -> None:
    other = tab.another()
    wait = """
      globalThis.done = new Promise((resolve) => {
        const channel = new BroadcastChannel("start");
        channel.onmessage = () => resolve(save(2));
      });
    """
    other.run(f"{DEVICE} {wait}")
    start = 'new BroadcastChannel("start").postMessage("go");'
    tab.run(f"{DEVICE} {start} await save(1);")
    other.run("await globalThis.done;")
    for one in (tab, other):
        assert one.run(f"{DEVICE} return [await first(1), await first(2)];") == [1, 2]


def test_generation_never_goes_back(tab: Tab) -> None:
    script = f"""{DEVICE}
      await device.noteGeneration({{ wid, gen: 5 }});
      await save(4);
      const refused = [
        await code(() => promote(4)), await code(() => device.noteGeneration({{ wid, gen: 4 }})),
      ];
      await device.noteGeneration({{ wid, gen: 5 }});
      return [refused, await device.highestGen(wid), await held()];
    """
    assert tab.run(script) == [["older_generation"] * 2, 5, [[4, 4]]]


def test_promotion_of_a_share_that_is_not_there_changes_nothing(tab: Tab) -> None:
    script = f"""{DEVICE}
      await save(1); await promote(1);
      return [await code(() => promote(2)), await device.highestGen(wid), await held()];
    """
    assert tab.run(script) == ["share_missing", 1, [[1, 1]]]


def test_refused_upload_leaves_the_older_share(tab: Tab) -> None:
    script = f"""{DEVICE}
      await save(1); await promote(1); await save(2);
      await device.discard({{ wid, gen: 2, digest: digest(2) }});
      return held();
    """
    assert tab.run(script) == [[1, 1]]


def test_forgets_one_wallet_and_no_other(tab: Tab) -> None:
    script = f"""{DEVICE}
      const other = new Uint8Array(16).fill(8);
      await save(1); await promote(1); await save(2);
      await device.saveShare({{ wid: other, gen: 1, digest: digest(1), share: share(9) }});
      await device.forget(wid);
      const left = await device.shareFor({{ wid: other, gen: 1 }});
      return [await held(), await device.highestGen(wid), left[0]];
    """
    assert tab.run(script) == [[], 0, 9]


RAW = """
  const request = indexedDB.open("keyhaven");
  const database = await new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result);
  });
  const all = (name, mode = "readonly") => new Promise((resolve) => {
    const found = database.transaction(name, mode).objectStore(name).getAll();
    found.onsuccess = () => resolve(found.result);
  });
"""


def test_share_lies_there_encrypted_with_a_key_that_cannot_be_read(tab: Tab) -> None:
    script = f"""{DEVICE} await save(1, 0x5a); {RAW}
      const [row] = await all("shares");
      const [key] = await all("keys");
      database.close();
      return [key.extractable, key.algorithm.name, row.wrapped.length, row.wrapped.includes(0x5a) &&
        row.wrapped.every((byte) => byte === 0x5a)];
    """
    assert tab.run(script) == [False, "AES-GCM", 33 + 16, False]


def test_share_that_was_moved_to_another_generation_is_refused(tab: Tab) -> None:
    script = f"""{DEVICE} await save(1); {RAW}
      const [row] = await all("shares");
      const store = database.transaction("shares", "readwrite").objectStore("shares");
      await new Promise((resolve) => {{ store.put({{ ...row, gen: 2 }}).onsuccess = resolve; }});
      database.close();
      return [await first(1), await code(() => first(2))];
    """
    assert tab.run(script) == [1, "device_share"]


def test_database_may_be_deleted_by_another_tab(tab: Tab) -> None:
    tab.run(f"{DEVICE} await save(1);")
    other = tab.another()
    other.run(
        """
        await new Promise((resolve, reject) => {
          const request = indexedDB.deleteDatabase("keyhaven");
          request.onsuccess = resolve;
          request.onblocked = () => reject(new Error("blocked"));
        });
        """
    )
    assert tab.run(
        f"{DEVICE} const before = await first(1); await save(2); return [before, await first(2)];"
    ) == [None, 2]


def test_first_check_value_of_a_passkey_stays(tab: Tab) -> None:
    script = f"""{DEVICE}
      const cid = new Uint8Array(20);
      const value = (number) => new Uint8Array(16).fill(number);
      const seen = [];
      for (const number of [1, 2, 1]) {{
        seen.push((await device.rememberPrf({{ cid, checkValue: value(number) }}))?.[0] ?? null);
      }}
      seen.push((await device.prfSeen(cid))[0]);
      await device.forgetPrf(cid);
      return [...seen, await device.prfSeen(cid)];
    """
    assert tab.run(script) == [None, 1, 1, 1, None]


DRAFTS = """
  const device = await lib("device");
  const wid = new Uint8Array(16).fill(7);
  const entropy = new Uint8Array(16).fill(9);
  const keep = (name = "Savings") => device.saveDraft({ wid, owner: "sam", name, entropy });
  const open = async (owner = "sam") => (await device.openDraft({ wid, owner }))?.[0] ?? null;
  const names = async (owner) => (await device.drafts(owner)).map((draft) => draft.name);
"""


def test_wallet_without_a_backup_survives_a_closed_tab(tab: Tab) -> None:
    tab.run(f"{DRAFTS} await keep();")
    tab.reload()
    assert tab.run(f"{DRAFTS} return [await names('sam'), await open()];") == [["Savings"], 9]


def test_draft_can_be_renamed_and_dropped(tab: Tab) -> None:
    script = f"""{DRAFTS}
      await keep(); await keep("Holidays");
      const renamed = [await names("sam"), await open()];
      await device.dropDraft(wid);
      return [renamed, await names("sam"), await open()];
    """
    assert tab.run(script) == [[["Holidays"], 9], [], None]


def test_draft_is_not_shown_to_another_person_at_this_device(tab: Tab) -> None:
    script = f"{DRAFTS} await keep(); return [await names('eve'), await open('eve')];"
    assert tab.run(script) == [[], None]


def test_draft_lies_there_encrypted_and_belongs_to_its_name(tab: Tab) -> None:
    script = f"""{DRAFTS} await keep(); {RAW}
      const [row] = await all("drafts");
      const store = database.transaction("drafts", "readwrite").objectStore("drafts");
      const moved = {{ ...row, name: "Other" }};
      await new Promise((resolve) => {{ store.put(moved).onsuccess = resolve; }});
      database.close();
      return [row.wrapped.length, row.wrapped.every((byte) => byte === 9), await code(open)];
    """
    assert tab.run(script) == [16 + 16, False, "device_share"]


def test_inventory_names_what_is_there_and_a_new_device_holds_nothing(tab: Tab) -> None:
    script = f"""{DEVICE}
      await save(1); await promote(1);
      await device.saveDraft({{ wid, owner: "sam", name: "Savings", entropy: share(3) }});
      await device.rememberPrf({{ cid: wid, checkValue: new Uint8Array(16) }});
      const list = async () =>
        (await device.inventory()).map(({{ kind, gen, bytes }}) => [kind, gen ?? 0, bytes.length]);
      const before = await list();
      await device.forgetEverything();
      return [before, await list(), await held()];
    """
    before, after, held = tab.run(script)
    assert before == [
        ["key", 0, 0],
        ["share", 1, 33 + 16],
        ["draft", 0, 33 + 16],
        ["generation", 1, 0],
        ["prf_check", 0, 16],
    ]
    assert (after, held) == ([], [])
