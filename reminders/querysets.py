"""The query vocabulary of nudges."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Self

from accounts.owned import OwnedQuerySet

if TYPE_CHECKING:
    from reminders.models import Nudge, Reminder


class ReminderQuerySet(OwnedQuerySet["Reminder"]):
    def waiting(self) -> Self:
        return self.filter(status="waiting")

    def due(self, now: dt.datetime) -> Self:
        return self.waiting().filter(due_at__lte=now)


class NudgeQuerySet(OwnedQuerySet["Nudge"]):
    def due(self, now: dt.datetime) -> Self:
        return self.filter(status="waiting", due_at__lte=now)

    def abandoned(self, now: dt.datetime) -> Self:
        return self.filter(status="claimed", lease_until__lt=now)

    def unseen(self) -> Self:
        return self.filter(channel="in_app", status="sent", seen_at=None)
