"""One side of the recovery measurement: prints the CPU milliseconds of each recovery as JSON."""

from __future__ import annotations

import json

import django

import tests.environment  # noqa: F401 - it fills what the settings read

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from tests.bench.figures import processor_seconds  # noqa: E402
from tests.bench.served import CountingClient  # noqa: E402
from tests.enclave_process import EnclaveProcess  # noqa: E402
from tests.person import Person  # noqa: E402

WARM_UPS = 10
RECOVERIES = 40


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    call_command("collectstatic", verbosity=0, interactive=False)
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.PASSKEY_TRIES_A_MINUTE = 100_000
    with EnclaveProcess(relying_parties={"localhost": ["http://localhost:8000"]}) as enclave:
        settings.ENCLAVE_ADDRESS = enclave.address
        person = Person(name="Bench")
        built = person.protect(secret=bytes(16))
        client = person.client = CountingClient(enforce_csrf_checks=True)
        page, release, split = [], [], []
        enclave_before = 0.0
        for turn in range(WARM_UPS + RECOVERIES):
            if turn == WARM_UPS:
                enclave_before = processor_seconds(enclave.pid)
            client.cookies.clear()
            client.seconds = 0.0
            client.get("/recover/")
            shown = client.seconds
            client.seconds = 0.0
            touch, unsealed, _ = person.recover()
            released = client.seconds
            client.seconds = 0.0
            built = person.browser.build_generation(
                secret=bytes(16),
                wid=built.wid,
                gen=built.gen + 1,
                slots=[person.slot(touch, unsealed)],
                previous_manifest=built.manifest,
            )
            person.upload(built)
            person.must("GET", person.path_of(built))
            person.commit(built)
            if turn >= WARM_UPS:
                page.append(shown * 1000)
                release.append(released * 1000)
                split.append(client.seconds * 1000)
        each = (processor_seconds(enclave.pid) - enclave_before) * 1000 / RECOVERIES
    release = [time + each for time in release]
    print(json.dumps({"page": page, "release": release, "split": split}))


main()
