"""The search in figures, and what else Today has to know by one number: a single query of subqueries, and one
for the median."""

from __future__ import annotations

import datetime as dt
import statistics
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import Mailbox, User
from correspondence.models import Beat
from declines.models import Decline
from reminders.models import Reminder
from tracker.models import Application, Interview

# What was usual lately says more than what was usual long ago.
LATEST_DECLINES = 100
# Sweeps run every few seconds; two minutes without one means that nothing leaves.
STALE_AFTER = dt.timedelta(minutes=2)


@dataclass(frozen=True)
class Figures:
    applications: int
    open_applications: int
    interviews_held: int
    first_held_at: dt.datetime | None
    hours_to_say_no: int | None
    is_mailbox_paused: bool
    oldest_beat_at: dt.datetime | None
    next_nudge_at: dt.datetime | None
    next_nudge_subject: str

    def is_stale(self, now: dt.datetime) -> bool:
        """Whether a sweep that once ran has stopped: letters and nudges are not leaving."""
        return self.oldest_beat_at is not None and self.oldest_beat_at < now - STALE_AFTER


def figures_of(user: User) -> Figures:
    applications = Application.objects.owned_by(user)
    held = Interview.objects.owned_by(user).filter(status=Interview.Status.COMPLETED)
    paused = Mailbox.objects.owned_by(user).exclude(paused_at=None)
    waiting = Reminder.objects.owned_by(user).waiting().order_by("due_at", "pk")
    row: Any = User.objects.filter(pk=user.pk).values(
        applications=_count(applications),
        open_applications=_count(applications.open()),
        interviews_held=_count(held),
        first_held_at=Subquery(held.order_by("starts_at").exclude(starts_at=None).values("starts_at")[:1]),
        paused=_count(paused),
        oldest_beat_at=Subquery(Beat.objects.order_by("at").values("at")[:1]),
        next_nudge_at=Subquery(waiting.values("due_at")[:1]),
        next_nudge_subject=Subquery(waiting.values("subject")[:1]),
    )[0]
    return Figures(
        applications=row["applications"],
        open_applications=row["open_applications"],
        interviews_held=row["interviews_held"],
        first_held_at=row["first_held_at"],
        hours_to_say_no=_hours_to_say_no(user),
        is_mailbox_paused=bool(row["paused"]),
        oldest_beat_at=row["oldest_beat_at"],
        next_nudge_at=row["next_nudge_at"],
        next_nudge_subject=row["next_nudge_subject"] or "",
    )


def _count(rows: QuerySet[Any]) -> Coalesce:
    """A subquery that counts one owner's `rows`, 0 where there are none."""
    return Coalesce(Subquery(rows.order_by().values("owner").annotate(count=Count("pk")).values("count")), 0)


def _hours_to_say_no(user: User) -> int | None:
    """The median time from deciding to the last letter accounted for, in whole hours; None without any."""
    completed = Decline.objects.owned_by(user).filter(status=Decline.Status.COMPLETED)
    done: QuerySet[Any] = completed.annotate(told_at=Max("letters__accounted_at"))
    done = done.exclude(told_at=None)
    times = [
        (told_at - decided_at).total_seconds() / 3600
        for decided_at, told_at in done.order_by("-ended_at").values_list("decided_at", "told_at")[:LATEST_DECLINES]
    ]
    return round(statistics.median(times)) if times else None
