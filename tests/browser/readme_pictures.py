"""The few pictures of the README, cut out of the gallery's: small files, for light and for dark."""

from __future__ import annotations

import base64
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.lib.conftest import ARGUMENTS, CHROMIUM

# State and width in the gallery → how much is shown, in pixels, beneath the demo's banner.
_SHOWN = {
    ("start", 1280): 620,
    ("backed-up", 390): 620,
    ("recovered", 390): 620,
    ("home", 390): 620,
}
_BANNER = {1280: 37, 390: 63}
_CUT_OUT = """async ([source, top, height]) => {
  const image = await createImageBitmap(await (await fetch(source)).blob());
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, height];
  canvas.getContext("2d").drawImage(image, 0, -top);
  return canvas.toDataURL("image/webp", 0.82);
}"""


def cut_out(*, gallery: Path, folder: Path) -> None:
    """gallery: where `manage.py gallery` keeps its pictures. folder: gets a WebP file for each."""
    folder.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page()
        for (state, width), height in _SHOWN.items():
            for scheme in ("light", "dark"):
                picture = (gallery / f"{state}-{width}-{scheme}.png").read_bytes()
                made = _webp(page, picture, top=_BANNER[width], height=height)
                (folder / f"{state}-{scheme}.webp").write_bytes(made)
        browser.close()


def _webp(page: Page, picture: bytes, *, top: int, height: int) -> bytes:
    source = f"data:image/png;base64,{base64.b64encode(picture).decode()}"
    answer: str = page.evaluate(_CUT_OUT, [source, top, height])
    return base64.b64decode(answer.partition(",")[2])
