"""“Send me a test nudge”: one to every place that is switched on, and what became of each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.local_time import exact
from accounts.models import User
from reminders.letterhead import mail_of
from reminders.models import Nudge, Reminder
from reminders.postman import NotAccepted, Postman, ServerAway

KIND = "test"
MOST_AN_HOUR = 10
PAUSE = dt.timedelta(seconds=10)


@dataclass(frozen=True)
class Try:
    """What became of the test at one place; `state` is "ok", "off" or "failed"."""

    state: str
    words: str


class TooMany(Exception):
    """One test in ten seconds and ten an hour are enough for anybody; says which, in words for the person."""


def try_every_place(user: User) -> list[Try]:
    """Nudge at once, here and by e-mail, with the mail server's own answer if it refuses. Raises TooMany."""
    here, mail = _nudges(user)
    tries = [Try("ok", _("Here: shown at %(time)s") % {"time": exact(here.due_at)})]
    tries.append(Try("off", _("E-mail: switched off above")) if mail is None else _carry(mail))
    return tries


@transaction.atomic
def _nudges(user: User) -> tuple[Nudge, Nudge | None]:
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)  # two presses at once are counted one after the other
    now = timezone.now()
    _refuse_too_many(user, now)
    reminder = Reminder.objects.create(
        owner=user,
        kind=KIND,
        subject=f"person:{user.pk}",
        sequence=f"{now:%Y%m%dT%H%M%S%f}",
        due_at=now,
        status=Reminder.Status.SENT,
        settled_at=now,
    )

    def nudge(channel: Nudge.Channel, status: Nudge.Status) -> Nudge:
        return Nudge.objects.create(
            owner=user,
            reminder=reminder,
            channel=channel,
            status=status,
            title=_("This is a test nudge"),
            body=_("It has reached you, so the real ones will too."),
            path=reverse("accounts:nudges"),
            due_at=now,
            sent_at=now,
        )

    here = nudge(Nudge.Channel.IN_APP, Nudge.Status.SENT)
    by_email = user.preferences.nudge_by_email
    # Failed until the server says otherwise: nobody waits for a test that came to nothing.
    return here, nudge(Nudge.Channel.EMAIL, Nudge.Status.FAILED) if by_email else None


def _refuse_too_many(user: User, now: dt.datetime) -> None:
    tests = Reminder.objects.owned_by(user).filter(kind=KIND, subject=f"person:{user.pk}")
    if tests.filter(created_at__gt=now - PAUSE).exists():
        raise TooMany(_("A test nudge has just gone out. Please wait ten seconds."))
    if tests.filter(created_at__gt=now - dt.timedelta(hours=1)).count() >= MOST_AN_HOUR:
        raise TooMany(_("That is ten tests in an hour. Please wait a while."))


def _carry(nudge: Nudge) -> Try:
    try:
        with Postman() as postman:
            postman.carry(mail_of(nudge))
    except (ServerAway, NotAccepted) as error:
        Nudge.objects.filter(pk=nudge.pk).update(error=str(error)[:500], sent_at=None)
        return Try("failed", _("E-mail: not accepted. The mail server said: %(words)s") % {"words": error})
    now = timezone.now()
    Nudge.objects.filter(pk=nudge.pk).update(status=Nudge.Status.SENT, sent_at=now)
    return Try("ok", _("E-mail: accepted by the mail server at %(time)s") % {"time": exact(now)})
