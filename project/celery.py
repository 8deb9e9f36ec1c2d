from __future__ import annotations

import os
from typing import Any

from celery import Celery, signals
from kombu.transport import redis

from project import time_limit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")

app = Celery("keyhaven")
# Threads of the web server must find this app too, not only the thread that made it.
app.set_default()
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


class _TakenWakeUps(redis.QoS):
    """The wake-ups that a worker has taken, and has to tell the broker of.

    Nothing is told over a connection that is gone, and nothing is given back: a wake-up more or
    less changes nothing. kombu tries both over the closed channel, and the worker ends of it.
    """

    restore_at_shutdown = False

    def ack(self, delivery_tag: str) -> None:
        if not self.channel.closed:
            super().ack(delivery_tag)  # type: ignore[no-untyped-call]


redis.Channel.QoS = _TakenWakeUps


@signals.worker_init.connect
def _keep_time(**_: Any) -> None:
    time_limit.keep(seconds=app.conf.task_time_limit)
