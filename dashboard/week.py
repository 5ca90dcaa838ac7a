"""The next seven days by day: interviews, letters to go by then, invitations to answer by then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from declines.models import Decline
from tracker.models import Interview

DAYS = 7
MOST = 12


@dataclass(frozen=True)
class Appointment:
    """One line of the week. `kind` is answer, send, confirmed, unanswered or declining."""

    at: dt.datetime
    kind: str
    employer: str
    interview: Interview | None = None

    @property
    def day(self) -> dt.date:
        return timezone.localdate(self.at)


def week_of(declines: Iterable[Decline], interviews: Iterable[Any], now: dt.datetime) -> list[Appointment]:
    """The first dozen of what is on from now until a week from now, in order."""
    until = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + dt.timedelta(days=DAYS)
    lines = [*_deadlines(declines), *_meetings(interviews)]
    return sorted((line for line in lines if now <= line.at < until), key=lambda line: line.at)[:MOST]


def _deadlines(declines: Iterable[Decline]) -> Iterator[Appointment]:
    for decline in declines:
        yield Appointment(decline.send_by, "send", decline.application.employer.name)


def _meetings(interviews: Iterable[Any]) -> Iterator[Appointment]:
    for interview in interviews:
        employer = interview.application.employer.name
        is_invited = interview.status == Interview.Status.INVITED
        if is_invited and not interview.is_declining:
            yield Appointment(interview.answer_by, "answer", employer, interview)
        if interview.starts_at:
            kind = "declining" if interview.is_declining else "unanswered" if is_invited else "confirmed"
            yield Appointment(interview.starts_at, kind, employer, interview)
