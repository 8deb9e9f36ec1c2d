"""Why a backup did not open, in a sentence for a person and an exit code for a script.

OfflineError
├── CannotRead      3  a file is damaged, or is none of ours
├── NotTogether     4  parts of different wallets or generations, or a damaged share
├── WrongSecret     5  this password, kit or key does not open it
├── NeedsService    6  what opens it cannot be computed without the service
└── UpdateNeeded    7  written by a newer version

Exit code 0 means opened, 2 a wrong use of the command.
"""

from __future__ import annotations


class OfflineError(Exception):
    """`step` is a step of the order of opening in docs/protocol.md, or what was done before it."""

    exit_code = 1

    def __init__(self, *, step: str, message: str) -> None:
        super().__init__(message)
        self.step = step
        self.message = message


class CannotRead(OfflineError):
    exit_code = 3


class NotTogether(OfflineError):
    exit_code = 4


class WrongSecret(OfflineError):
    exit_code = 5


class NeedsService(OfflineError):
    exit_code = 6


class UpdateNeeded(OfflineError):
    exit_code = 7

    def __init__(self, *, step: str) -> None:
        message = "This was written by a newer version. Get the newest copy of this tool."
        super().__init__(step=step, message=message)
