"""A relying party whose rows workers can really do something with: copies, mails, webhooks."""

from __future__ import annotations

import secrets
from pathlib import Path

from recovery import at_rest
from recovery.flows import clouds, staff, sync, webhooks
from recovery.models import CloudAccount, Copy, Generation, Holder, Webhook
from tests.flows.webhook_receiver import Receiver
from tests.soft_backup import PasskeySlot, build_generation
from tests.soft_passkey import SoftPasskey
from tests.tenant import Tenant


class Household(Tenant):
    """One person's wallet with a whole backup, proved in the person's first place.

    root: of the folders that stand for clouds. receiver: takes the webhooks of all parties.
    """

    def __init__(self, word: str, *, root: Path, receiver: Receiver) -> None:
        super().__init__(word)
        self.folder = root / word
        staff.as_person(self.owner.user)
        self.owner = Holder.objects.get(pk=self.owner.pk)
        Webhook.objects.filter(relying_party=self.party).delete()
        url = f"{receiver.url}&of={word}"
        self.webhook = webhooks.make(party=self.party, url=url, types=[]).webhook
        self._make_backup()
        # Two folders of one root stand for two clouds.
        CloudAccount.objects.filter(pk=self.account.pk).update(
            kind="folder", settings={"path": word}, sealed_secret=self.sealed(self.account)
        )
        self.account.refresh_from_db()
        Copy.objects.filter(pk=self.copy.pk).update(state="due", proved_at=None, place="")
        sync.run(str(self.copy.pk))
        self.copy.refresh_from_db()
        assert self.copy.state == "done", self.copy.error

    def _make_backup(self) -> None:
        soft = SoftPasskey(rp_id=self.party.rp_id)
        slot = PasskeySlot(
            cid=soft.credential_id,
            spki=soft.spki,
            name=f"{self.word} phone",
            epoch=1,
            ent=secrets.token_bytes(32),
        )
        built = build_generation(secret=bytes(16), wid=bytes(self.wallet.wid), gen=1, slots=[slot])
        Generation.objects.filter(pk=self.generation.pk).update(
            envelope=built.envelope.encode(),
            manifest=built.manifest.encode(),
            digest=built.digest,
            manifest_key=built.pk_man,
        )
        self.generation.refresh_from_db()

    def sealed(self, account: CloudAccount) -> bytes:
        return at_rest.seal(b"", context=account.secret_context)

    def second_place(self) -> CloudAccount:
        """Another place of the person's, with a copy that was proved there."""
        place = {"path": f"{self.word}-second"}
        account = clouds.connect(
            holder=self.holder,
            connection=clouds.Connection("folder", place, "", f"second of {self.word}"),
        )
        clouds.run_check(str(account.pk))
        account.refresh_from_db()
        for copy in Copy.objects.filter(account=account):
            sync.run(str(copy.pk))
        return account

    def files(self) -> dict[str, bytes]:
        """What lies in the person's clouds."""
        folders = [self.folder, self.folder.with_name(f"{self.word}-second")]
        return {
            str(path): path.read_bytes()
            for folder in folders
            for path in folder.rglob("*")
            if path.is_file()
        }
