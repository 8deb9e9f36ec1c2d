"""Checking what another enclave says of itself: one file per format, and one that does them all.

An operator does it by `manage.py attest`, an enclave that shares its keys does it before it shares
them, and the tests do it beside the browser's own verifier, static/js/lib/attestation.js, which is
the one that people depend on. Both give the same verdicts on tests/vectors/attestation.json.
"""
