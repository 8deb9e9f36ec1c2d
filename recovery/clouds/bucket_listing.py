"""Two XML answers of S3: ListObjectsV2 and errors, from a server that is not trusted."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from xml.parsers import expat

from recovery.clouds.base import Entry
from recovery.clouds.errors import BadAnswer


@dataclass
class Page:
    """One page of a listing. next_token is empty on the last one."""

    entries: list[Entry] = field(default_factory=list)
    is_anything_there: bool = False
    next_token: str = ""


def parse(untrusted_xml: bytes, *, prefix: str) -> Page:
    """Names directly behind the prefix. Raises BadAnswer."""
    page, key, modified, truncated, token = Page(), "", "", False, ""
    for path, text in _leaves(untrusted_xml, root="ListBucketResult"):
        if path == "Contents/Key":
            key = text
        elif path == "Contents/LastModified":
            modified = text
        elif path == "Contents":
            page.is_anything_there = True
            _keep(page, _name(key, prefix), is_folder=False, modified=_date(modified))
            key = modified = ""
        elif path == "CommonPrefixes/Prefix":
            page.is_anything_there = True
            _keep(page, _name(text, prefix).rstrip("/"), is_folder=True, modified=None)
        elif path == "IsTruncated":
            truncated = text == "true"
        elif path == "NextContinuationToken":
            token = text
    page.next_token = token if truncated else ""
    return page


def error_code(untrusted_xml: bytes) -> str:
    """The `Code` of an error document, or an empty text."""
    try:
        found = dict(_leaves(untrusted_xml, root="Error"))
    except BadAnswer:
        return ""
    return found.get("Code", "")


def _keep(page: Page, name: str, *, is_folder: bool, modified: datetime | None) -> None:
    # The object that stands for the folder itself has no name behind the prefix.
    if name and "/" not in name:
        page.entries.append(Entry(unicodedata.normalize("NFC", name), is_folder, modified))


def _name(key: str, prefix: str) -> str:
    if not key.startswith(prefix):
        raise BadAnswer
    return key[len(prefix) :]


def _leaves(untrusted_xml: bytes, *, root: str) -> list[tuple[str, str]]:
    """(path below the root, text) at the end of each element; document types are refused.

    Without a document type there are no entities, so a small document stays small.
    """
    found: list[tuple[str, str]] = []
    open_elements: list[str] = []
    texts: list[str] = []

    def start(name: str, _attributes: dict[str, str]) -> None:
        open_elements.append(name.rpartition(" ")[2])
        texts.clear()

    def end(_name: str) -> None:
        found.append(("/".join(open_elements[1:]), "".join(texts)))
        open_elements.pop()
        texts.clear()

    def refuse(*_: object) -> None:
        raise BadAnswer

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = texts.append
    parser.StartDoctypeDeclHandler = refuse
    root_seen: list[str] = []

    def first(name: str, attributes: dict[str, str]) -> None:
        root_seen.append(name.rpartition(" ")[2])
        parser.StartElementHandler = start
        start(name, attributes)

    parser.StartElementHandler = first
    try:
        parser.Parse(untrusted_xml, True)
    except (expat.ExpatError, ValueError) as error:
        raise BadAnswer from error
    if root_seen != [root]:
        raise BadAnswer
    return found


def _date(untrusted_text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(untrusted_text)
    except ValueError:
        return None
