"""The answer to PROPFIND: multistatus XML (RFC 4918 section 14.16), from a server not trusted."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urlsplit
from xml.parsers import expat

from recovery.clouds.base import Entry
from recovery.clouds.errors import BadAnswer


def entries(untrusted_xml: bytes, *, folder_path: str) -> list[Entry]:
    """Names directly inside a folder. folder_path: its decoded path, to leave itself out.

    Raises BadAnswer.
    """
    found = []
    for item in _parse(untrusted_xml):
        path = unquote(urlsplit(item.href).path).rstrip("/")
        parent, _, name = path.rpartition("/")
        if parent == folder_path.rstrip("/") and name:
            name = unicodedata.normalize("NFC", name)
            found.append(Entry(name, item.is_folder, _date(item.modified)))
    return found


@dataclass
class _Item:
    href: str = ""
    modified: str = ""
    is_folder: bool = False


class _Reader:
    """Collects three facts for each response element, and refuses document types.

    Without a document type there are no entities, so a small document stays small.
    """

    def __init__(self) -> None:
        self.items: list[_Item] = []
        self._text: list[str] = []

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        self._text = []
        if name == "DAV: response":
            self.items.append(_Item())
        elif name == "DAV: collection" and self.items:
            self.items[-1].is_folder = True

    def text(self, data: str) -> None:
        self._text.append(data)

    def end(self, name: str) -> None:
        text = "".join(self._text).strip()
        if name == "DAV: href" and self.items and not self.items[-1].href:
            self.items[-1].href = text
        elif name == "DAV: getlastmodified" and self.items:
            self.items[-1].modified = text

    def refuse(self, *_: object) -> None:
        raise BadAnswer


def _parse(untrusted_xml: bytes) -> list[_Item]:
    reader, parser = _Reader(), expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = reader.refuse
    try:
        parser.Parse(untrusted_xml, True)
    except (expat.ExpatError, ValueError) as error:
        raise BadAnswer from error
    return reader.items


def _date(untrusted_text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(untrusted_text)
    except ValueError:
        return None
