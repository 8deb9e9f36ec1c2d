"""The project's settings, read in the environment of the tests."""

from __future__ import annotations

# isort: split
import tests.environment  # noqa: F401 - it fills the environment that the next line reads

# isort: split
from project.settings import *  # noqa: F403
