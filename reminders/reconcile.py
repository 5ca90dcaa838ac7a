"""The rows brought in line with what is wanted: new ones laid, moved ones moved, idle ones let go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reminders.kinds import Kind, registered
from reminders.models import Nudge, Reminder, Snooze
from reminders.policy import Moment, place

S = Reminder.Status
CHUNK = 500


@dataclass(frozen=True)
class Wanted:
    """One nudge that should come: to whom, about what, which of them, when (UTC)."""

    owner_id: int
    subject: str
    sequence: str
    due_at: dt.datetime
    is_urgent: bool

    @property
    def key(self) -> tuple[str, str]:
        return self.subject, self.sequence


def reconcile(now: dt.datetime) -> None:
    """Make the waiting rows of every kind what they should be at `now`. Safe to run twice at once."""
    for kind in registered():
        reconcile_kind(kind, now)


def reconcile_kind(kind: Kind[Any], now: dt.datetime) -> None:
    keys: set[tuple[str, str]] = set()
    subjects: set[str] = set()
    for things in kind.pages(now):
        subjects.update(kind.subject(thing) for thing in things)
        wanted = list(wanted_of(kind, things, now))
        keys.update(each.key for each in wanted)
        _lay(kind, wanted)
    _let_go(kind, keys, subjects, now)


def wanted_of(kind: Kind[Any], things: Sequence[Any], now: dt.datetime) -> Iterator[Wanted]:
    """The nudges wanted about these things, with snoozes and quiet hours in their due times.

    A snooze is a nudge of its own, so that the person hears of the thing again when it ends.
    """
    snoozes = _snoozes([kind.subject(thing) for thing in things])
    for thing in things:
        preferences = thing.owner.preferences
        subject = kind.subject(thing)
        until = snoozes.get((thing.owner_id, subject))
        moments = list(kind.moments(thing, preferences, now))
        if until:
            moments.append(Moment(f"snooze-{until:%Y%m%dT%H%M%S}", until))
        for moment in moments:
            due_at = place(moment, preferences, now, until)
            yield Wanted(thing.owner_id, subject, moment.sequence, due_at, moment.is_urgent)


def _snoozes(subjects: list[str]) -> dict[tuple[int, str], dt.datetime]:
    rows = Snooze.objects.filter(subject__in=subjects).values_list("owner_id", "subject", "until")
    return {(owner_id, subject): until.astimezone(dt.UTC) for owner_id, subject, until in rows}


def _lay(kind: Kind[Any], wanted: list[Wanted]) -> None:
    rows = Reminder.objects.filter(
        kind=kind.name,
        subject__in={each.subject for each in wanted},
        sequence__in={each.sequence for each in wanted},
    )
    held = {(row.subject, row.sequence): row for row in rows}
    new, moved, revived = [], [], []
    for each in wanted:
        row = held.get(each.key)
        if row is None:
            new.append(
                Reminder(
                    owner_id=each.owner_id,
                    kind=kind.name,
                    subject=each.subject,
                    sequence=each.sequence,
                    due_at=each.due_at,
                    is_urgent=each.is_urgent,
                )
            )
        elif row.status in (S.WAITING, S.NOT_NEEDED):
            if (row.due_at, row.is_urgent) != (each.due_at, each.is_urgent):
                row.due_at, row.is_urgent = each.due_at, each.is_urgent
                moved.append(row)
            if row.status == S.NOT_NEEDED:
                revived.append(row.pk)
    # Two sweeps may lay the same row: the database keeps the first.
    Reminder.objects.bulk_create(new, ignore_conflicts=True, batch_size=CHUNK)
    Reminder.objects.bulk_update(moved, ["due_at", "is_urgent"], batch_size=CHUNK)
    for some in _chunks(revived):
        Reminder.objects.filter(pk__in=some, status=S.NOT_NEEDED).update(status=S.WAITING, settled_at=None)


def _let_go(kind: Kind[Any], keys: set[tuple[str, str]], subjects: set[str], now: dt.datetime) -> None:
    waiting = Reminder.objects.waiting().filter(kind=kind.name).values_list("pk", "subject", "sequence")
    idle = [pk for pk, subject, sequence in waiting if (subject, sequence) not in keys]
    for some in _chunks(idle):
        Reminder.objects.waiting().filter(pk__in=some).update(status=S.NOT_NEEDED, settled_at=now)
    shown = Nudge.objects.unseen().filter(reminder__kind=kind.name).values_list("pk", "reminder__subject")
    settled = [pk for pk, subject in shown if subject not in subjects]
    for some in _chunks(settled):
        Nudge.objects.unseen().filter(pk__in=some).update(status=Nudge.Status.NOT_NEEDED)


def _chunks(pks: list[int]) -> Iterator[list[int]]:
    return (pks[start : start + CHUNK] for start in range(0, len(pks), CHUNK))
