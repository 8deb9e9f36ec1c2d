"""The process that turns a checked passkey assertion into entropy, sealed to one browser key.

It imports the standard library and `cryptography`, nothing else, unless the keyring is sealed by a
device that needs its own library: whoever reviews this folder has reviewed everything that holds
the master keys.
"""

from __future__ import annotations

RELEASE = "0.1.0"
