"""What every test may rely on: no network beyond this machine, and pages with their assets."""

from __future__ import annotations

import gc
import ipaddress
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from recovery.clouds import http

# A busy machine is no fault of what is tested.
hypothesis_settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("any machine")

# Thousands of tests make the same many objects again and again. Looking all of them over as often
# as Python does by itself takes an eighth of the whole time.
gc.set_threshold(100_000, 50, 100)

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


# A folder → the mark of all its tests, and of no others.
_FOLDERS = {"browser": "browser", "slow": "kills"}

# These look at requests, answers and words. The tests of the flows ask the tables under them.
_ONE_DATABASE_IS_ENOUGH = {
    *("accounts/test_language.py", "accounts/test_mails.py", "accounts/test_pages.py"),
    *("admin/test_apps.py", "admin/test_environments.py", "admin/test_lanes.py"),
    *("admin/test_policy.py", "admin/test_setup.py", "admin/test_staff.py"),
    *("admin/test_support.py", "api/test_edge.py", "api/test_other_sites.py"),
    *("api/v1/test_schema.py", "ceremonies/test_assertion.py", "ceremonies/test_registration.py"),
    *("pages/test_account.py", "pages/test_cloud_keys.py", "pages/test_demo_visit.py"),
    *("pages/test_docs_pages.py", "pages/test_help.py", "pages/test_kits.py"),
    *("pages/test_no_words.py", "pages/test_other_roads.py", "pages/test_passkeys.py"),
    *("pages/test_practices.py", "pages/test_states.py", "pages/test_time_zone.py"),
    *("pages/test_weakest.py", "pages/test_well_known.py"),
    *("tenants/test_pages.py", "tenants/test_site_api.py"),
}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark by what a test uses, so that nobody has to remember to."""
    for item in items:
        path = item.path.relative_to(_TESTS)
        for folder, mark in _FOLDERS.items():
            if path.parts[0] == folder:
                item.add_marker(mark)
            elif item.get_closest_marker(mark):
                # Whoever runs these tests looks for them there alone; see commands/test.py.
                raise pytest.UsageError(f"{item.nodeid} is marked {mark}: put it in tests/{folder}")
        if path.as_posix() in _ONE_DATABASE_IS_ENOUGH:
            item.add_marker("one_database")
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db"}:
            item.add_marker("database")


@pytest.fixture(scope="session", autouse=True)
def _assets() -> None:
    """Pages name their assets by content hash, so the assets must have been collected."""
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def _calm_end() -> Iterator[None]:
    """Connections to clouds are kept open for whoever asks next, and at the end nobody does."""
    yield
    http.close_idle()
