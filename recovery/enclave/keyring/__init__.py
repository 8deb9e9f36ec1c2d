"""The keyring on disk: one file, and one of several ways to seal it.

`file.py` is the file itself, `kinds.py` chooses the way that the configuration names, and every
other file here is one way. Only the chosen one is imported, with the library that it needs.
"""

from __future__ import annotations
