"""What an application waits for: the clock that runs on it, and the next step in words.

The rules are spelled once, as expressions the database can filter, sort and count by; Today, the board and
the list all read them from here.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.humanize.templatetags.humanize import apnumber
from django.db.models import (
    Case,
    Count,
    DateTimeField,
    Exists,
    Expression,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import dateformat, timezone
from django.utils.translation import gettext, ngettext

from accounts.local_time import ago, brief
from accounts.models import Preferences, User
from correspondence.models import OutgoingMail
from dashboard.keyset import Column
from declines.models import Decline, Letter
from tracker.models import Application, Interview, Stage

# A week without a word is when one may ask without pressing.
QUIET = dt.timedelta(days=7)
# Deadlines, then interviews ahead, then follow-ups, then what was last spoken of.
LATEST = (Column("last_activity_at", descending=True), Column("pk", descending=True))
URGENT = (
    Column("due_at", nullable=True),
    Column("next_starts_at", nullable=True),
    Column("should_follow_up", descending=True),
    *LATEST,
)
QUIET_KINDS = (Stage.Kind.APPLIED, Stage.Kind.SCREENING, Stage.Kind.INTERVIEW)


def answer_by(preferences: Preferences) -> Expression:
    """When an invitation should be answered: when they said, else the person's second nudge after it came."""
    hours = dt.timedelta(hours=preferences.second_answer_hours)
    return Coalesce(F("respond_by"), ExpressionWrapper(F("invited_at") + hours, output_field=DateTimeField()))


def with_attention(applications: QuerySet[Application], preferences: Preferences, now: dt.datetime) -> QuerySet[Any]:
    """Add `send_by`, `answer_by`, `meets_at`, `next_starts_at`, `held_at` and `due_at` (datetimes or None),
    `letters_waiting` (a count), `should_follow_up` and `lacks_interview` (booleans) to each application."""
    own = {"application": OuterRef("pk")}
    declines = Decline.objects.open().filter(**own)
    letters = Letter.objects.waiting().filter(**own).exclude(mail__status__in=OutgoingMail.LIVE)
    to_send = letters.order_by().values("application").annotate(count=Count("pk"))
    unanswered = Interview.objects.filter(**own).unanswered()
    invitations: QuerySet[Any] = unanswered.annotate(by=answer_by(preferences)).order_by("by", "pk")
    ahead = Interview.objects.filter(**own).ahead().filter(starts_at__gte=now).order_by("starts_at")
    of_this_round = Interview.objects.filter(**own, round=OuterRef("stage__round"))
    return applications.annotate(
        send_by=Subquery(declines.values("send_by")[:1]),
        letters_waiting=Coalesce(Subquery(to_send.values("count")), 0),
        answer_by=Subquery(invitations.values("by")[:1]),
        meets_at=Subquery(invitations.values("starts_at")[:1]),
        next_starts_at=Subquery(ahead.values("starts_at")[:1]),
        held_at=last_held_at(),
        # A decline takes the place of the invitation it answers.
        due_at=Coalesce(F("send_by"), F("answer_by")),
        should_follow_up=_whether(follow_up_due(now)),
        lacks_interview=_whether(Q(stage__kind=Stage.Kind.INTERVIEW, closed_at=None) & ~Q(Exists(of_this_round))),
    )


def _whether(condition: Q) -> Case:
    """The condition as true or false; compared with a missing date it would be neither, and sort as such."""
    return Case(When(condition, then=Value(True)), default=Value(False))


def last_held_at() -> Subquery:
    """When the last interview of an application was."""
    held = Interview.objects.filter(application=OuterRef("pk"), status=Interview.Status.COMPLETED)
    return Subquery(held.exclude(starts_at=None).order_by("-starts_at").values("starts_at")[:1])


def follow_up_due(now: dt.datetime) -> Q:
    """Open applications to ask about: on the day chosen for it, or after a week without a word and nothing
    ahead."""
    live = {"application": OuterRef("pk")}
    nothing_ahead = ~Exists(Interview.objects.filter(**live).can_be_declined()) & ~Exists(
        Decline.objects.open().filter(**live)
    )
    gone_quiet = Q(follow_up_on=None, last_activity_at__lte=now - QUIET, stage__kind__in=QUIET_KINDS) & Q(nothing_ahead)
    return Q(closed_at=None) & (Q(follow_up_on__lte=timezone.localdate(now)) | gone_quiet)


def waits_for_me(now: dt.datetime) -> Q:
    """Applications in which the next word is the person's: letters to send, an invitation to answer, an
    outcome to settle, a follow-up."""
    own = {"application": OuterRef("pk")}
    return (
        Q(Exists(Decline.objects.open().filter(**own)))
        | Q(Exists(Interview.objects.filter(**own).unanswered()))
        | Q(Exists(OutgoingMail.objects.filter(**own).unconfirmed()))
        | follow_up_due(now)
    )


def count_waiting(user: User, now: dt.datetime) -> dict[str, int]:
    """How many applications are `open`, and how many are `waiting` for the person."""
    counts: dict[str, int] = Application.objects.owned_by(user).aggregate(
        open=Count("pk", filter=Q(closed_at=None)), waiting=Count("pk", filter=waits_for_me(now))
    )
    return counts


@dataclass(frozen=True)
class Attention:
    """The one line that a card or a row has for what is next."""

    words: str
    due_at: dt.datetime | None = None
    quiet_days: int | None = None
    lacks_interview: bool = False


def attention(application: Any, now: dt.datetime) -> Attention:
    """What is next in an application from `with_attention`."""
    if application.send_by:
        return Attention(_letters_to_send(application.letters_waiting), due_at=application.send_by)
    if not application.is_open:
        return Attention(application.get_outcome_display())
    if application.answer_by:
        return Attention(_answer(application.meets_at), due_at=application.answer_by)
    if application.next_starts_at:
        return Attention(gettext("Interview %(day)s") % {"day": brief(application.next_starts_at)})
    if application.should_follow_up:
        words = application.next_step or gettext("Follow up")
        return Attention(words, quiet_days=(now - application.last_activity_at).days)
    if application.next_step:
        return Attention(application.next_step)
    if application.lacks_interview:
        return Attention("", lacks_interview=True)
    if application.held_at:
        return Attention(gettext("Held %(day)s") % {"day": short_day(application.held_at)})
    return Attention("")


def _letters_to_send(count: int) -> str:
    if not count:
        return gettext("Declining")
    words = ngettext("Declining: {count} letter to send", "Declining: {count} letters to send", count)
    return words.format(count=apnumber(count))


def _answer(meets_at: dt.datetime | None) -> str:
    if meets_at is None:
        return gettext("Answer the invitation")
    return gettext("Answer for %(day)s") % {"day": brief(meets_at)}


def short_day(moment: dt.datetime) -> str:
    """“20 Nov”."""
    return dateformat.format(timezone.localtime(moment), "j M")


def last_word(at: dt.datetime, now: dt.datetime) -> str:
    """“3 hours ago” within a day, then “20 Nov”, with the year if it is not this one."""
    if now - at < dt.timedelta(hours=24):
        return ago(at)
    same_year = timezone.localtime(at).year == timezone.localtime(now).year
    return dateformat.format(timezone.localtime(at), "j M" if same_year else "j M Y")
