"""One thing that was looked at in a relying party's set-up; see flows/setup_check.py."""

from __future__ import annotations

from dataclasses import dataclass

GOOD, BAD, ADVICE, UNNEEDED = "good", "bad", "advice", "unneeded"


@dataclass(frozen=True)
class Line:
    """name: the same at each look. remedy: empty where none is needed."""

    name: str
    about: str
    state: str
    text: str
    remedy: str = ""
