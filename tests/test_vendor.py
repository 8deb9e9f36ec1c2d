"""The libraries that pages load are exactly those that were built, and load nothing themselves."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

ROOT = Path(__file__).parents[1]
BUILT = ROOT / "static" / "vendor"
SOURCE = ROOT / "vendor"
MODULES = sorted(BUILT.glob("*.js"))
MANIFEST = json.loads((BUILT / "manifest.json").read_text())
FORBIDDEN = {
    "eval": r"\beval\s*\(",
    "code from text": r"\bnew\s+Function\b|\bFunction\s*\(\s*[\"'`]",
    "an import": r"\bimport\s*[(\"'{*]|\bimport\s+\w+\s+from\b|\bfrom\s*[\"'][^\"']+[\"']\s*;",
    "a request": r"\bfetch\s*\(|\bXMLHttpRequest\b|\bWebSocket\b|\bimportScripts\b",
    # The name of SVG looks like an address, but nothing is ever fetched from it.
    "an address": r"https?://(?!www\.w3\.org/2000/svg)",
    "a source map": r"sourceMappingURL",
}


def locked() -> dict[str, Any]:
    packages: dict[str, Any] = json.loads((SOURCE / "package-lock.json").read_text())["packages"]
    return packages


@pytest.fixture(params=MODULES, ids=lambda path: path.name)
def module(request: pytest.FixtureRequest) -> Path:
    assert isinstance(request.param, Path)
    return request.param


def test_lists_every_file_and_no_other() -> None:
    present = {path.name for path in BUILT.iterdir()}
    assert present == {*MANIFEST["files"], "manifest.json"}


def test_files_are_the_ones_that_were_built() -> None:
    for name, entry in MANIFEST["files"].items():
        assert hashlib.sha256((BUILT / name).read_bytes()).hexdigest() == entry["sha256"], name


def test_every_bundle_has_an_entry_file() -> None:
    assert [path.name for path in MODULES] == sorted(p.name for p in (SOURCE / "entry").iterdir())


@pytest.mark.parametrize("what", FORBIDDEN)
def test_module_holds_no(what: str, module: Path) -> None:
    assert re.search(FORBIDDEN[what], module.read_text()) is None


def test_module_is_rewritten_by_no_static_file_storage(module: Path) -> None:
    patterns = ManifestStaticFilesStorage._js_module_import_aggregation_patterns  # type: ignore[attr-defined]
    for pattern, _ in patterns[1]:
        assert re.search(pattern, module.read_text()) is None


def test_versions_are_those_of_the_lock() -> None:
    for entry in MANIFEST["files"].values():
        for package in entry["packages"]:
            assert locked()[f"node_modules/{package['name']}"]["version"] == package["version"]


def test_versions_are_pinned_exactly() -> None:
    package = json.loads((SOURCE / "package.json").read_text())
    wanted = {**package["dependencies"], **package["devDependencies"]}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())


def test_lock_pins_contents_and_names_no_registry() -> None:
    for name, package in locked().items():
        assert "resolved" not in package
        assert name == "" or package["integrity"].startswith("sha512-")


def test_licence_text_of_every_bundled_package_is_there() -> None:
    text = (BUILT / "LICENSES.txt").read_text()
    packages = [p for entry in MANIFEST["files"].values() for p in entry["packages"]]
    assert packages
    for package in packages:
        assert f"{package['name']} {package['version']} ({package['licence']})\n" in text
