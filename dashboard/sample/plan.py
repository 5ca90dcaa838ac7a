"""What a sample search is told in: plain values, with times relative to now, so that it reads as a story."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass

SATURDAY = 5


@dataclass(frozen=True)
class Day:
    """`days` from today at a time of day. It stands on a working day (earlier ones on the Friday before,
    later ones on the Monday after), unless the very day is meant."""

    days: int
    at: str
    is_exact: bool = False

    def on(self, now: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
        """The moment (aware) as clocks in `zone` show it."""
        day = now.astimezone(zone).date() + dt.timedelta(days=self.days)
        beyond = day.weekday() - SATURDAY + 1
        if beyond > 0 and not self.is_exact:
            day += dt.timedelta(days=3 - beyond if self.days > 0 else -beyond)
        return dt.datetime.combine(day, dt.time.fromisoformat(self.at), tzinfo=zone)


@dataclass(frozen=True)
class Hours:
    """So many hours from now; negative ones are past."""

    hours: float

    def on(self, now: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
        return now + dt.timedelta(hours=self.hours)


When = Day | Hours


@dataclass(frozen=True)
class Column:
    """A stage by what it means, since its name is the person's own."""

    kind: str
    round: int | None = None


SAVED = Column("saved")
APPLIED = Column("applied")
SCREENING = Column("screening")
FIRST = Column("interview", 1)
SECOND = Column("interview", 2)
FINAL = Column("interview", 0)
OFFER = Column("offer")


@dataclass(frozen=True)
class Person:
    """Somebody one writes to: an employer's own, or a recruiter if `agency` is set."""

    name: str
    role: str
    email: str = ""
    honorific: str = ""
    title: str = ""
    salutation: str = ""
    agency: str = ""
    phone: str = ""
    source: str = ""
    source_note: str = ""
    notes: str = ""


@dataclass(frozen=True)
class Meeting:
    """An interview. `changed`: when its status became what it is; a held one changed as it ended."""

    round: int
    status: str
    invited: When
    starts: When | None = None
    kind: str = "video"
    minutes: int = 60
    zone: str = "Asia/Jakarta"
    place: str = ""
    with_whom: str = ""
    notes: str = ""
    respond_by: When | None = None
    changed: When | None = None
    invited_by: str = "employer"
    subject: str = ""
    message_id: str = ""

    @property
    def tzinfo(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.zone)


@dataclass(frozen=True)
class Said:
    """A message. `{day}` in its body is the day of the story's last meeting, in `language`."""

    direction: str
    at: When
    body: str
    who: Person | None = None
    channel: str = "email"
    subject: str = ""
    language: str = "en"
    message_id: str = ""


@dataclass(frozen=True)
class Reader:
    """One letter of a refusal. `how` and `at` account for it; without them it waits."""

    to: Person | None
    language: str = "en"
    tone: str = "formal"
    how: str = ""
    at: When | None = None
    note: str = ""


@dataclass(frozen=True)
class Refusal:
    """A decline of the story's last meeting, or of the application if `is_withdrawal`. It is completed once
    both readers are accounted for."""

    decided: When
    employer: Reader
    recruiter: Reader
    is_withdrawal: bool = False
    was_confirmed: bool = False
    reconsidered: When | None = None
    put_off: tuple[str, ...] = ()
    put_off_by: str = ""
    talked_with: str = ""
    they_said: str = ""
    private_reasons: str = ""
    reason: str = ""
    answer: str = ""
    roles_welcome: str = ""
    may_revisit: bool = False

    @property
    def readers(self) -> tuple[Reader, Reader]:
        return self.employer, self.recruiter

    @property
    def is_accounted(self) -> bool:
        return all(reader.how for reader in self.readers)


@dataclass(frozen=True)
class Story:
    """One application, from where it was found to where it stands."""

    position: str
    employer: str
    journey: tuple[tuple[Column, When], ...]
    source: str = ""
    place: str = ""
    pay: str = ""
    people: tuple[Person, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    said: tuple[Said, ...] = ()
    notes: tuple[tuple[When, str], ...] = ()
    next_step: str = ""
    follow_up: Day | None = None
    closed: tuple[str, When] | None = None
    refusal: Refusal | None = None

    def past(self) -> Iterator[When]:
        """Everything that has happened, in no order."""
        yield from (at for _, at in self.journey)
        yield from (meeting.invited for meeting in self.meetings)
        yield from (said.at for said in self.said)
        yield from (at for at, _ in self.notes)
        if self.closed:
            yield self.closed[1]
        if self.refusal:
            yield self.refusal.decided
            yield from (reader.at for reader in self.refusal.readers if reader.at)
