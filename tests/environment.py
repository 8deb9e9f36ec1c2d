"""The environment that the settings need, for tests and type checks.

Nothing here is secret. Import this before Django's settings are read. Values that stand in the
environment already win, so that `manage.py test` can name another database, and so that a process
which a test starts shares the directory of its parent.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path


def _state_directory() -> str:
    """A directory for this run, removed when the process that made it ends."""
    directory = tempfile.mkdtemp(prefix="keyhaven-test-")
    owner = os.getpid()

    def remove() -> None:
        if os.getpid() == owner:
            shutil.rmtree(directory, ignore_errors=True)

    atexit.register(remove)
    return directory


# The names that did not stand there before. A process that shall have a directory of its own is
# started without them.
OURS: set[str] = set()

if "STATE_DIR" not in os.environ:
    os.environ["STATE_DIR"] = _state_directory()
    OURS.add("STATE_DIR")

_STATE = Path(os.environ["STATE_DIR"])

for _name, _value in {
    "SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
    "SHARE_KEYS": "1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    "CUSTODY_KEYS": "1:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=",
    "PUBLIC_ORIGIN": "http://localhost:8000",
    "DATABASE_URL": f"sqlite://{_STATE / 'keyhaven.sqlite3'}",
    "ENCLAVE_ADDRESS": f"unix:{_STATE / 'enclave.sock'}",
    "CLOUD_FOLDER_ROOT": str(_STATE / "clouds"),
    "CLOUD_ALLOW_PRIVATE_ADDRESSES": "true",
    "CLOUD_ALLOW_HTTP": "true",
    # Nobody listens there: a test that needs a broker starts one and names it.
    "REDIS_URL": "redis://localhost:1/0",
    "LOG_LEVEL": "INFO",
}.items():
    if _name not in os.environ:
        os.environ[_name] = _value
        OURS.add(_name)
