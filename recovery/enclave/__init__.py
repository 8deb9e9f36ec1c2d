"""The process that turns a checked passkey assertion into entropy, sealed to one browser key.

It imports the standard library, `cryptography` and `voprf`, nothing else, unless a device is used
that needs its own library: whoever reviews this folder has reviewed everything that holds the
master keys.
"""

from __future__ import annotations

RELEASE = "0.1.0"
