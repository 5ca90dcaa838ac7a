"""When a nudge is due: the default clock, counted from what the person prefers, in the person's own time.

After a decision to decline: three times, then daily; twice before the interview itself, which ignore quiet
hours. After an invitation: twice, and before the answer is due. Before a confirmed interview: twice. About
a letter whose outcome is unknown: at once, then daily.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from accounts.models import Preferences
from accounts.quiet import defer_out_of_quiet, next_time_clocks_show

A_DAY = dt.timedelta(hours=24)
SHORTLY = dt.timedelta(hours=3)
BEFORE_THE_ANSWER = dt.timedelta(hours=6)


@dataclass(frozen=True)
class Moment:
    """One nudge about a thing: which of them it is, and when (aware). An urgent one ignores quiet hours."""

    sequence: str
    due_at: dt.datetime
    is_urgent: bool = False


def after_decision(
    decided_at: dt.datetime, starts_at: dt.datetime | None, preferences: Preferences, now: dt.datetime
) -> Iterator[Moment]:
    """The clock of a letter not sent. `starts_at` is the interview declined, if it has a time."""
    third = decided_at + dt.timedelta(hours=preferences.third_nudge_hours)
    yield Moment("first", decided_at + dt.timedelta(hours=preferences.first_nudge_hours))
    yield Moment("second", decided_at + dt.timedelta(hours=preferences.second_nudge_hours))
    yield Moment("third", third)
    yield from daily_after(third, preferences.tzinfo, now)
    if starts_at is None or starts_at <= decided_at:
        return
    if starts_at - A_DAY > decided_at:
        yield Moment(_about("before-24h", starts_at), starts_at - A_DAY, is_urgent=True)
    # Decided at the last moment: half of what is left, so that no interview time passes in silence.
    last_call = max(starts_at - SHORTLY, decided_at + (starts_at - decided_at) / 2)
    yield Moment(_about("before-3h", starts_at), last_call, is_urgent=True)


def after_invitation(
    invited_at: dt.datetime, respond_by: dt.datetime | None, preferences: Preferences
) -> Iterator[Moment]:
    """The clock of an invitation that nobody has answered."""
    yield Moment("first", invited_at + dt.timedelta(hours=preferences.first_answer_hours))
    yield Moment("second", invited_at + dt.timedelta(hours=preferences.second_answer_hours))
    if respond_by is not None and respond_by > invited_at:
        last_call = max(respond_by - BEFORE_THE_ANSWER, invited_at + (respond_by - invited_at) / 2)
        yield Moment(_about("before-answer", respond_by), last_call)


def before_interview(starts_at: dt.datetime, known_at: dt.datetime) -> Iterator[Moment]:
    """The clock of an interview to be held, confirmed at `known_at`."""
    if starts_at - A_DAY > known_at:
        yield Moment(_about("before-24h", starts_at), starts_at - A_DAY)
    if starts_at - SHORTLY > known_at:
        yield Moment(_about("before-3h", starts_at), starts_at - SHORTLY, is_urgent=True)


def at_once_then_daily(since: dt.datetime, zone: dt.tzinfo, now: dt.datetime) -> Iterator[Moment]:
    """The clock of what only the person can settle."""
    yield Moment("at-once", since)
    yield from daily_after(since, zone, now)


def daily_after(start: dt.datetime, zone: dt.tzinfo, now: dt.datetime) -> Iterator[Moment]:
    """Each day after `start` at the hour that clocks in `zone` showed then: those around `now`, never all.

    Where clocks skip the hour it is the first minute they show; where they show it twice, the first time.
    """
    wall = start.astimezone(zone).time()
    first = max(1, (now - start).days - 1)
    for day in range(first, first + 3):
        # Half a day before the hour meant, so that a jump of the clocks cannot reach the day before or after.
        almost = start + day * A_DAY - dt.timedelta(hours=12)
        yield Moment(f"day-{day}", next_time_clocks_show(wall, almost.astimezone(dt.UTC), zone))


def place(
    moment: Moment, preferences: Preferences, now: dt.datetime, snoozed_until: dt.datetime | None = None
) -> dt.datetime:
    """When a moment may ring, in UTC: quiet hours and a snooze put it off, and nothing drops it.

    What is overdue rings at once, or, if it is quiet now, when it no longer is.
    """
    if moment.is_urgent:
        return moment.due_at.astimezone(dt.UTC)
    due = max(moment.due_at, snoozed_until) if snoozed_until else moment.due_at
    rings = out_of_quiet(max(due, now), preferences)
    return due.astimezone(dt.UTC) if rings <= now else rings


def out_of_quiet(moment: dt.datetime, preferences: Preferences) -> dt.datetime:
    return defer_out_of_quiet(moment, preferences.tzinfo, preferences.quiet_from, preferences.quiet_until)


def _about(name: str, moment: dt.datetime) -> str:
    """A moment's name with the time it counts to: if that time is moved, the nudge is another one."""
    return f"{name}@{moment.astimezone(dt.UTC):%Y%m%dT%H%M}"
