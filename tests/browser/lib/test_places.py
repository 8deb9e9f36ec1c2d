"""Which two places are one account: the page's rule is the server's."""

from __future__ import annotations

import pytest

from tests.browser.lib.conftest import Tab
from tests.cloud_places import PAIRS

pytestmark = pytest.mark.browser


def test_the_page_tells_accounts_apart_as_the_server_does(lab: Tab) -> None:
    script = """
      const { isSameAccount } = await import("/static/js/clouds/place.js");
      const place = ([kind, place]) => ({ kind, place });
      return input.pairs.map(([one, other]) => isSameAccount(place(one), place(other)));
    """
    assert lab.run(script, pairs=[pair[:2] for pair in PAIRS]) == [pair[2] for pair in PAIRS]


def test_a_place_holds_the_users_name_and_no_password(lab: Tab) -> None:
    script = """
      const { webdavPlace } = await import("/static/js/clouds/place.js");
      return webdavPlace({ url: "https://x:y@cloud.example/dav?a=b#c", user: "s@m" });
    """
    assert lab.run(script) == "https://s%40m@cloud.example/dav/"
