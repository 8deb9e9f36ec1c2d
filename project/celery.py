from __future__ import annotations

import os

from celery import Celery
from kombu.transport import redis

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")

app = Celery("keyhaven")
# Threads of the web server must find this app too, not only the thread that made it.
app.set_default()
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# A wake-up is never given back to the broker. With kombu's default, a worker that loses the broker
# while it holds one tries to, over the connection that was just closed, and ends.
redis.QoS.restore_at_shutdown = False
