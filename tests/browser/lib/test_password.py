"""A password is stretched in a worker, under the site's own policy, and judged before it counts."""

from __future__ import annotations

from typing import Any

import pytest

from recovery.models import PolicyFields
from tests.browser.lib.conftest import Tab

pytestmark = pytest.mark.browser

STRETCH = """
  const { stretch } = await import("/static/js/flows/stretch.js");
  const { passwordWay } = await lib("password");
  const worker = "/static/js/workers/argon2.js";
  const make = (password) => passwordWay({
    wid: unb64u(input.wid), password, params: { salt: input.salt, kdf: input.kdf, name: "" },
    stretch: (work) => stretch({ ...work, worker }),
  });
"""


def test_gives_what_another_implementation_gives(lab: Tab, vectors: dict[str, Any]) -> None:
    known = vectors["password"]
    script = f"{STRETCH} return b64u((await make(input.password)).first);"
    assert lab.run(script, **known) == known["stretched"]


def test_spelling_of_a_letter_does_not_matter(lab: Tab, vectors: dict[str, Any]) -> None:
    script = f"{STRETCH} return b64u((await make(input.password.normalize('NFD'))).first);"
    assert lab.run(script, **vectors["password"]) == vectors["password"]["stretched"]


def test_page_does_not_wait_for_the_worker(lab: Tab, vectors: dict[str, Any]) -> None:
    """While the worker has its full work to do, tasks of the page go on in their turn."""
    script = f"""{STRETCH}
      input.kdf = (await lib("password")).KDF;
      let turns = 0;
      const timer = setInterval(() => {{ turns += 1; }}, 4);
      await make(input.password);
      clearInterval(timer);
      return turns;
    """
    assert lab.run(script, **vectors["password"]) > 10


def test_what_cannot_be_stretched_is_told(lab: Tab, vectors: dict[str, Any]) -> None:
    script = f"{STRETCH} input.kdf = {{ m: 1, t: 0, p: 0 }}; return code(() => make('x'));"
    told = lab.run(script, **vectors["password"])
    lab.run("")
    # The browser reports what went wrong in the worker; nothing of the password is in it.
    lab.messages.clear()
    assert told == "stretch_failed"


def test_generated_phrase_is_six_words_of_the_list(lab: Tab) -> None:
    phrases, count = lab.run(
        """
        const { newPhrase } = await lib("password");
        const { words } = await import("/static/vendor/diceware.js");
        const known = new Set(words);
        const phrases = Array.from({ length: 200 }, newPhrase);
        const all = phrases.flatMap((phrase) => phrase.split(" "));
        return [phrases.filter((phrase) => phrase.split(" ").length === 6
          && phrase.split(" ").every((word) => known.has(word))).length, new Set(all).size];
        """
    )
    assert phrases == 200
    # Of 1,200 words drawn out of 7,776 about 1,112 differ; a stuck or narrow source gives far less.
    assert count > 1000


@pytest.mark.parametrize(
    ("password", "is_good"),
    [
        ("password", False),
        ("Samantha1998!", False),
        ("correcthorse", False),
        ("qwertyuiop[]", False),
        ("Keyhaven wallet", False),
        ("vXq8!rTz2#Lw", True),
        ("molten harp verdict olive crumpet tidy", True),
    ],
)
def test_judge_lets_only_what_is_hard_to_guess(lab: Tab, password: str, is_good: bool) -> None:
    score = lab.run(
        """
        const { Judge } = await import("/static/js/flows/strength.js");
        const worker = "/static/js/workers/strength.js";
        globalThis.judge ??= new Judge({ worker, known: ["Samantha", "Keyhaven wallet"] });
        return (await globalThis.judge.judge(input.password)).score;
        """,
        password=password,
    )
    assert (score >= PolicyFields.PasswordScore.BEST) == is_good


def test_without_its_lists_the_judge_lets_nothing_through(tab: Tab) -> None:
    strength = tab.run(
        """
        const { Judge } = await import("/static/js/flows/strength.js");
        const judge = new Judge({ worker: "/static/js/workers/none.js", known: [] });
        const { score, warning } = await judge.judge("molten harp verdict olive crumpet tidy");
        return [score, warning !== ""];
        """
    )
    tab.run("")
    tab.messages.clear()
    assert strength == [0, True]
