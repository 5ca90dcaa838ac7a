"""What is due becomes a nudge: the row in the page first, for it is the truth, and one per other channel."""

from __future__ import annotations

import datetime as dt
import logging
from collections import defaultdict
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone, translation

from accounts.models import Preferences
from reminders.kinds import Words, kind_named
from reminders.models import Nudge, Reminder

logger = logging.getLogger(__name__)

S = Reminder.Status
PEOPLE = 50


def raise_due(now: dt.datetime) -> int:
    """Raise every reminder that is due and still needed, one nudge per thing. Returns how many were raised.

    Safe to run twice at once: all that is due of one person is taken in hand together, or not at all.
    """
    unsayable: set[int] = set()
    raised = 0
    while True:
        with transaction.atomic():
            people = _take_in_hand(now, unsayable)
            if not people:
                return raised
            raised += _raise_for(people, now, unsayable)


def _take_in_hand(now: dt.datetime, unsayable: set[int]) -> dict[int, Preferences]:
    """Some people with something due whom no other sweep has in hand, locked until the transaction ends."""
    due = Reminder.objects.due(now).exclude(pk__in=unsayable).filter(owner=OuterRef("user"))
    locked = Preferences.objects.filter(Exists(due)).select_for_update(skip_locked=True).order_by("pk")
    return {preferences.user_id: preferences for preferences in locked[:PEOPLE]}


def _raise_for(people: dict[int, Preferences], now: dt.datetime, unsayable: set[int]) -> int:
    due = Reminder.objects.due(now).exclude(pk__in=unsayable).filter(owner__in=people)
    groups: dict[tuple[str, str], list[Reminder]] = defaultdict(list)
    for reminder in due.order_by("due_at", "pk"):
        groups[reminder.kind, reminder.subject].append(reminder)
    things = _still_open(list(groups), now)

    said: list[tuple[Reminder, Words]] = []
    folded: list[int] = []
    idle: list[int] = []
    for (name, subject), reminders in groups.items():
        *older, newest = reminders
        words = None
        if (name, subject) in things:
            words = _words(newest, things[name, subject], people[newest.owner_id], now)
            if words is None:
                unsayable.update(reminder.pk for reminder in reminders)
                continue
            said.append((newest, words))
            folded += [reminder.pk for reminder in older]
        else:
            idle += [reminder.pk for reminder in reminders]
    _settle(S.SENT, [reminder.pk for reminder, _ in said], now)
    _settle(S.FOLDED, folded, now)
    _settle(S.NOT_NEEDED, idle, now)
    _outdate_earlier([reminder for reminder, _ in said])
    nudges = [nudge for reminder, words in said for nudge in _nudges(reminder, words, people[reminder.owner_id], now)]
    Nudge.objects.bulk_create(nudges, ignore_conflicts=True)
    return len(said)


def _still_open(keys: list[tuple[str, str]], now: dt.datetime) -> dict[tuple[str, str], Any]:
    """The things still needed, asked here, in the claim: one query per kind."""
    subjects: dict[str, list[str]] = defaultdict(list)
    for name, subject in keys:
        subjects[name].append(subject)
    found: dict[tuple[str, str], Any] = {}
    for name, some in subjects.items():
        kind = kind_named(name)
        if kind is not None:
            found |= {(name, subject): thing for subject, thing in kind.still_open(some, now).items()}
    return found


def _words(reminder: Reminder, thing: Any, preferences: Preferences, now: dt.datetime) -> Words | None:
    """What to say, in the person's language and time; None, and a line in the log, if words fail us: one
    person's odd row must not silence everybody."""
    kind = kind_named(reminder.kind)
    if kind is None:
        return None
    try:
        with translation.override(preferences.language), timezone.override(preferences.tzinfo):
            return kind.words(thing, now)
    except Exception:
        logger.exception("reminder %s (%s) could not be put into words", reminder.pk, reminder.kind)
        return None


def _settle(status: Reminder.Status, pks: list[int], now: dt.datetime) -> None:
    Reminder.objects.waiting().filter(pk__in=pks).update(status=status, settled_at=now)


def _outdate_earlier(reminders: list[Reminder]) -> None:
    """The newest word about a thing replaces those not yet read or not yet on their way."""
    shown = Q(channel=Nudge.Channel.IN_APP, status=Nudge.Status.SENT, seen_at=None)
    leaving = Q(channel=Nudge.Channel.EMAIL, status=Nudge.Status.WAITING)
    Nudge.objects.filter(
        shown | leaving,
        owner__in={reminder.owner_id for reminder in reminders},
        reminder__kind__in={reminder.kind for reminder in reminders},
        reminder__subject__in={reminder.subject for reminder in reminders},
    ).update(status=Nudge.Status.NOT_NEEDED)


def _nudges(reminder: Reminder, words: Words, preferences: Preferences, now: dt.datetime) -> list[Nudge]:
    def nudge(channel: Nudge.Channel, **state: Any) -> Nudge:
        return Nudge(
            owner_id=reminder.owner_id,
            reminder=reminder,
            channel=channel,
            title=one_line(words.title),
            body="\n".join(words.lines),
            path=words.path,
            due_at=now,
            **state,
        )

    nudges = [nudge(Nudge.Channel.IN_APP, status=Nudge.Status.SENT, sent_at=now)]
    if preferences.nudge_by_email:
        nudges.append(nudge(Nudge.Channel.EMAIL))
    return nudges


def one_line(text: str) -> str:
    """A title that can be the subject of a mail: no line breaks, at most 255 characters."""
    text = " ".join(text.split())
    return text if len(text) <= 255 else text[:254] + "…"
