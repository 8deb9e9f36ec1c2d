"""Whole journeys in a real Chromium, against every process of the product.

Playwright's event loop would make Django refuse the database to all other tests of its thread; so
the tests of this folder run in a thread of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import sync_playwright as start_playwright

from tests.browser.journey.device import Person
from tests.browser.journey.stack import Stack, running
from tests.browser.lib.conftest import ARGUMENTS, CHROMIUM, PATIENCE_MS

Result = TypeVar("Result")
_thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journey")


def _there(action: Callable[[], Result]) -> Result:
    future: Future[Result] = _thread.submit(action)
    return future.result()


def pytest_itemcollected(item: pytest.Item) -> None:
    """A test that looks at pages is marked for it, so that nobody has to remember to."""
    if isinstance(item, pytest.Function) and "look" in item.function.__code__.co_names:
        item.add_marker("looks")


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool:
    arguments: dict[str, Any] = {
        name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames
    }
    _there(lambda: pyfuncitem.obj(**arguments))
    return True


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with running(tmp_path_factory.mktemp("journey")) as stack:
        yield stack


@pytest.fixture(scope="session")
def _browser() -> Iterator[Browser]:
    playwright = _there(lambda: start_playwright().start())
    browser = _there(
        lambda: playwright.chromium.launch(
            executable_path=CHROMIUM, args=ARGUMENTS, headless=True, timeout=PATIENCE_MS
        )
    )
    yield browser
    _there(browser.close)
    _there(playwright.stop)


class NewDevice(Protocol):
    def __call__(self, **options: Any) -> Person: ...


@pytest.fixture
def new_device(stack: Stack, _browser: Browser) -> Iterator[NewDevice]:
    """Makes devices. At the end each must have a console in which nothing was complained of."""
    made: list[Person] = []

    def make(**options: Any) -> Person:
        made.append(Person(_browser, origin=stack.origin, **options))
        return made[-1]

    yield make
    problems = [problem for device in made for problem in device.problems()]
    for device in made:
        _there(device.context.close)
    assert problems == []


@pytest.fixture(autouse=True)
def _all_processes_run(stack: Stack) -> Iterator[None]:
    """A test that stopped something and failed must not take the others with it."""
    # All these people share one address, from which so many would not be let in within a minute.
    stack.execute("DELETE FROM cache WHERE cache_key LIKE '%allauth%'")
    stack.execute("DELETE FROM recovery_attempts")
    yield
    if stack.enclave.process is None:
        stack.enclave.start()
    if not stack.has_worker:
        stack.start_worker()
