"""The project's settings, read in the environment of the tests."""

from __future__ import annotations

# isort: split
import tests.environment  # noqa: F401 - it fills the environment that the next line reads

# isort: split
from project.settings import *  # noqa: F403

# Each test client would look through all static files before its first request. This way a file is
# looked for when it is asked for; the servers that tests start do as they do anywhere.
WHITENOISE_AUTOREFRESH = True
