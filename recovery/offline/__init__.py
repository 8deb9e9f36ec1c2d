"""Opens a backup without the service: python -m recovery.offline.

Standard library and `cryptography` only, no network, no other part of the application but the
spelling of base64url, so that a copy of this folder still works when the service does not.
Formats: docs/format.md.
"""
