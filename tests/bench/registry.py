"""What `manage.py bench` can measure. A new measurement is one line here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from tests.bench import (
    admin_pages,
    api_calls,
    broken_frames,
    claims,
    copies,
    enclave_unlock,
    engine,
    pages,
    pins,
    recover_click,
    recovery,
    ways_in,
)

Measure = Callable[[], dict[str, Any]]

_far_copies = partial(copies.measure, copies=400, added_seconds=0.06)

MEASURES: dict[str, Measure] = {
    "enclave_unlock": enclave_unlock.measure,
    "broken_frames": broken_frames.measure,
    "pins": pins.measure,
    "recovery": recovery.measure,
    "recover_click": recover_click.measure,
    "pages": pages.measure,
    "ways_in": ways_in.measure,
    "admin_pages": admin_pages.measure,
    "api_calls": api_calls.measure,
    "claims": claims.measure,
    "claims_postgresql": partial(claims.measure, database="postgresql"),
    "engine": engine.measure,
    "engine_postgresql": engine.measure_processes,
    "copies": copies.measure,
    "copies_2_processes": partial(copies.measure, processes=2),
    "copies_60ms": partial(_far_copies, at_a_time=32),
    "copies_60ms_8_at_a_time": _far_copies,
    "copies_s3": partial(copies.measure, server="rclone-s3"),
    "copies_s3_60ms": partial(_far_copies, server="rclone-s3", at_a_time=32),
    "copies_s3_60ms_8_at_a_time": partial(_far_copies, server="rclone-s3"),
}
