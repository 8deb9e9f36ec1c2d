"""The PIN accounts on disk: each sealed, all of them summed up in one header, the header anchored.

One SQLite file. A change writes the accounts and the header in one durable transaction, and then
moves the anchor to it; whoever asked is answered after that. So a crash leaves the anchor at the
header, or one move behind it, and the next start makes that move.

The header holds a digest over all accounts: the exclusive or of a secret keyed hash of each. One
account that somebody exchanged for an older one is noticed, at the start and at every reading:
the digest is kept by groups of accounts, and a group is compared whenever one of them is read.
"""

from __future__ import annotations

import hmac
import logging
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from recovery.enclave import anchors, pin_header
from recovery.enclave.anchors import Anchor, AnchorError
from recovery.enclave.durable import write_durably
from recovery.enclave.pin_file import PinFile
from recovery.enclave.pin_header import FILE, TICKET_BYTES, Closed, Elsewhere, Header, Role
from recovery.enclave.pin_records import Account

log = logging.getLogger(__name__)

# Beside the file, and not inside it: a file that was copied to another vault does not count there.
KEEPER_FILE = "pins.keeper"

_GROUPS = 65_536
_RECORD_LABEL = b"KRP1-PIN-RECORD\0"
_DIGEST_LABEL = b"KRP1-PIN-DIGEST\0"
_NUMBER_BYTES, _NONCE_BYTES = 8, 12


