"""A real Chromium that loads static/js/lib from this machine, under the site's own CSP."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, TypeVar

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Playwright, expect
from playwright.sync_api import sync_playwright as start_playwright

from project.static_headers import WORKER_POLICY
from tests.serving import serving

ROOT = Path(__file__).parents[3]
VECTORS = ROOT / "tests" / "vectors"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
CHROMIUM = "/usr/bin/chromium-headless-shell"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# A busy machine is no fault of what is tested: so long a page may take for anything.
PATIENCE_MS = 60_000
expect.set_options(timeout=PATIENCE_MS)
BLANK = b"<!doctype html><html lang=en><meta charset=utf-8><title>Library tests</title>"
# What every script of a test finds: its input, the modules, bytes as text, and caught failures.
PRELUDE = """async (input) => {
  const lib = (name) => import(`/static/js/lib/${name}.js`);
  const { b64u, unb64u } = await lib("bytes");
  const failure = async (work) => {
    try { await work(); } catch (error) { return error.step ?? error.code ?? String(error); }
    return "no failure";
  };
  const code = async (work) => {
    try { await work(); } catch (error) { return error.code ?? String(error); }
    return "no failure";
  };
%s
}"""

Result = TypeVar("Result")


class Handler(SimpleHTTPRequestHandler):
    """Serves a blank page at every address outside /static/."""

    extensions_map = {".js": "text/javascript"}

    def end_headers(self) -> None:
        is_worker = "/js/workers/" in self.path
        self.send_header("Content-Security-Policy", WORKER_POLICY if is_worker else CSP)
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def do_GET(self) -> None:
        if self.path.startswith("/static/"):
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(BLANK)))
        self.end_headers()
        self.wfile.write(BLANK)

    def log_message(self, format: str, *args: Any) -> None:
        pass


class Tab:
    """One page. Playwright stays in its own thread: its event loop would make Django refuse the
    database to every other test in this one."""

    def __init__(self, *, chromium: Chromium, context: BrowserContext, page: Page) -> None:
        self.chromium = chromium
        self.context = context
        self.page = page
        self.messages: list[str] = []
        page.on("console", lambda message: self.messages.append(message.text))
        page.on("pageerror", lambda error: self.messages.append(str(error)))

    def run(self, script: str, /, **values: Any) -> Any:
        """Run the body of an async function; values are at hand there as `input`."""
        return self.chromium.do(lambda: self.page.evaluate(PRELUDE % script, values))

    def another(self) -> Tab:
        """A second tab of the same browser profile, with the same promise of a clean console."""
        other = self.chromium.tab(self.context)
        other.messages = self.messages
        return other

    def reload(self) -> None:
        self.chromium.do(self.page.reload)

    def cdp(self) -> CDPSession:
        return self.chromium.do(lambda: self.context.new_cdp_session(self.page))


class Chromium:
    """One browser process for the whole run."""

    def __init__(self, *, origin: str) -> None:
        self.origin = origin
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="chromium")
        self._playwright: Playwright
        self.browser: Browser
        self.do(self._start)

    def do(self, action: Callable[[], Result]) -> Result:
        return self._thread.submit(action).result(timeout=4 * PATIENCE_MS / 1000)

    def _start(self) -> None:
        self._playwright = start_playwright().start()
        self.browser = self._playwright.chromium.launch(
            executable_path=CHROMIUM, args=ARGUMENTS, headless=True, timeout=PATIENCE_MS
        )

    def _stop(self) -> None:
        self.browser.close()
        self._playwright.stop()

    def close(self) -> None:
        self.do(self._stop)
        self._thread.shutdown()

    def context(self, **options: Any) -> BrowserContext:
        """options: as Playwright's. Its pages have all the time that they need."""
        return self.do(lambda: self._context(options))

    def _context(self, options: dict[str, Any]) -> BrowserContext:
        context = self.browser.new_context(**options)
        context.set_default_timeout(PATIENCE_MS)
        return context

    def tab(self, context: BrowserContext) -> Tab:
        page = self.do(context.new_page)
        tab = Tab(chromium=self, context=context, page=page)
        self.do(lambda: page.goto(f"{self.origin}/"))
        return tab


@pytest.fixture(scope="session")
def library_origin() -> Iterator[str]:
    """Passkeys work on http only under the name localhost."""
    handler = partial(Handler, directory=str(ROOT))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    with serving(server):
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(scope="session")
def chromium(library_origin: str) -> Iterator[Chromium]:
    browser = Chromium(origin=library_origin)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def shared_tab(chromium: Chromium) -> Iterator[Tab]:
    context = chromium.context()
    yield chromium.tab(context)
    chromium.do(context.close)


@pytest.fixture
def lab(shared_tab: Tab) -> Iterator[Tab]:
    """One tab for all tests of modules that keep nothing. Its console has to stay clean."""
    shared_tab.messages.clear()
    yield shared_tab
    assert shared_tab.messages == []


@pytest.fixture
def context(chromium: Chromium) -> Iterator[BrowserContext]:
    context = chromium.context()
    yield context
    chromium.do(context.close)


@pytest.fixture
def tab(chromium: Chromium, context: BrowserContext) -> Iterator[Tab]:
    """A fresh tab in a fresh profile. The test fails if anything was written to its console."""
    tab = chromium.tab(context)
    yield tab
    assert tab.messages == []


@pytest.fixture(scope="session")
def vectors() -> dict[str, Any]:
    """The protocol's known answers."""
    answers: dict[str, Any] = json.loads((VECTORS / "krp1.json").read_text())
    return answers


@pytest.fixture(scope="session")
def sample() -> dict[str, Any]:
    """A whole backup as an earlier release stored it."""
    stored: dict[str, Any] = json.loads((VECTORS / "generation-v1.json").read_text())
    return stored


@pytest.fixture(scope="session")
def sample_of_methods() -> dict[str, Any]:
    """The same, with a way in of every method."""
    stored: dict[str, Any] = json.loads((VECTORS / "generation-v1-methods.json").read_text())
    return stored
