from __future__ import annotations

from tests.flows.conftest import alice, cloud_root, enclave, enclave_process, mallory

__all__ = ["alice", "cloud_root", "enclave", "enclave_process", "mallory"]
