"""The module's folder holds what its sources give, and is served as it lies there."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from django.conf import settings
from django.test import Client

from recovery.management.commands import browser_module, offline_tool

FOLDER = browser_module.FOLDER
SCRIPT = (FOLDER / "keyhaven.js").read_text()


def test_the_folder_holds_what_the_sources_give() -> None:
    """If this fails, run `python3 manage.py browser_module` and commit the result."""
    for name, text in browser_module.build().items():
        assert (FOLDER / name).read_text() == text


def test_every_export_is_declared_and_nothing_else() -> None:
    (exported,) = re.findall(r"^export const \{ (.+) \} = module\d+;$", SCRIPT, re.MULTILINE)
    declared = re.findall(
        r"^export (?:function|const|class) (\w+)",
        (FOLDER / "keyhaven.d.ts").read_text(),
        re.MULTILINE,
    )
    assert sorted(exported.split(", ")) == sorted(declared)


def test_it_imports_nothing() -> None:
    assert re.search(r"^import\b|\bimport\(", SCRIPT, re.MULTILINE) is None


def test_the_package_names_files_that_are_there_and_the_version_of_the_product() -> None:
    package = json.loads((FOLDER / "package.json").read_text())
    product = tomllib.loads((Path(settings.BASE_DIR) / "pyproject.toml").read_text())
    assert package["version"] == product["project"]["version"]
    assert all((FOLDER / name).exists() for name in package["files"])


def test_it_is_served_to_any_site_with_the_hash_that_is_published() -> None:
    response = Client().get("/module/keyhaven.js")
    published = json.loads((FOLDER / "integrity.json").read_text())["keyhaven.js"]
    assert browser_module.integrity(response.content) == published
    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert Client().get("/module/integrity.json").json()["keyhaven.js"] == published
    assert Client().get("/module/package.json").status_code == 404


def test_the_offline_tool_is_built_by_the_same_code() -> None:
    assert offline_tool.build() == offline_tool.BUILT.read_text()
