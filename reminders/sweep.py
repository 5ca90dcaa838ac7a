"""One look at everything that is due, from the rows to the mail server."""

from __future__ import annotations

import datetime as dt
import logging

from django.utils import timezone

from reminders.delivery import deliver_nudges
from reminders.raising import raise_due
from reminders.reconcile import reconcile

__all__ = ["deliver_nudges", "raise_due", "reconcile", "sweep"]

logger = logging.getLogger(__name__)


def sweep(now: dt.datetime | None = None) -> None:
    """Bring the rows in line, raise what is due, carry what is to be carried. Two at once double nothing.

    A step that fails does not keep the next ones from running; the first failure is raised at the end.
    """
    now = now or timezone.now()
    failures: list[Exception] = []
    for step in (reconcile, raise_due, deliver_nudges):
        try:
            step(now)
        except Exception as error:
            logger.exception("%s failed", step.__name__)
            failures.append(error)
    if failures:
        raise failures[0]
