"""The policy as operators write it: what is wrong is named, before a browser meets it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from recovery.checks import check_enclave_policy
from recovery.enclave.attestation.policy import Measurement, Policy, read_measurements
from recovery.flows import unlock
from tests.enclave_process import EnclaveProcess
from tests.factories import new_relying_party
from tests.flows.conftest import enclave, enclave_process
from tests.vectors.make_attestation import nitro_entry, tpm_entry

__all__ = ["enclave", "enclave_process"]


def test_reads_both_kinds_of_hardware() -> None:
    nitro, tpm = read_measurements([nitro_entry(until="2027-06-30"), tpm_entry()])
    assert (nitro.name, nitro.fmt, nitro.until) == ("release 1.2.0", "aws-nitro", date(2027, 6, 30))
    assert set(nitro.pcrs) == {0, 1, 2}
    assert len(tpm.ak) == 32


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("nothing", "needs fmt"),
        (nitro_entry(fmt="sgx"), "needs fmt"),
        (nitro_entry(more=1), "needs fmt"),
        (tpm_entry(ak="!"), "cannot be read"),
        (tpm_entry(ak="AAAA"), "cannot be read"),
        (nitro_entry(until="soon"), "cannot be read"),
        (nitro_entry(until=None), "cannot be read"),
        (nitro_entry(pcrs={"0": "zz"}), "cannot be read"),
        (nitro_entry(pcrs={"0": "00" * 48}), "PCR 0, 1, 2 at least"),
        (nitro_entry(pcrs={str(index): "00" * 32 for index in range(3)}), "48 bytes"),
        (tpm_entry(pcrs={}), "PCR 0 at least"),
        (tpm_entry(pcrs={"0": "00" * 32, "24": "00" * 32}), "PCR 0 at least"),
        (nitro_entry(name=""), "needs a name"),
    ],
)
def test_names_what_is_wrong_with_an_entry(entry: Any, fault: str) -> None:
    with pytest.raises(ValueError, match=f"Measurement 2 .*{fault}"):
        read_measurements([nitro_entry(), entry])


@pytest.mark.parametrize("formats", [[], ["sgx"], ["software", "tpm"]])
def test_refuses_formats_that_nobody_knows(formats: list[str]) -> None:
    shipped = {"formats": formats, "origins": [], "instance_keys": [], "measurements": []}
    with pytest.raises(ValueError, match="Formats of attestation"):
        Policy.from_json(shipped)


def test_a_fault_in_the_settings_is_found_at_the_start(settings: Settings) -> None:
    assert check_enclave_policy(None) == []
    settings.ENCLAVE_INSTANCE_KEYS = ["short"]
    (found,) = check_enclave_policy(None)
    assert found.id == "keyhaven.E003"


def test_a_list_on_which_nothing_is_valid_is_told(settings: Settings) -> None:
    today = datetime.now(UTC).date()
    settings.ENCLAVE_FORMATS = ["aws-nitro"]
    settings.ENCLAVE_MEASUREMENTS = [nitro_entry(until=str(today - timedelta(days=1)))]
    (found,) = check_enclave_policy(None)
    assert found.id == "keyhaven.W001"
    settings.ENCLAVE_MEASUREMENTS = [nitro_entry(until=str(today))]
    assert check_enclave_policy(None) == []


def test_a_measurement_cannot_be_changed_by_accident() -> None:
    (entry,) = read_measurements([nitro_entry()])
    assert isinstance(entry, Measurement)
    with pytest.raises(AttributeError):
        entry.name = "other"  # type: ignore[misc]


@pytest.mark.django_db
def test_an_operator_can_ask_what_browsers_ask(
    enclave: EnclaveProcess, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    party = new_relying_party()
    call_command("attest")
    assert f"{party.rp_id}: proved (software, " in capsys.readouterr().out
    settings.ENCLAVE_FORMATS = ["tpm2"]
    with pytest.raises(CommandError, match="attestation_format"):
        call_command("attest")


@pytest.mark.django_db
def test_an_operator_is_told_of_a_vault_that_is_away(settings: Settings, tmp_path: Path) -> None:
    new_relying_party()
    settings.ENCLAVE_ADDRESS = f"unix:{tmp_path / 'nobody'}"
    unlock.enclave.cache_clear()
    with pytest.raises(CommandError, match="nobody: "):
        call_command("attest")
    unlock.enclave.cache_clear()
