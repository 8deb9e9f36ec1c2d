"""Files that browsers keep for ever name each other by content, so that none is an old one."""

from __future__ import annotations

import json
import re
from pathlib import Path

from django.conf import settings

_IMPORTED = re.compile(r"""\b(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""")


def test_every_import_names_a_file_by_its_content() -> None:
    root = Path(settings.STATIC_ROOT).resolve()
    paths: dict[str, str] = json.loads((root / "staticfiles.json").read_text())["paths"]
    served = {root / hashed for name, hashed in paths.items() if name.endswith(".js")}
    imports = [
        (file.parent / name).resolve()
        for file in served
        for name in _IMPORTED.findall(file.read_text())
    ]
    assert set(imports) <= served
    assert len(imports) > 500
