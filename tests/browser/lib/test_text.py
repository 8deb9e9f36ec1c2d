"""What a script says comes from the catalogue of the page's language, else it is English."""

from __future__ import annotations

import pytest

from tests.browser.lib.conftest import Tab

pytestmark = pytest.mark.browser

TEXT = 'const { gettext, ngettext, longDay, speak } = await import("/static/js/text.js");'
POLISH = """
  speak({
    form: (n) => (n === 1 ? 0 : n % 10 >= 2 && n % 10 <= 4 ? 1 : 2),
    texts: {
      "Open %(name)s": "%(name)s: otwórz",
      "1 word": ["słowo", "%(n)s słowa", "%(n)s słów"],
    },
  });
"""


def test_a_sentence_is_translated_and_its_values_stand_where_they_belong(lab: Tab) -> None:
    assert lab.run(f"{TEXT}{POLISH} return gettext('Open %(name)s', {{ name: '$& 1' }});") == (
        "$& 1: otwórz"
    )


@pytest.mark.parametrize(("count", "said"), [(1, "słowo"), (3, "3 słowa"), (5, "5 słów")])
def test_a_count_takes_the_form_of_its_language(lab: Tab, count: int, said: str) -> None:
    script = f"{TEXT}{POLISH} return ngettext('1 word', '%(n)s words', input.n, {{ n: input.n }});"
    assert lab.run(script, n=count) == said


@pytest.mark.parametrize(("count", "said"), [(1, "1 day"), (0, "0 days"), (2, "2 days")])
def test_what_no_catalogue_has_is_said_in_english(lab: Tab, count: int, said: str) -> None:
    script = f"{TEXT}{POLISH} return ngettext('1 day', '%(n)s days', input.n, {{ n: input.n }});"
    assert lab.run(script, n=count) == said
    assert lab.run(f"{TEXT} return gettext('toString');") == "toString"


@pytest.mark.parametrize(("code", "said"), [("en", "2 May 2026"), ("de", "2. Mai 2026")])
def test_a_day_is_written_as_the_page_speaks(lab: Tab, code: str, said: str) -> None:
    script = (
        f"{TEXT} document.documentElement.lang = input.code; return longDay(new Date(2026, 4, 2));"
    )
    assert lab.run(script, code=code) == said
    lab.run("document.documentElement.lang = 'en';")
