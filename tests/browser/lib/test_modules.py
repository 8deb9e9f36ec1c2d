"""Rules that every module of the library keeps."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.browser.lib.conftest import ROOT, Tab

pytestmark = pytest.mark.browser

LIBRARY = ROOT / "static" / "js" / "lib"
MODULES = sorted(LIBRARY.glob("*.js"))
IMPORT = re.compile(r'(import|export) \{ [^}\n]+ \} from "(\.[./a-z0-9]+\.js)";')


@pytest.fixture(params=MODULES, ids=lambda path: path.stem)
def module(request: pytest.FixtureRequest) -> Path:
    assert isinstance(request.param, Path)
    return request.param


def test_module_imports_in_the_one_form_that_static_files_rewrite(module: Path) -> None:
    """One line each, relative, ended by a semicolon; and to a file that is there."""
    text = module.read_text()
    lines = [line for line in text.splitlines() if re.search(r"\bfrom \"|^import\b", line)]
    for line in lines:
        match = IMPORT.fullmatch(line)
        assert match is not None, line
        assert (LIBRARY / match[2]).resolve().is_file()
    assert "import(" not in text


def test_module_touches_no_page(module: Path) -> None:
    """Pages wire; the library computes. Only device.js keeps anything."""
    text = re.sub(r"//.*|/\*.*?\*/", "", module.read_text(), flags=re.DOTALL)
    assert re.search(r"\b(document|window|localStorage|sessionStorage|fetch)\b", text) is None
    assert re.search(r"\bconsole\.|\beval\(|\.toJSON\(|innerHTML|Math\.random", text) is None
    assert module.name == "device.js" or "indexedDB" not in text


def test_module_loads_alone(tab: Tab, module: Path) -> None:
    script = "return Object.keys(await lib(input.name)).length > 0;"
    assert tab.run(script, name=module.stem)


def test_every_code_has_words_and_every_words_a_code(lab: Tab) -> None:
    documented = set(lab.run("return Object.keys((await lib('errors')).MESSAGES);"))
    used = set()
    scripts = LIBRARY.parent
    for module in [*MODULES, *scripts.glob("module/*.js"), scripts / "hosted_window.js"]:
        text = module.read_text()
        if module.name != "errors.js":
            used |= {code for code in documented if f'"{code}"' in text}
        used |= set(re.findall(r'KeyhavenError\("(\w+)"', text))
        used |= set(re.findall(r'code: "(\w+)"', text))
    assert used == documented


def test_no_page_gives_the_password_manager_a_list_of_what_to_keep() -> None:
    """An empty one, or one that a fault has cut short, would take people's passkeys away. One that
    was removed is named by itself."""
    scripts = [path.read_text() for path in LIBRARY.parent.rglob("*.js")]
    calls = re.findall(r"\bsignal[A-Z]\w+", " ".join(scripts))
    assert set(calls) == {"signalUnknownCredential"}
