"""One check for every kind: a keyring moves there and back, and opens the same at each end."""

from __future__ import annotations

import json
from typing import Any

from tests.enclave.unlocking import unlock_with
from tests.enclave_process import ORIGIN, PASSPHRASE, RP_ID, EnclaveProcess
from tests.soft_client import SoftBrowser
from tests.soft_passkey import SoftPasskey


def moved_to(sealing: dict[str, Any]) -> None:
    """From a passphrase to this sealing and back again, with the command `reseal`."""
    browser = SoftBrowser(passkey=SoftPasskey(rp_id=RP_ID), origin=ORIGIN)
    with EnclaveProcess(sealing=PASSPHRASE) as enclave:
        before = unlock_with(enclave=enclave, browser=browser).ent
        old = json.loads(enclave.config.read_text())
        other = enclave.folder / "other.json"
        other.write_text(json.dumps(old | {"sealing": sealing}))
        moved = enclave.command("reseal", "--to", str(other))
        assert moved.returncode == 0, moved.stderr
        enclave.stop()
        assert "change the sealing with the command `reseal`" in enclave.refusal()
        enclave.write_config(old | {"sealing": sealing})
        enclave.start()
        assert unlock_with(enclave=enclave, browser=browser).ent == before
        other.write_text(json.dumps(old))
        back = enclave.command("reseal", "--to", str(other))
        assert back.returncode == 0, back.stderr
        enclave.write_config(old)
        enclave.restart()
        assert unlock_with(enclave=enclave, browser=browser).ent == before
