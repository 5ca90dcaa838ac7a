"""What was said, newest first; what is not settled yet; and which messages answer each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Left
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from accounts.models import User
from correspondence.models import Message, OutgoingMail
from correspondence.querysets import MessageQuerySet
from tracker.models import Employer

PAGE = 50
EXCERPT = 400  # characters of what was said; the message's own page has the rest
MOST_UNSETTLED = 50
MOST_IN_A_THREAD = 200
MOST_EMPLOYERS = 200  # offered as a filter; any other can be searched for by name
# A letter that failed longer ago has been dealt with by another way, or never will be.
FAILURES_SHOWN = dt.timedelta(days=30)


@dataclass(frozen=True)
class Page:
    """At most PAGE messages, each with an `excerpt` in place of its body, and where the older ones begin ("":
    there are none)."""

    messages: list[Any]
    older: str


def page_of(user: User, wanted: Mapping[str, Any], before: str = "") -> Page:
    """The history as narrowed by `wanted` (q, direction, channel, employer: a pk), from the newest or from the
    cursor of an earlier page on. A cursor that cannot be read is none."""
    rows = narrowed(Message.objects.owned_by(user), wanted)
    start = _read(before)
    if start is not None:
        at, pk = start
        rows = rows.filter(occurred_at__lte=at).exclude(occurred_at=at, pk__gte=pk)
    rows = rows.select_related("contact", "application__employer").defer("body", "references")
    shown = rows.annotate(excerpt=Left("body", EXCERPT)).order_by("-occurred_at", "-pk")
    found = list(shown[: PAGE + 1])
    older = f"{found[PAGE - 1].occurred_at.isoformat()}~{found[PAGE - 1].pk}" if len(found) > PAGE else ""
    return Page(found[:PAGE], older)


def narrowed(rows: MessageQuerySet, wanted: Mapping[str, Any]) -> MessageQuerySet:
    if wanted.get("q"):
        rows = rows.search(wanted["q"])
    if wanted.get("direction"):
        rows = rows.filter(direction=wanted["direction"])
    if wanted.get("channel"):
        rows = rows.filter(channel=wanted["channel"])
    if wanted.get("employer"):
        rows = rows.filter(application__employer=wanted["employer"])
    return rows


def _read(cursor: str) -> tuple[dt.datetime, int] | None:
    try:
        at, pk = cursor.split("~")
        moment = parse_datetime(at)
        return (moment, int(pk[:18])) if moment and moment.tzinfo else None
    except ValueError:
        return None


def employers_of(user: User) -> QuerySet[Employer, tuple[int, str]]:
    """Those with whom something was said, by name."""
    has_messages = Exists(Message.objects.filter(application__employer=OuterRef("pk")))
    own = Employer.objects.owned_by(user).filter(has_messages).order_by("name")
    return own.values_list("pk", "name")[:MOST_EMPLOYERS]


def unsettled(user: User) -> list[OutgoingMail]:
    """Letters of which the last word is not said, those that need a person first: unknown, failed, waiting.

    A failed one is left out once the same letter was sent again or recorded otherwise, or its application is
    closed.
    """
    same = {"owner": OuterRef("owner"), "purpose": OuterRef("purpose")}
    sent_again = OutgoingMail.objects.filter(**same, pk__gt=OuterRef("pk")).exclude(status="cancelled")
    recent = timezone.now() - FAILURES_SHOWN
    failed = Q(status="failed", application__closed_at=None, settled_at__gte=recent)
    failed &= ~Exists(sent_again) & ~Exists(Message.objects.filter(**same))
    rows = OutgoingMail.objects.owned_by(user).filter(Q(status__in=OutgoingMail.LIVE) | failed)
    urgency = Case(When(status="unconfirmed", then=Value(0)), When(status="failed", then=Value(1)), default=Value(2))
    rows = rows.select_related("application__employer", "mailbox").defer("mime", "body", "references")
    return list(rows.order_by(urgency, "due_at", "pk")[:MOST_UNSETTLED])


def thread_of(message: Message) -> list[Message]:
    """The messages of the same application that answer each other by Message-ID, In-Reply-To and References,
    this one among them, oldest first. Never by subject: two letters of one subject are two letters."""
    known = _ids(message)
    if not known:
        return [message]
    rows = Message.objects.owned_by(message.owner).filter(application=message.application_id)
    rows = rows.exclude(message_id="", in_reply_to="").exclude(pk=message.pk)
    rows = rows.select_related("contact", "application__employer").defer("body")
    strangers, thread = list(rows.order_by("-occurred_at", "-pk")[:MOST_IN_A_THREAD]), [message]
    while joining := [other for other in strangers if known & _ids(other)]:
        thread += joining
        strangers = [other for other in strangers if other not in joining]
        known = known.union(*map(_ids, joining))
    return sorted(thread, key=lambda one: (one.occurred_at, one.pk))


def _ids(message: Message) -> set[str]:
    return {message.message_id, message.in_reply_to, *message.references.split()} - {""}


def as_answer_to(answered: Message, answer: Message) -> None:
    """Put `answer` into the thread of the message that it answers."""
    answer.in_reply_to = answered.message_id
    answer.references = " ".join(dict.fromkeys([*answered.references.split(), answered.message_id])).strip()
