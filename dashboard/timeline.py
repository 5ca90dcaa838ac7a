"""One application's story, newest first: stages, interviews, notes, messages, letters and declines in one
query, whatever there is of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    CharField,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Left
from django.utils.dateparse import parse_datetime

from correspondence.models import Message, OutgoingMail
from dashboard.entries import Entry
from declines.models import Decline, Letter
from tracker.models import Application, Interview, Note, StageChange

PAGE = 50
EXCERPT = 600  # characters of a message or a letter; its own page has the rest

EVERYTHING = frozenset({"stage", "note", "message", "invited", "interview", "mail", "decided", "ended", "letter"})
LETTERS = frozenset({"message", "mail", "decided", "ended", "letter"})
NOTES = frozenset({"note"})


@dataclass(frozen=True)
class Timeline:
    """At most PAGE entries, and where the older ones begin ("" if there are none)."""

    entries: list[Entry]
    older: str


def timeline(application: Application, kinds: frozenset[str] = EVERYTHING, before: str = "") -> Timeline:
    """The entries of those kinds, from the newest or from the cursor `before` of an earlier page on. A cursor
    that cannot be read is none."""
    start = _read(before)
    branches = [_from(start, kind, rows) for kind, rows in _branches(application) if kind in kinds]
    rows = branches[0].union(*branches[1:], all=True).order_by("-e_at", "e_kind", "-e_pk")
    found = [Entry(*row) for row in rows[: PAGE + 1]]
    return Timeline(found[:PAGE], found[PAGE - 1].cursor if len(found) > PAGE else "")


Cursor = tuple[dt.datetime, str, int]


def _read(cursor: str) -> Cursor | None:
    try:
        at, kind, pk = cursor.split("~")
        moment = parse_datetime(at)
        return (moment, kind, int(pk)) if moment and moment.tzinfo else None
    except ValueError:
        return None


def _from(cursor: Cursor | None, kind: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows of one kind that come after `cursor` when sorted by time (newest first), kind and pk."""
    if cursor is None:
        return rows
    at, last_kind, last_pk = cursor
    if kind > last_kind:
        return rows.filter(e_at__lte=at)
    if kind < last_kind:
        return rows.filter(e_at__lt=at)
    return rows.filter(Q(e_at__lt=at) | Q(e_at=at, pk__lt=last_pk))


def _branches(application: Application) -> Iterator[tuple[str, QuerySet[Any]]]:
    """Each kind of entry, all in the same columns (those of Entry)."""
    own = {"owner": application.owner_id, "application": application.pk}
    round_ = F("interview__round")
    yield (
        "stage",
        _columns(
            StageChange.objects.filter(**own),
            "stage",
            at=F("at"),
            state=F("what"),
            who=F("from_stage__name"),
            title=F("to_stage__name"),
            text=F("outcome"),
            more=F("to_stage__kind"),
            number=F("to_stage__round"),
        ),
    )
    yield "note", _columns(Note.objects.filter(**own), "note", at=F("created_at"), text=F("body"))
    yield (
        "message",
        _columns(
            # A letter recorded by hand has its own entry, which says how.
            Message.objects.filter(**own).exclude(mail=None, purpose__startswith="letter:"),
            "message",
            at=F("occurred_at"),
            state=F("direction"),
            who=Coalesce(F("contact__name"), Value(application.employer.name)),
            title=F("subject"),
            text=Left("body", EXCERPT),
            more=F("channel"),
            where=F("mail__rcpt"),
        ),
    )
    interviews = Interview.objects.filter(**own)
    about = {"who": F("with_whom"), "more": F("kind"), "where": F("zone"), "number": F("round")}
    yield (
        "invited",
        _columns(interviews, "invited", at=F("invited_at"), text=F("invitation_subject"), **about),
    )
    held_at = When(status=Interview.Status.COMPLETED, then=Coalesce(F("starts_at"), F("changed_at")))
    yield (
        "interview",
        _columns(
            interviews.exclude(status=Interview.Status.INVITED),
            "interview",
            at=Case(held_at, default=F("changed_at")),
            state=F("status"),
            **about,
        ),
    )
    yield (
        "mail",
        _columns(
            # One that was sent is in the history as a message; one that was undone has never been.
            OutgoingMail.objects.filter(**own).exclude(
                status__in=[OutgoingMail.Status.SENT, OutgoingMail.Status.CANCELLED]
            ),
            "mail",
            at=F("queued_at"),
            state=F("status"),
            who=F("to_name"),
            title=F("subject"),
            more=F("reply"),
            where=F("rcpt"),
            link=Subquery(Letter.objects.filter(mail=OuterRef("pk")).values("decline")[:1]),
        ),
    )
    declines = Decline.objects.filter(**own)
    yield "decided", _columns(declines, "decided", at=F("decided_at"), number=round_, link=F("pk"))
    yield (
        "ended",
        _columns(
            declines.exclude(ended_at=None),
            "ended",
            at=F("ended_at"),
            state=F("status"),
            number=round_,
            link=F("pk"),
        ),
    )
    yield (
        "letter",
        _columns(
            Letter.objects.filter(**own).exclude(accounted__in=["", Letter.Accounted.MAILBOX]),
            "letter",
            at=F("accounted_at"),
            state=F("accounted"),
            who=F("recipient__contact__name"),
            title=F("audience"),
            more=F("account_note"),
            link=F("decline"),
        ),
    )


# PostgreSQL gives a bare NULL the type text, which no union with numbers would take.
NO_NUMBER = Cast(Value(None), IntegerField())
TEXTS = ("state", "who", "title", "text", "more", "where")


def _columns(
    rows: QuerySet[Any], kind: str, *, at: Any, number: Any = NO_NUMBER, link: Any = NO_NUMBER, **texts: Any
) -> QuerySet[Any]:
    """`rows` in the columns of Entry, those not given empty."""
    columns = {"e_kind": Value(kind, CharField()), "e_pk": F("pk"), "e_at": at}
    for name in TEXTS:
        given = texts.get(name, Value(""))
        columns[f"e_{name}"] = Coalesce(given, Value(""), output_field=TextField())
    columns |= {"e_number": number, "e_link": link}
    found: QuerySet[Any] = rows.order_by().annotate(**columns).values_list(*columns)
    return found
