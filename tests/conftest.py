"""What every test may rely on: no network beyond this machine, and pages with their assets."""

from __future__ import annotations

import ipaddress
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

# A busy machine is no fault of what is tested.
hypothesis_settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("any machine")

_TESTS = Path(__file__).resolve().parent


def _refuse_the_internet(event: str, arguments: tuple[object, ...]) -> None:
    if event != "socket.connect":
        return
    address = arguments[1]
    if not isinstance(address, tuple):
        return
    host = str(address[0]).split("%")[0]
    if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
        raise PermissionError(f"A test tried to reach {host}; tests talk to this machine only.")


# An audit hook sees every socket, also those of C extensions' Python callers; nothing is patched.
sys.addaudithook(_refuse_the_internet)


# These look at requests, answers and words. The tests of the flows ask the tables under them.
_ONE_DATABASE_IS_ENOUGH = {
    *("accounts/test_language.py", "accounts/test_mails.py", "accounts/test_pages.py"),
    *("api/test_edge.py", "api/test_other_sites.py", "api/v1/test_schema.py"),
    *("ceremonies/test_assertion.py", "ceremonies/test_registration.py"),
    *("pages/test_help.py", "pages/test_well_known.py"),
}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark by what a test uses, so that nobody has to remember to."""
    for item in items:
        path = item.path.relative_to(_TESTS)
        if "browser" in path.parts:
            item.add_marker("browser")
        if path.as_posix() in _ONE_DATABASE_IS_ENOUGH:
            continue
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db"}:
            item.add_marker("database")


@pytest.fixture(scope="session", autouse=True)
def _assets() -> None:
    """Pages name their assets by content hash, so the assets must have been collected."""
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        call_command("collectstatic", interactive=False, verbosity=0)
