"""Reads the settings that come from outside, and stops the start on a bad one.

Every reader takes the name of an environment variable. A secret may instead stand in a file that
`NAME_FILE` points to, which is how Docker and systemd hand secrets over. `KNOWN` collects what was
read, so that a test can compare it with docs/configuration.md.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

KNOWN: dict[str, str] = {}

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    KNOWN[name] = default
    return os.environ.get(name, default)


def boolean(name: str, *, default: bool) -> bool:
    KNOWN[name] = "true" if default else "false"
    value = os.environ.get(name, KNOWN[name]).strip().lower()
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")


def integer(name: str, *, default: int, least: int = 0) -> int:
    KNOWN[name] = str(default)
    value = os.environ.get(name, str(default))
    try:
        number = int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from error
    if number < least:
        raise ImproperlyConfigured(f"{name} must be at least {least}, not {number}.")
    return number


def address(name: str) -> str:
    """https://host, or any port of this very machine; empty where it is not set."""
    value = text(name)
    parts = urlsplit(value)
    is_local = parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1"}
    if value and (parts.path or not parts.hostname or not (is_local or parts.scheme == "https")):
        raise ImproperlyConfigured(f"{name} must be https://host, without a path.")
    return value


def json_list_file(name: str) -> list[Any]:
    """The list in the JSON file that the variable names; empty when it names none."""
    KNOWN[name] = ""
    path = os.environ.get(name, "")
    if not path:
        return []
    try:
        found = json.loads(Path(path).read_text())
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(f"{name} must be a file of JSON that can be read.") from error
    if not isinstance(found, list):
        raise ImproperlyConfigured(f"{name} must hold a list.")
    return found


def secret(name: str, *, least_length: int, required: bool = True) -> str:
    """A secret from `NAME` or from the file that `NAME_FILE` names; never short.

    required: whether the start stops without it; otherwise it is empty then.
    """
    KNOWN[name] = "required" if required else ""
    path = os.environ.get(f"{name}_FILE")
    try:
        value = Path(path).read_text().strip() if path else os.environ.get(name, "").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE cannot be read: {error.strerror}.") from error
    if not value and required:
        raise ImproperlyConfigured(f"{name} is not set. Set it, or {name}_FILE, before starting.")
    if not value:
        return ""
    if len(value) < least_length or len(set(value)) < 8:
        raise ImproperlyConfigured(
            f"{name} is too weak: at least {least_length} characters from a random source."
        )
    return value


def client(name: str) -> tuple[str, str] | None:
    """Id and secret under which we are registered somewhere; None where neither is set."""
    KNOWN[f"{name}_CLIENT_ID"] = KNOWN[f"{name}_CLIENT_SECRET"] = ""
    client_id = os.environ.get(f"{name}_CLIENT_ID", "").strip()
    path = os.environ.get(f"{name}_CLIENT_SECRET_FILE")
    try:
        fallback = os.environ.get(f"{name}_CLIENT_SECRET", "")
        value = (Path(path).read_text() if path else fallback).strip()
    except OSError as error:
        sentence = f"{name}_CLIENT_SECRET_FILE cannot be read: {error.strerror}."
        raise ImproperlyConfigured(sentence) from error
    if bool(client_id) != bool(value):
        raise ImproperlyConfigured(f"Set {name}_CLIENT_ID and {name}_CLIENT_SECRET, or neither.")
    return (client_id, value) if client_id else None
