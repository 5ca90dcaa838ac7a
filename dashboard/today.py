"""What needs the person now, most urgent first: the trays of Today, gathered with a handful of queries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet, When

from accounts.models import Mailbox, User
from correspondence.models import OutgoingMail
from dashboard.attention import answer_by, follow_up_due, last_held_at
from dashboard.figures import Figures, figures_of
from dashboard.letters_due import LettersDue, letters_due
from dashboard.next_nudge import NextNudge, next_nudge
from dashboard.week import Appointment, week_of
from declines.models import Decline, Letter
from reminders.models import Nudge
from tracker.models import Application, Interview

# Nobody answers more than this in one sitting; the list has the rest.
MOST_ROWS = 10
MOST_FOLLOW_UPS = 5
MOST_INTERVIEWS = 60


@dataclass(frozen=True)
class Today:
    """One person's day. Each tray is bounded and may be empty."""

    now: dt.datetime
    letters: list[LettersDue]
    invitations: list[Any]
    unknown: list[Any]
    failed: list[Any]
    mailbox: Mailbox | None
    next_interview: Interview | None
    follow_ups: list[Any]
    week: list[Appointment]
    figures: Figures
    next_nudge: NextNudge | None
    unseen_nudges: list[Nudge]

    @property
    def is_new(self) -> bool:
        """Whether there is nothing at all yet."""
        return not self.figures.applications

    @property
    def letter_count(self) -> int:
        return sum(row.count for row in self.letters)


def today_of(user: User, now: dt.datetime) -> Today:
    """Gather a person's day as of `now` (aware)."""
    declines = _open_declines(user)
    interviews = _live_interviews(user, now)
    mails = _stuck_mails(user)
    figures = figures_of(user)
    letters = [row for row in map(letters_due, declines) if row]
    invited = [interview for interview in interviews if interview.status == Interview.Status.INVITED]
    ahead = [
        interview
        for interview in interviews
        if interview.status == Interview.Status.CONFIRMED and interview.starts_at and interview.starts_at > now
    ]
    return Today(
        now=now,
        letters=letters[:MOST_ROWS],
        invitations=[interview for interview in invited if not interview.is_declining][:MOST_ROWS],
        unknown=[mail for mail in mails if mail.status == OutgoingMail.Status.UNCONFIRMED],
        failed=[mail for mail in mails if mail.status == OutgoingMail.Status.FAILED],
        mailbox=_paused_mailbox(user) if figures.is_mailbox_paused else None,
        next_interview=next((interview for interview in ahead if not interview.is_declining), None),
        follow_ups=_follow_ups(user, now),
        week=week_of([row.decline for row in letters], interviews, now),
        figures=figures,
        next_nudge=next_nudge(figures, declines, interviews, mails),
        unseen_nudges=list(Nudge.objects.owned_by(user).unseen().select_related("reminder")[:MOST_ROWS]),
    )


def _open_declines(user: User) -> list[Decline]:
    letters = Letter.objects.select_related("recipient__contact", "mail").defer("mail__mime", "mail__body")
    declines = Decline.objects.owned_by(user).open().order_by("send_by", "pk")
    declines = declines.select_related("application__employer", "interview")
    return list(declines.prefetch_related(Prefetch("letters", letters))[: 2 * MOST_ROWS])


def _live_interviews(user: User, now: dt.datetime) -> list[Any]:
    """Invitations to answer and confirmed interviews ahead, the next to act on first. Each has `answer_by`
    and `is_declining`."""
    declining = Decline.objects.open().filter(interview=OuterRef("pk"))
    interviews = Interview.objects.owned_by(user).filter(application__closed_at=None)
    interviews = interviews.filter(
        Q(status=Interview.Status.INVITED) | Q(status=Interview.Status.CONFIRMED, starts_at__gte=now)
    )
    interviews = interviews.annotate(answer_by=answer_by(user.preferences), is_declining=Exists(declining))
    moment = Case(When(status=Interview.Status.INVITED, then=F("answer_by")), default=F("starts_at"))
    interviews = interviews.select_related("application__employer")
    return list(interviews.order_by(moment, "pk")[:MOST_INTERVIEWS])


def _stuck_mails(user: User) -> list[Any]:
    """Letters of unknown outcome, and failed ones that nothing has replaced. Each has `decline_pk`."""
    waiting = Q(letters__accounted="", letters__decline__status=Decline.Status.OPEN)
    mails = OutgoingMail.objects.owned_by(user).filter(
        Q(status=OutgoingMail.Status.UNCONFIRMED) | (Q(status=OutgoingMail.Status.FAILED) & waiting)
    )
    mails = mails.select_related("application__employer").defer("mime", "body")
    return list(mails.annotate(decline_pk=Max("letters__decline")).order_by("-queued_at", "-pk")[:MOST_ROWS])


def _paused_mailbox(user: User) -> Mailbox | None:
    return Mailbox.objects.owned_by(user).exclude(paused_at=None).first()


def _follow_ups(user: User, now: dt.datetime) -> list[Any]:
    """The longest quiet first, with `quiet_days` and `held_at`, when the last interview was."""
    due = Application.objects.owned_by(user).filter(follow_up_due(now)).select_related("employer", "stage")
    with_held: QuerySet[Any] = due.annotate(held_at=last_held_at())
    found = list(with_held.order_by("last_activity_at", "pk")[:MOST_FOLLOW_UPS])
    for application in found:
        application.quiet_days = (now - application.last_activity_at).days
    return found
