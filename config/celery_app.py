"""The Celery application, and the one guard that every doorbell goes through."""

import logging
import os
import time
from typing import Any

from celery import Celery
from celery.contrib.django.task import DjangoTask
from celery.signals import celeryd_init, worker_process_init
from django.db import transaction
from kombu.exceptions import OperationalError

from config.tether import die_with

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
logger = logging.getLogger(__name__)
IMPORTED_BY = os.getpid()  # in a pool process, which is forked, this is still its worker


REST = 5.0  # seconds; by then a sweep has looked anyway


class Doorbell(DjangoTask[Any, Any]):
    """A task whose `delay_on_commit` never breaks, and hardly ever delays, the page that rang it.

    The work is in the database by then and a sweep will find it: a broker that is down is worth a line in the
    log, not an error to the person. After a ring in vain the bell rests, so that a broker that hangs costs one
    page a second, and not every page.
    """

    rests_until = 0.0  # monotonic seconds

    def delay_on_commit(self, *args: Any, **kwargs: Any) -> None:  # type: ignore[override]
        transaction.on_commit(lambda: self.ring(*args, **kwargs), robust=True)

    def ring(self, *args: Any, **kwargs: Any) -> None:
        if time.monotonic() < Doorbell.rests_until:
            return
        try:
            self.delay(*args, **kwargs)
        except OperationalError as error:
            Doorbell.rests_until = time.monotonic() + REST
            logger.warning("the broker did not take %s: %s", self.name, error)


app = Celery("kind_regards", task_cls=Doorbell)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@celeryd_init.connect
def be_patient(conf: Any, **_: Any) -> None:
    """A worker blocks on the broker while it waits for work; one second would be a reconnection a second."""
    conf.broker_transport_options |= {"socket_timeout": 30, "socket_connect_timeout": 10}


@worker_process_init.connect
def die_with_worker(**_: Any) -> None:
    """A pool process must not go on alone when its worker is killed."""
    die_with(IMPORTED_BY)
