"""A search with something to be nudged about, and a clock to move past it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from zoneinfo import ZoneInfo

import time_machine
from django.core import mail
from django.utils import timezone

from accounts.models import User
from declines import guide
from declines.models import Decline
from reminders.models import Nudge, Reminder
from reminders.sweep import sweep
from tracker.models import Application, ApplicationContact, Contact, Interview
from tracker.progress import employer_named, start
from tracker.stages import stages_of

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
NOW_AND_THEN = dt.timedelta(hours=5)


def prefer(user: User, **preferences: Any) -> None:
    """Change how a person is nudged."""
    for name, value in preferences.items():
        setattr(user.preferences, name, value)
    user.preferences.save()


def application_of(user: User, employer: str = "XYZ Corporation") -> Application:
    return start(
        Application(
            owner=user,
            employer=employer_named(user, employer),
            position="Marketing Associate",
            stage=stages_of(user)[4],
            created_at=timezone.now(),
        )
    )


def person(application: Application, name: str, role: str) -> ApplicationContact:
    contact = Contact.objects.create(
        owner=application.owner,
        name=name,
        role=role,
        employer=application.employer,
        email=f"{name.split()[-1].lower()}@example.com",
    )
    return ApplicationContact.objects.create(owner=application.owner, application=application, contact=contact)


def interview_of(application: Application, **fields: Any) -> Interview:
    fields = {"round": 2, "invited_at": timezone.now(), **fields}
    return Interview.objects.create(owner=application.owner, application=application, **fields)


def decline_of(user: User, employer: str = "XYZ Corporation", **interview: Any) -> Decline:
    """A second interview declined a moment ago: letters to Ms. Smith and to the recruiter, both unsent."""
    application = application_of(user, employer)
    person(application, "Ada Smith", Contact.Role.HIRING_MANAGER)
    person(application, "Rosa Vega", Contact.Role.RECRUITER)
    return guide.decline_interview(interview_of(application, **interview))


class Clock:
    """Moves time on and sweeps, as the beat does, whenever something falls due and now and then between."""

    def __init__(self, travel: time_machine.Traveller, zone: ZoneInfo) -> None:
        self.travel = travel
        self.zone = zone

    def pass_until(self, end: dt.datetime) -> list[dt.datetime]:
        """The local times at which an e-mail came before `end`."""
        came: list[dt.datetime] = []
        while (now := timezone.now()) < end:
            before = len(mail.outbox)
            sweep()
            came += [now.astimezone(self.zone)] * (len(mail.outbox) - before)
            self.travel.move_to(min(end.astimezone(dt.UTC), now + NOW_AND_THEN, *_due_after(now)))
        return came


def _due_after(now: dt.datetime) -> list[dt.datetime]:
    return [
        due_at
        for waiting in (Reminder.objects.waiting(), Nudge.objects.filter(status="waiting"))
        for due_at in waiting.filter(due_at__gt=now).order_by("due_at").values_list("due_at", flat=True)[:1]
    ]


@contextmanager
def clock_at(moment: dt.datetime) -> Iterator[Clock]:
    zone = moment.tzinfo
    assert isinstance(zone, ZoneInfo)
    with time_machine.travel(moment, tick=False) as travel:
        yield Clock(travel, zone)


def shown_to(user: User) -> list[Nudge]:
    return list(Nudge.objects.owned_by(user).filter(channel="in_app").order_by("pk"))


def html_of(message: mail.EmailMessage) -> str:
    """The HTML part of a mail that has one."""
    assert isinstance(message, mail.EmailMultiAlternatives)
    return str(message.alternatives[0][0])
