"""What the nudges about interviews say, and when. They keep silent where a decline speaks already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.local_time import ago, exact, span
from accounts.models import Preferences
from declines.models import Decline
from reminders.kinds import Kind, Words
from reminders.policy import Moment, after_invitation, before_interview
from tracker.models import Interview


def not_being_declined(interviews: QuerySet[Interview]) -> QuerySet[Interview]:
    return interviews.filter(~Exists(Decline.objects.open().filter(application=OuterRef("application"))))


class InterviewKind(Kind[Interview]):
    noun = "interview"
    link_label = gettext_lazy("Open the application")

    def detailed(self, things: QuerySet[Interview], now: dt.datetime) -> QuerySet[Interview]:
        return things.select_related("application__employer", "owner__preferences")

    def what(self, interview: Interview) -> str:
        return _("%(interview)s: %(position)s, %(employer)s.") % {
            "interview": interview.title,
            "position": interview.application.position,
            "employer": interview.application.employer.name,
        }


class InvitationNotAnswered(InterviewKind):
    """An invitation that waits for a yes or a kind no."""

    name = "invitation_not_answered"
    label = gettext_lazy("Invitations not answered")

    def open(self, now: dt.datetime) -> QuerySet[Interview]:
        ahead = Q(starts_at=None) | Q(starts_at__gt=now)
        return not_being_declined(Interview.objects.unanswered().filter(ahead))

    def moments(self, thing: Interview, preferences: Preferences, now: dt.datetime) -> Iterable[Moment]:
        return after_invitation(thing.invited_at, thing.respond_by, preferences)

    def words(self, thing: Interview, now: dt.datetime) -> Words:
        lines = [self.what(thing)]
        if thing.starts_at is not None:
            lines.append(_("When: %(time)s.") % {"time": span(thing.starts_at, thing.minutes)})
        lines.append(_("The invitation came %(ago)s.") % {"ago": ago(thing.invited_at)})
        if thing.respond_by is not None:
            lines.append(_("They want an answer by %(time)s.") % {"time": exact(thing.respond_by)})
        lines.append(_("Confirm it or decline it: either is kinder than silence."))
        title = _("%(employer)s waits for your answer") % {"employer": thing.application.employer.name}
        return Words(title, tuple(lines), thing.application.get_absolute_url())


class InterviewAhead(InterviewKind):
    """An interview that was confirmed: a day before, and three hours before, which ignores quiet hours."""

    name = "interview_ahead"
    label = gettext_lazy("Interview coming")

    def open(self, now: dt.datetime) -> QuerySet[Interview]:
        confirmed = Interview.objects.ahead().filter(status=Interview.Status.CONFIRMED, starts_at__gt=now)
        return not_being_declined(confirmed)

    def moments(self, thing: Interview, preferences: Preferences, now: dt.datetime) -> Iterable[Moment]:
        if thing.starts_at is not None:
            yield from before_interview(thing.starts_at, thing.changed_at)

    def words(self, thing: Interview, now: dt.datetime) -> Words:
        starts_at = thing.starts_at or now
        lines = [self.what(thing), _("When: %(time)s.") % {"time": span(starts_at, thing.minutes)}]
        if thing.place:
            lines.append(_("Where: %(place)s") % {"place": thing.place})
        if thing.with_whom:
            lines.append(_("With: %(names)s") % {"names": thing.with_whom})
        title = _("Interview at %(employer)s, %(time)s") % {
            "employer": thing.application.employer.name,
            "time": exact(starts_at),
        }
        return Words(title, tuple(lines), thing.application.get_absolute_url())
