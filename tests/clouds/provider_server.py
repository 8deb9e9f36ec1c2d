"""A server on loopback that plays the hosts of large providers, each below a path of its name.

It is as well-behaved or as broken as FaultServer, and it knows whom each token belongs to. What a
provider answers stands in one class for each, built from the provider's own published description.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import unquote

from recovery.clouds.oauth import PROVIDERS
from recovery.clouds.provider import Profile
from tests.clouds.fault_server import RESET, FaultServer, Reply, Seen
from tests.clouds.oauth_part import Call, OAuthPart

SAMANTHA = Profile("dbid:AAH4f99T0taONIb-OurWbbNQ6ywGRopQngc", "Samantha", "sam@mail.example")
DORA = Profile("dbid:BBH4f99T0taONIb-OurWbbNQ6ywGRopQngc", "Dora", "dora@mail.example")


Twist = Callable[[Callable[[], Reply]], Reply]


@dataclass(frozen=True, kw_only=True)
class _SeenCall(Seen):
    call: Call


@dataclass
class _Rule:
    operation: str
    ending: str
    twist: Twist
    times: int


class ProviderServer(FaultServer):
    """tokens: who is signed in with each. violations: what broke the published description."""

    # A key of recovery.clouds.CLOUDS.
    kind: ClassVar[str]
    hosts: ClassVar[set[str]]
    # The requests of a second copy, in their order: operation and end of the file's path.
    steps: ClassVar[dict[str, tuple[str, str]]]

    def __init__(self) -> None:
        super().__init__()
        self.tokens: dict[str, Profile] = {"good-token": SAMANTHA}
        self.oauth = OAuthPart(PROVIDERS[self.kind], self.tokens, [SAMANTHA, DORA])
        self.violations: list[str] = []
        self._marks: dict[str, tuple[bytes, int]] = {}
        self._last_mark = 0
        self._twists: list[_Rule] = []
        self._left: int | None = None

    @abstractmethod
    def target_of(self, call: Call) -> tuple[str, str]:
        """What is asked for, and of which file: what rules of `on` are compared with."""

    @abstractmethod
    def reply(self, call: Call, operation: str, path: str) -> Reply:
        """What the provider answers."""

    def answer(self, seen: Seen, body: bytes) -> Reply:
        whole, _, query = seen.target.partition("?")
        _, host, *route = whole.split("/", 2)
        call = Call(seen.method, host, "/" + unquote("".join(route)), query, seen.headers, body)
        if self.oauth.knows(call):
            operation, path = "oauth", call.route
        else:
            operation, path = self.target_of(call)
        return super().answer(_SeenCall(operation, path, seen.headers, call=call), body)

    def twist(self, operation: str, ending: str, twist: Twist, *, times: int = 1) -> None:
        """Let the provider do its work, and something else happen before or after it."""
        self._twists.append(_Rule(operation, ending, twist, times))

    def cut_off_after(self, count: int) -> None:
        """Answer so many requests well, and break every later connection."""
        self._left = count

    def behave(self) -> None:
        super().behave()
        self._twists.clear()
        self._left = None

    def _take(self, seen: Seen) -> Reply | None:
        if self._left == 0:
            return RESET
        if self._left is not None:
            self._left -= 1
        return super()._take(seen)

    def _behaved(self, seen: Seen, body: bytes) -> Reply:
        assert isinstance(seen, _SeenCall)

        def real() -> Reply:
            if seen.method == "oauth":
                return self.oauth.reply(seen.call)
            return self.reply(seen.call, seen.method, seen.path)

        for rule in self._twists:
            fits = rule.operation == seen.method and seen.path.endswith(rule.ending)
            if fits and rule.times:
                rule.times -= 1
                return rule.twist(real)
        return real()

    def mark(self, path: str) -> int:
        """A number that is another one after each write."""
        data, known = self.files[path], self._marks.get(path)
        if known is None or known[0] is not data:
            self._last_mark += 1
            known = self._marks[path] = (data, self._last_mark)
        return known[1]

    def write(self, path: str, data: bytes) -> None:
        # Equal bytes are one object in Python now and then; a written file is always a new one.
        self.files[path] = bytes(bytearray(data))
