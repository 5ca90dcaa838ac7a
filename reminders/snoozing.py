"""“Not now”: until when a person wants to hear nothing about one thing, and then to hear of it again."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Preferences, User
from accounts.quiet import next_time_clocks_show
from reminders.models import Nudge, Snooze
from reminders.policy import out_of_quiet

TWO_HOURS = dt.timedelta(hours=2)
MORNING = dt.time(8)


def two_hours_on(preferences: Preferences, now: dt.datetime) -> dt.datetime:
    """In two hours, or when the quiet hours that this falls into end."""
    return out_of_quiet(now + TWO_HOURS, preferences)


def tomorrow_morning(preferences: Preferences, now: dt.datetime) -> dt.datetime:
    """The next end of the quiet hours; eight o'clock for those who keep none."""
    keeps_quiet = preferences.quiet_from != preferences.quiet_until
    wall = preferences.quiet_until if keeps_quiet else MORNING
    return next_time_clocks_show(wall, now.astimezone(dt.UTC), preferences.tzinfo)


LENGTHS = {"2h": two_hours_on, "morning": tomorrow_morning}


@transaction.atomic
def snooze(nudge: Nudge, length: str) -> dt.datetime:
    """Put off everything about a nudge's subject but what is urgent. Returns until when.

    `length` is "2h" or "morning"; raises KeyError for another.
    """
    owner, now = nudge.owner, timezone.now()
    until = LENGTHS[length](owner.preferences, now)
    subject = nudge.reminder.subject
    Snooze.objects.update_or_create(owner=owner, subject=subject, defaults={"until": until})
    about_it = Nudge.objects.owned_by(owner).filter(reminder__subject=subject)
    about_it.filter(channel=Nudge.Channel.IN_APP, seen_at=None).update(seen_at=now)
    about_it.filter(Q(channel=Nudge.Channel.EMAIL), status=Nudge.Status.WAITING).update(status=Nudge.Status.NOT_NEEDED)
    return until


def snoozed_until(owner: User, subject: str) -> dt.datetime | None:
    """Until when this is put off; None if it is not."""
    rows = Snooze.objects.filter(owner=owner, subject=subject, until__gt=timezone.now())
    return rows.values_list("until", flat=True).first()
