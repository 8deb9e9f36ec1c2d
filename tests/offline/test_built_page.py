"""The HTML file in the repository is the one that its sources give, and allows itself nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from recovery.management.commands import offline_tool
from recovery.management.javascript import bundle

PAGE = offline_tool.BUILT.read_text()


def test_the_page_is_what_its_sources_give() -> None:
    """If this fails, run `python3 manage.py offline_tool` and commit the result."""
    assert offline_tool.build() == PAGE


def test_its_rules_permit_its_own_script_and_style_and_no_connection() -> None:
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', PAGE)
    digest = r"'sha256-[A-Za-z0-9+/]{43}='"
    assert re.fullmatch(
        rf"default-src 'none'; script-src {digest} 'wasm-unsafe-eval'; style-src {digest}; "
        "base-uri 'none'; form-action 'none'",
        policy,
    )


def test_it_loads_nothing() -> None:
    markup = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", PAGE, flags=re.DOTALL)
    assert not re.search(r"<(link|img|iframe|object|embed|base|form[^>]*action)\b", markup)
    assert not re.search(r"\b(src|href|style|on\w+)\s*=", markup)
    assert len(re.findall(r"<script", PAGE)) == 1


@pytest.mark.parametrize(
    "line",
    [
        'import everything from "./other.js";',
        'import * as all from "./other.js";',
        'import "./other.js";',
        "export default 1;",
        'const later = import("./other.js");',
        "const here = import.meta.url;",
        "export let count = 1;",
    ],
)
def test_a_module_in_another_form_is_refused(tmp_path: Path, settings: object, line: str) -> None:
    path = offline_tool.SOURCE / "page.js"
    entry = tmp_path / "page.js"
    entry.write_text(f"{path.read_text().partition('import')[0]}{line}\n")
    with pytest.raises(CommandError, match="form that is not foreseen"):
        bundle(entry)


def test_a_module_that_imports_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\nexport const a = 1;\n')
    (tmp_path / "b.js").write_text('import { a } from "./a.js";\nexport const b = 1;\n')
    with pytest.raises(CommandError, match="imports itself"):
        bundle(tmp_path / "a.js")


def test_a_script_that_would_end_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('const text = "</script>";\n')
    with pytest.raises(CommandError, match="would end the script"):
        bundle(tmp_path / "a.js")


def test_the_check_says_that_it_is_up_to_date() -> None:
    call_command("offline_tool", "--check", verbosity=0)
