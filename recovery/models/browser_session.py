from __future__ import annotations

import uuid

from django.contrib.sessions.models import Session
from django.db import models

from recovery.models.account import User


class BrowserSession(models.Model):
    """A browser in which somebody is signed in on our own pages.

    The session itself is Django's; a row goes with its session, however that ends. It keeps no
    network address, and of what the browser says of itself only what its owner recognises it by.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # A page may be on its way while its session ends. Its row then stands without a session, which
    # lists nobody, and must not keep the session from ending.
    session = models.OneToOneField(
        Session, on_delete=models.CASCADE, related_name="+", db_constraint=False
    )
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="browser_sessions")
    # As recovery/devices.py names it.
    device = models.CharField(max_length=40)
    began_at = models.DateTimeField()
    # To five minutes.
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.device
