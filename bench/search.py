"""A long search, laid by the hundred: of every ten applications three are open, most of those only applied for, and
each has five messages. The flows that people use would take minutes for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.utils import timezone

from accounts.models import User
from correspondence.models import Message
from declines import guide
from declines.models import Decline, Letter
from reminders.reconcile import reconcile
from tests import make
from tracker.models import Application, ApplicationContact, Contact, Employer, Interview, Note, Stage, StageChange
from tracker.stages import stages_of

BATCH = 500
DAYS = 700  # the first application lies so far back
MESSAGES = 5
ROLES = ("Marketing Associate", "Content Strategist", "Brand Lead", "Campaign Analyst", "Editor", "Media Planner")
WORDS = (
    "Thank you for your time on the phone. I have attached the papers that you asked for, and can start in May. " * 4
)
ENDS = ("rejected", "no_response", "no_response", "withdrawn", "declined", "position_closed", "rejected")
OPEN_DECLINES = 4
REACHED = (10, 60, 78, 88, 95, 98, 100)  # of a hundred applications, so many are in this stage or one before it


def long_search(email: str, size: int) -> User:
    """Somebody with `size` applications and all that belongs to them. The one with the most to show is the first."""
    owner = make.signed(User.objects.create_user(email=email))
    now = timezone.now()
    applications = _applications(owner, size, now)
    people = _people(owner, applications)
    _lay(Interview, (each for application in applications for each in _interviews(application, now)))
    _lay(StageChange, (each for application in applications for each in _moves(application)))
    _lay(Note, (_note(application, number) for application in applications for number in range(_count(application, 1))))
    _lay(
        Message,
        (
            _message(application, people.get(application.pk), number)
            for application in applications
            for number in range(_count(application, MESSAGES))
        ),
    )
    _decline(owner, applications)
    reconcile(now)
    return owner


def _lay(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    model._default_manager.bulk_create(list(rows), batch_size=BATCH)


def _serial(row: Any) -> int:
    return int(row.serial)


def _count(application: Any, usual: int) -> int:
    """How many of a thing an application has: the first has been talked of much."""
    return usual if _serial(application) else 3 * usual


def _applications(owner: User, size: int, now: dt.datetime) -> list[Any]:
    """The newest first; each has its `serial`."""
    stages = stages_of(owner)
    _lay(Employer, (Employer(owner=owner, name=f"Employer {number}") for number in range(max(1, size * 4 // 5))))
    employers = list(Employer.objects.owned_by(owner))
    rows = []
    for serial in range(size):
        row: Any = Application(owner=owner, employer=employers[serial % len(employers)])
        row.serial = serial
        row.last_activity_at = now - dt.timedelta(days=DAYS) * serial / size - dt.timedelta(hours=1)
        row.created_at = row.last_activity_at - dt.timedelta(days=20)
        row.applied_on = row.created_at.date()
        row.position = f"{ROLES[serial % len(ROLES)]} {serial}"
        row.place = "Jakarta"
        row.source = Application.Source.values[serial % len(Application.Source.values)]
        row.stage = _stage(stages, serial)
        if not _is_open(serial):
            row.closed_at, row.outcome = row.last_activity_at, ENDS[serial % len(ENDS)]
        rows.append(row)
    _lay(Application, rows)
    return rows


def _is_open(serial: int) -> bool:
    return serial % 10 in (0, 3, 6)


def _stage(stages: Sequence[Stage], serial: int) -> Stage:
    """The pipeline narrows, column by column, to two offers in a hundred; the first is at its second interview."""
    place = serial // 10 * 37 % 100 if serial else 90
    return next(stage for stage, below in zip(stages, REACHED, strict=True) if place < below)


def _people(owner: User, applications: Sequence[Any]) -> dict[int, Contact]:
    """A hiring manager for every second application, a recruiter too for every sixth."""
    pairs: list[tuple[Any, Contact]] = []
    for application in applications:
        serial = _serial(application)
        roles = [Contact.Role.HIRING_MANAGER] if serial % 2 == 0 else []
        if serial % 6 == 0:
            roles.append(Contact.Role.RECRUITER)
        for role in roles:
            contact = Contact(
                owner=owner,
                role=role,
                honorific="ms",
                name=f"Eleanor Smith {serial}",
                email=f"{role}.{serial}@employer.example",
                employer=application.employer,
            )
            pairs.append((application, contact))
    _lay(Contact, (contact for _, contact in pairs))
    _lay(ApplicationContact, (ApplicationContact(owner=owner, application=a, contact=c) for a, c in pairs))
    return {application.pk: contact for application, contact in pairs}


def _interviews(application: Any, now: dt.datetime) -> list[Interview]:
    """Those held on the way to the stage, and on open ones an invitation or a meeting ahead."""
    serial, stage = _serial(application), application.stage

    def interview(round_: int, status: str, starts_at: dt.datetime) -> Interview:
        return Interview(
            owner=application.owner,
            application=application,
            round=round_,
            status=status,
            invited_at=min(now, starts_at) - dt.timedelta(days=4) if starts_at < now else now - dt.timedelta(hours=5),
            starts_at=starts_at,
            zone="Asia/Jakarta",
            with_whom="Eleanor Smith",
        )

    if not stage.is_interview:
        return []
    held = [
        interview(number, Interview.Status.COMPLETED, application.last_activity_at - dt.timedelta(days=3 * number))
        for number in range(1, 3 if stage.round != 1 else 2)
    ]
    if application.closed_at is None:
        status = Interview.Status.INVITED if serial % 20 == 0 else Interview.Status.CONFIRMED
        held.append(interview(stage.round, status, now + dt.timedelta(days=2 + serial % 9)))
    return held


def _moves(application: Any) -> list[StageChange]:
    def change(what: str, at: dt.datetime, **fields: Any) -> StageChange:
        return StageChange(owner=application.owner, application=application, what=what, at=at, **fields)

    moves = [change(StageChange.What.MOVED, application.created_at, to_stage=application.stage)]
    if application.closed_at:
        moves.append(change(StageChange.What.CLOSED, application.closed_at, outcome=application.outcome))
    return moves


def _note(application: Any, number: int) -> Note:
    at = application.created_at + dt.timedelta(hours=number)
    return Note(owner=application.owner, application=application, body=WORDS[:120], created_at=at)


def _message(application: Any, contact: Contact | None, number: int) -> Message:
    return Message(
        owner=application.owner,
        application=application,
        contact=contact,
        direction=Message.Direction.IN if number % 2 else Message.Direction.OUT,
        subject=f"Your application as {application.position}",
        body=WORDS,
        occurred_at=application.last_activity_at - dt.timedelta(days=number),
        message_id=f"<{application.pk}.{number}@employer.example>",
    )


def _decline(owner: User, applications: Sequence[Any]) -> None:
    """A few declines under way, with both letters drafted; and one that is done for every fiftieth application."""
    invitations = Interview.objects.owned_by(owner).unanswered().select_related("application__employer", "owner")
    for interview in invitations.order_by("pk")[1 : 1 + OPEN_DECLINES]:
        guide.decline_interview(interview)
    declined = [each for each in applications if each.outcome == "declined" and each.serial % 5 == 4]
    rows = [_done(owner, application) for application in declined]
    _lay(Decline, rows)
    _lay(Letter, (_letter(decline, audience) for decline in rows for audience in Letter.Audience.values))


def _done(owner: User, application: Any) -> Decline:
    at = application.closed_at
    began = at - dt.timedelta(hours=7)
    status = Decline.Status.COMPLETED
    return Decline(
        owner=owner, application=application, status=status, decided_at=began, send_by=began + guide.A_DAY, ended_at=at
    )


def _letter(decline: Decline, audience: str) -> Letter:
    return Letter(
        owner=decline.owner,
        decline=decline,
        application=decline.application,
        audience=audience,
        subject="Thank you",
        body=WORDS,
        accounted=Letter.Accounted.ELSEWHERE,
        accounted_at=decline.ended_at,
    )