class PinStore:
    """All accounts. One thread at a time may use it.

    master_prks: as in the state of the handlers; the newest seals the header.
    Every method raises Closed when what it finds is not what it wrote, and from then on always.
    """

    def __init__(self, *, folder: Path, master_prks: Mapping[int, bytes], anchor: Anchor) -> None:
        self._file = PinFile(folder / FILE)
        self._keeper_path = folder / KEEPER_FILE
        self._prks = master_prks
        self._anchor = anchor
        self._closed = ""
        self._groups = [0] * _GROUPS
        self._header: Header

    # --- Start -----------------------------------------------------------------------------------

    def open(self) -> None:
        """Accept the state, finish its last change, or raise Closed; Elsewhere if all is well."""
        with self._closing_on_trouble():
            self._accept()
            # An older master key may be retired from now on.
            self._save(header=self._header, sealed={})
        if self._header.role != Role.KEEPS:
            self._closed = "Another vault keeps the PINs."
            raise Elsewhere(self._closed)

    def adopt(self) -> None:
        """Take the state as it is for the newest, and anchor it anew: an operator's word."""
        with self._closing_on_trouble():
            self._file.open()
            header = self._read_header()
            if header is None:
                raise Closed(f"There is no PIN state at {self._file.path} to adopt.")
            self._use(header)
            self._compare_accounts()
            self._anchor.set_up(auth=header.anchor_auth)
            keeper = self._new_keeper()
            header = replace(header, before=anchors.START, role=Role.KEEPS, keeper=keeper)
            self._advance(accounts={}, header=header)

    def forget(self) -> None:
        """Destroy every PIN record, and begin anew: an operator's word."""
        with self._closing_on_trouble():
            self._file.open()
            header = Header.first(keeper=self._new_keeper())
            self._save(header=header, sealed={}, instead=True)
            self._anchor.set_up(auth=header.anchor_auth)
            self._use(header)
            self._compare_anchor()

    # --- From one vault to another ---------------------------------------------------------------

    def wait(self) -> bytes:
        """Keep no PINs until they are handed over. Gives the ticket for that, the same until then.

        Raises Closed where PINs of people are kept here.
        """
        with self._closing_on_trouble():
            self._accept()
            header = self._header
            if header.role == Role.KEEPS and header.count:
                raise Closed(f"This vault keeps the PINs of {header.count} wallets itself.")
            if header.role == Role.LEAVES:
                raise Closed("This vault has begun to hand its PINs over. Let it finish first.")
            if header.role != Role.WAITS:
                self._turn_into(Role.WAITS, ticket=os.urandom(TICKET_BYTES))
            return self._header.ticket

    def give(self, ticket: bytes) -> None:
        """Never count again, so that whoever waits with this ticket may. Twice does no harm."""
        with self._closing_on_trouble():
            self._accept()
            if self._header.role == Role.KEEPS:
                self._turn_into(Role.LEAVES, ticket=ticket)
            same = hmac.compare_digest(self._header.ticket, ticket)
            if self._header.role == Role.WAITS or not same:
                raise Closed("This vault does not keep the PINs, so it cannot hand them over.")
            if self._header.role == Role.LEAVES:
                self._turn_into(Role.GAVE, ticket=ticket)

    def take(self, given: PinStore) -> None:
        """Keep what the file of another vault holds, if it was given for our ticket.

        One transaction and one move of our own anchor: it is taken whole, once, or not at all.
        """
        with self._closing_on_trouble():
            self._accept()
            theirs, rows = given._given()
            ours = self._header
            if ours.role != Role.WAITS or theirs.role != Role.GAVE:
                raise Closed("Nothing was handed over, or it was taken already.")
            if not hmac.compare_digest(ours.ticket, theirs.ticket):
                raise Closed("These PINs were handed over to another ticket than the one here.")
            header = replace(
                theirs,
                # A number is used once with a record key, and theirs went as far as this.
                number=max(ours.number, theirs.number) + 1,
                before=ours.after,
                anchor_auth=ours.anchor_auth,
                role=Role.KEEPS,
                keeper=ours.keeper,
                ticket=bytes(TICKET_BYTES),
            )
            self._save(header=header, sealed=rows, instead=True)
            self._move(header)
            self._use(header)
            self._compare_accounts()

    def _turn_into(self, role: Role, *, ticket: bytes) -> None:
        header = replace(self._next_header(), role=role, ticket=ticket)
        self._advance(accounts={}, header=header)

    def _given(self) -> tuple[Header, dict[bytes, bytes | None]]:
        """What a file holds that lies here to be taken. It has no anchor and no keeper here."""
        with self._closing_on_trouble():
            self._file.open()
            header = self._read_header()
            if header is None:
                raise Closed(f"There is no PIN state at {self._file.path}.")
            self._use(header)
            self._compare_accounts()
            return header, dict(self._file.accounts())

    def count_epochs(self) -> Counter[int]:
        """How many records were made with which master key. Changes nothing, and asks no anchor."""
        with self._closing_on_trouble():
            self._file.open()
            header = self._read_header()
            if header is None:
                return Counter()
            self._use(header)
            self._compare_accounts()
            accounts = (self._open(*row) for row in self._file.accounts())
            return Counter(record.epoch for account in accounts for record in account.records)

    def close(self) -> None:
        self._closed = self._closed or "The PIN state was closed."
        self._file.close()

    # --- Use -------------------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """How many accounts there are."""
        return self._header.count

    def read(self, account_id: bytes) -> Account:
        """The account, an empty one if there is none."""
        with self._closing_on_trouble():
            group = _group_of(account_id)
            rows = self._group(group)
            if self._digest_of(rows) != self._groups[group]:
                raise Closed("A PIN account on disk is not the one that was written.")
            sealed = dict(rows).get(account_id)
            return Account() if sealed is None else self._open(account_id, sealed)

    def write(self, accounts: Mapping[bytes, Account]) -> None:
        """Durable and anchored when it returns."""
        with self._closing_on_trouble():
            self._advance(accounts=accounts, header=self._next_header())

    # --- The header and the anchor ---------------------------------------------------------------

    def _accept(self) -> None:
        """Read and compare everything, and finish the last change if it was not finished."""
        self._file.open()
        header = self._read_header()
        if header is None:
            header = self._begin()
        self._use(header)
        self._compare_accounts()
        self._compare_keeper()
        self._compare_anchor()

    def _compare_keeper(self) -> None:
        try:
            keeper = self._keeper_path.read_bytes()
        except FileNotFoundError:
            keeper = b""
        if not hmac.compare_digest(keeper, self._header.keeper):
            raise Closed(
                "The PIN state belongs to another vault, which may still count. Let that one hand "
                "it over; or, if it is gone for good, vouch for this state with adopt-pins."
            )

    def _new_keeper(self) -> bytes:
        keeper = os.urandom(32)
        write_durably(path=self._keeper_path, content=keeper)
        return keeper

    def _begin(self) -> Header:
        """The first header of a new installation. It sums up nothing, so it may be made freely."""
        header = Header.first(keeper=self._new_keeper())
        if self._anchor.position(auth=header.anchor_auth) is not None:
            raise Closed("The anchor knows of PINs, but their file is not there.")
        self._save(header=header, sealed={})
        return header

    def _compare_anchor(self) -> None:
        header = self._header
        position = self._anchor.position(auth=header.anchor_auth)
        if self._anchor.number == anchors.NoAnchor.number or position == header.after:
            return
        if position is None and header.number == 1:
            # It sums up nothing, so it is made anew: with the secrets of before, the states that
            # once followed on a space that somebody deleted would follow on this one too.
            header = Header.first(keeper=header.keeper)
            self._save(header=header, sealed={}, instead=True)
            self._use(header)
            self._anchor.set_up(auth=header.anchor_auth)
            position = anchors.START
        if position != header.before:
            raise Closed(
                "The PIN state is not the newest: it was turned back, copied, or belongs to "
                "another machine."
            )
        log.warning("the last change of the PIN state was finished at this start")
        self._move(header)

    def _move(self, header: Header) -> None:
        auth = header.anchor_auth
        if self._anchor.number == anchors.NoAnchor.number:
            return
        # A copy of this enclave that went on since would lose its place by our moving; so look
        # first. The second look is the one that counts.
        if self._anchor.position(auth=auth) != header.before:
            raise Closed("The anchor was moved by somebody else.")
        self._anchor.move(auth=auth, data=header.data)
        if self._anchor.position(auth=auth) != header.after:
            raise Closed("The anchor was moved by somebody else.")

    def _next_header(self) -> Header:
        return replace(self._header, number=self._header.number + 1, before=self._header.after)

    def _advance(self, *, accounts: Mapping[bytes, Account], header: Header) -> None:
        header = replace(header, number=max(header.number, self._header.number + 1))
        groups: dict[int, int] = {}
        sealed: dict[bytes, bytes | None] = {}
        digest = int.from_bytes(header.digest, "big")
        count = header.count
        for account_id, account in accounts.items():
            group = _group_of(account_id)
            old = dict(self._group(group)).get(account_id)
            new = None if account.is_empty else self._seal(account_id, account, header.number)
            change = self._hash(account_id, old) ^ self._hash(account_id, new)
            groups[group] = groups.get(group, self._groups[group]) ^ change
            digest ^= change
            count += (new is not None) - (old is not None)
            sealed[account_id] = new
        header = replace(header, digest=digest.to_bytes(32, "big"), count=count)
        self._save(header=header, sealed=sealed)
        self._move(header)
        self._header = header
        for group, value in groups.items():
            self._groups[group] = value

    # --- Rows ------------------------------------------------------------------------------------

    def _read_header(self) -> Header | None:
        sealed = self._file.header()
        if sealed is not None:
            return pin_header.unseal(sealed, prks=self._prks)
        if any(True for _ in self._file.accounts()):
            raise Closed("The PIN state has accounts and no header.")
        return None

    def _use(self, header: Header) -> None:
        self._header = header
        self._cipher = AESGCMSIV(_expand(header.record_key, _RECORD_LABEL))
        self._digest_key = _expand(header.record_key, _DIGEST_LABEL)

    def _compare_accounts(self) -> None:
        groups, digest, count = [0] * _GROUPS, 0, 0
        for account_id, sealed in self._file.accounts():
            value = self._hash(account_id, sealed)
            groups[_group_of(account_id)] ^= value
            digest ^= value
            count += 1
        if digest.to_bytes(32, "big") != self._header.digest or count != self._header.count:
            raise Closed("The PIN accounts are not those that the header sums up.")
        self._groups = groups

    def _save(
        self, *, header: Header, sealed: Mapping[bytes, bytes | None], instead: bool = False
    ) -> None:
        whole = pin_header.seal(header, prks=self._prks)
        self._file.save(header=whole, sealed=sealed, instead=instead)

    def _group(self, group: int) -> list[tuple[bytes, bytes]]:
        return self._file.accounts_from(group.to_bytes(2, "big"))

    def _digest_of(self, rows: list[tuple[bytes, bytes]]) -> int:
        digest = 0
        for account_id, sealed in rows:
            digest ^= self._hash(account_id, sealed)
        return digest

    def _hash(self, account_id: bytes, sealed: bytes | None) -> int:
        if sealed is None:
            return 0
        return int.from_bytes(hmac.digest(self._digest_key, account_id + sealed, "sha256"), "big")

    def _seal(self, account_id: bytes, account: Account, number: int) -> bytes:
        head = number.to_bytes(_NUMBER_BYTES, "big")
        # One account is written once per number, so that this nonce is used once.
        nonce = head + bytes(_NONCE_BYTES - _NUMBER_BYTES)
        return head + self._cipher.encrypt(nonce, account.to_bytes(), account_id + head)

    def _open(self, account_id: bytes, sealed: bytes) -> Account:
        head = sealed[:_NUMBER_BYTES]
        nonce = head + bytes(_NONCE_BYTES - _NUMBER_BYTES)
        plain = self._cipher.decrypt(nonce, sealed[_NUMBER_BYTES:], account_id + head)
        return Account.from_bytes(plain)

    @contextmanager
    def _closing_on_trouble(self) -> Iterator[None]:
        """Whatever goes wrong inside closes the store for good: no count is trusted after it."""
        if self._closed:
            raise Closed(self._closed)
        try:
            yield
        except (Closed, AnchorError) as error:
            self._closed = str(error)
            raise Closed(self._closed) from error
        except Exception as error:
            # Only the type: the text of a foreign error may hold anything.
            self._closed = f"The PIN state met {type(error).__name__}."
            raise Closed(self._closed) from error


def _group_of(account_id: bytes) -> int:
    return int.from_bytes(account_id[:2], "big")


def _expand(key: bytes, label: bytes) -> bytes:
    return HKDFExpand(algorithm=SHA256(), length=32, info=label).derive(key)
