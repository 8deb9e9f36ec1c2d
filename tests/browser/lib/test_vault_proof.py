"""The one line that a person reads of the vault's proof says no more than was proved."""

from __future__ import annotations

import pytest

from tests.browser.lib.conftest import Tab

pytestmark = pytest.mark.browser

SCRIPT = """
  const { proofInWords } = await import("/static/js/flows/vault_proof.js");
  return proofInWords(input.enclave, { instance_keys: input.keys });
"""


@pytest.mark.parametrize(
    ("fmt", "keys", "said", "unsaid"),
    [
        ("software", [], "No hardware vouches", "names"),
        ("software", ["key"], "the vault that this site names. No hardware vouches", "chip"),
        ("tpm2", ["key"], "security chip vouches for the machine it runs on, “$& 1”", "program"),
        ("aws-nitro", [], "sealed hardware at AWS vouches for its program, “$& 1”", "chip"),
    ],
)
def test_says_what_was_proved(lab: Tab, fmt: str, keys: list[str], said: str, unsaid: str) -> None:
    measurement = None if fmt == "software" else "$& 1"
    enclave = {"format": fmt, "measurement": measurement}
    words = lab.run(SCRIPT, enclave=enclave, keys=keys)
    assert said in words
    assert unsaid not in words
