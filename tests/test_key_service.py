"""A data key opens by the key that encrypted it and for its own context, at either key service."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from recovery import key_service
from recovery.errors import KeyServiceOff, KeyServiceUnavailable, ShareUnreadable
from tests.kms_servers import Moto, denying, moto, new_key
from tests.webdav_servers import HOST, free_port

KEY = bytes(range(32))
CONTEXT = {"party": "acme", "wallet": "1"}


@pytest.fixture(scope="module")
def kms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Moto]:
    with moto(tmp_path_factory.mktemp("kms")) as found:
        yield found


@pytest.fixture
def credentials(kms: Moto, monkeypatch: pytest.MonkeyPatch) -> None:
    """Found where Amazon's library looks; nobody asks the network for a machine's role."""
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(kms.credentials_file))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


@pytest.fixture(params=["file", "aws-kms"])
def service(
    request: pytest.FixtureRequest, settings: Settings, kms: Moto, credentials: None
) -> key_service.KeyService:
    settings.CUSTODY_KEY_SERVICE = request.param
    settings.CUSTODY_KEYS = {2: bytes(range(1, 33)), 1: bytes(range(2, 34))}
    settings.CUSTODY_KMS_KEYS = [new_key(kms.endpoint), new_key(kms.endpoint)]
    settings.CUSTODY_KMS_ENDPOINT = kms.endpoint
    return key_service.for_new_shares()


def others(service: key_service.KeyService, settings: Settings) -> key_service.KeyService:
    """The older key of the same service."""
    is_file = service.name == "file:2"
    return key_service.called("file:1" if is_file else settings.CUSTODY_KMS_KEYS[1])


def test_gives_back_the_key_to_its_context(service: key_service.KeyService) -> None:
    wrapped = service.wrap(KEY, context=CONTEXT)

    assert KEY not in wrapped
    assert key_service.called(service.name).unwrap(wrapped, context=CONTEXT) == KEY


def test_refuses_another_context(service: key_service.KeyService) -> None:
    wrapped = service.wrap(KEY, context=CONTEXT)

    for context in ({}, CONTEXT | {"wallet": "2"}, CONTEXT | {"more": ""}):
        with pytest.raises(ShareUnreadable):
            service.unwrap(wrapped, context=context)


def test_refuses_changed_bytes_and_another_key(
    service: key_service.KeyService, settings: Settings
) -> None:
    wrapped = bytearray(service.wrap(KEY, context=CONTEXT))
    # moto says of another key what Amazon says of somebody who may not ask.
    with pytest.raises((ShareUnreadable, KeyServiceUnavailable)):
        others(service, settings).unwrap(bytes(wrapped), context=CONTEXT)
    wrapped[-1] ^= 1
    with pytest.raises(ShareUnreadable):
        service.unwrap(bytes(wrapped), context=CONTEXT)
    with pytest.raises(ShareUnreadable):
        key_service.called("file:1").unwrap(b"", context=CONTEXT)


def test_a_key_that_is_not_set_up_any_more_opens_nothing(
    service: key_service.KeyService, settings: Settings
) -> None:
    settings.CUSTODY_KEYS, settings.CUSTODY_KMS_KEYS = {}, []

    with pytest.raises(ShareUnreadable):
        key_service.called(service.name)
    with pytest.raises(KeyServiceOff):
        key_service.for_new_shares()


def test_kms_that_denies_or_does_not_answer_is_not_taken_for_a_damaged_share(
    settings: Settings, kms: Moto, credentials: None, caplog: pytest.LogCaptureFixture
) -> None:
    settings.CUSTODY_KEY_SERVICE, settings.CUSTODY_KMS_KEYS = "aws-kms", [new_key(kms.endpoint)]
    with denying() as endpoint:
        for settings.CUSTODY_KMS_ENDPOINT in (endpoint, f"http://{HOST}:{free_port()}"):
            service = key_service.for_new_shares()
            with pytest.raises(KeyServiceUnavailable):
                service.wrap(KEY, context=CONTEXT)
            with pytest.raises(KeyServiceUnavailable):
                service.unwrap(b"wrapped", context=CONTEXT)

    assert "AccessDeniedException" in caplog.text
    assert "wJalr" not in caplog.text


def test_without_credentials_kms_is_not_asked(
    settings: Settings, kms: Moto, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    settings.CUSTODY_KEY_SERVICE, settings.CUSTODY_KMS_KEYS = "aws-kms", [new_key(kms.endpoint)]
    settings.CUSTODY_KMS_ENDPOINT = kms.endpoint

    with pytest.raises(KeyServiceUnavailable):
        key_service.for_new_shares().wrap(KEY, context=CONTEXT)
