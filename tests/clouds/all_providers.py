"""All large providers behind one address, as CLOUD_STAND_IN_URL wants it. See STAND_INS."""

from __future__ import annotations

from functools import partial

from tests.clouds import cross_origin
from tests.clouds.cloudkit_server import HOSTS, CloudKitServer
from tests.clouds.dropbox_server import DropboxServer
from tests.clouds.fault_server import FaultServer, Reply, Seen
from tests.clouds.gdrive_server import DriveServer
from tests.clouds.onedrive_server import GraphServer
from tests.clouds.provider_server import ProviderServer

# Kind of cloud to the server that plays its provider.
STAND_INS: dict[str, type[ProviderServer]] = {
    "dropbox": DropboxServer,
    "gdrive": DriveServer,
    "onedrive": GraphServer,
}


class AllProviders(FaultServer):
    """Each has files and people of its own, and answers for its own hosts."""

    def __init__(self) -> None:
        super().__init__()
        self.by_kind = {kind: stand_in() for kind, stand_in in STAND_INS.items()}
        # Only browsers talk to this one.
        self.cloudkit = CloudKitServer()

    def answer(self, seen: Seen, body: bytes) -> Reply:
        host = seen.target.split("/", 2)[1]
        for provider in self.by_kind.values():
            if host in provider.hosts:
                return cross_origin.answered(seen, partial(provider.answer, seen, body))
        if host in HOSTS:
            return cross_origin.answered(seen, partial(self.cloudkit.answer, seen, body))
        return Reply(404)
