"""What a person sees of a page before a script has run, and what its script may show."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"br", "hr", "img", "input", "link", "meta"}
_HEADINGS = {"h1", "h2", "h3"}
_NEVER_SEEN = {"script", "style", "template", "noscript"}


@dataclass
class _Element:
    tag: str
    is_hidden: bool
    face: str


@dataclass
class Seen(HTMLParser):
    """title, the first headings that are seen, and those of each face of the page's panel."""

    title: str = ""
    text: str = ""
    main_headings: list[str] = field(default_factory=list)
    faces: dict[str, list[str]] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[_Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        has = dict(attrs)
        self.ids.add(has.get("id") or "")
        above = self._open[-1] if self._open else _Element("", False, "")
        face = has.get("data-show") or above.face
        is_hidden = above.is_hidden or "hidden" in has or tag in _NEVER_SEEN
        self._open.append(_Element(tag, is_hidden, face))
        if "data-show" in has:
            self.faces.setdefault(face, [])
        if tag == "h1" and not is_hidden:
            self.main_headings.append("")
        if tag in _HEADINGS and face:
            # A script fills what is marked for it.
            self.faces[face].append("…" if any(name.startswith("data-") for name in has) else "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A part of a drawing, which holds no words."""

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self._open):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._open:
            return
        here = self._open[-1]
        inside = {element.tag for element in self._open}
        if "title" in inside and "svg" not in inside:
            self.title += data
        elif not here.is_hidden:
            self.text = f"{self.text} {data.strip()}" if data.strip() else self.text
            if "h1" in inside:
                self.main_headings[-1] += data.strip()
        if here.face and inside & _HEADINGS:
            self.faces[here.face][-1] += data.strip()


def see(html: str) -> Seen:
    seen = Seen()
    seen.feed(html)
    seen.text = " ".join(seen.text.split())
    return seen
