"""How an application moves: the only writer of its stage, its closing and the history of both."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.states import WrongStatus
from tracker.models import Application, Employer, Outcome, Stage, StageChange


def employer_named(user: User, name: str) -> Employer:
    """The person's employer of that name, whatever its capitals; made if it is new."""
    name = " ".join(name.split())
    return Employer.objects.get_or_create(owner=user, name__iexact=name, defaults={"name": name})[0]


@transaction.atomic
def start(application: Application) -> Application:
    """Save a new application and open its history."""
    application.save()
    StageChange.objects.create(
        owner=application.owner,
        application=application,
        to_stage=application.stage,
        at=application.created_at,
    )
    return application


@transaction.atomic
def move_stage(application: Application, stage: Stage, at: dt.datetime | None = None) -> StageChange | None:
    """Put an application into another of its owner's columns; None if it stands there already.

    Any stage to any stage: people correct mistakes. Raises WrongStatus once it is closed.
    """
    if application.stage_id == stage.pk:
        return None
    at = at or timezone.now()
    moved = Application.objects.filter(pk=application.pk, closed_at=None).update(stage=stage, last_activity_at=at)
    if not moved:
        raise WrongStatus("closed")
    change = StageChange.objects.create(
        owner=application.owner, application=application, from_stage=application.stage, to_stage=stage, at=at
    )
    application.stage = stage
    application.last_activity_at = at
    return change


@transaction.atomic
def close(application: Application, outcome: Outcome | str, at: dt.datetime | None = None) -> StageChange:
    """End an application; its stage stays where it was. Raises WrongStatus if it is closed already."""
    at = at or timezone.now()
    closed = Application.objects.filter(pk=application.pk, closed_at=None).update(
        closed_at=at, outcome=outcome, last_activity_at=at
    )
    if not closed:
        raise WrongStatus("closed")
    application.closed_at, application.outcome, application.last_activity_at = at, str(outcome), at
    return StageChange.objects.create(
        owner=application.owner,
        application=application,
        what=StageChange.What.CLOSED,
        from_stage=application.stage,
        outcome=outcome,
        at=at,
    )


@transaction.atomic
def reopen(application: Application, at: dt.datetime | None = None) -> StageChange:
    """Take an application up again where it stood. Raises WrongStatus if it is open."""
    at = at or timezone.now()
    opened = (
        Application.objects.filter(pk=application.pk)
        .exclude(closed_at=None)
        .update(closed_at=None, outcome="", last_activity_at=at)
    )
    if not opened:
        raise WrongStatus("open")
    application.closed_at, application.outcome, application.last_activity_at = None, "", at
    return StageChange.objects.create(
        owner=application.owner,
        application=application,
        what=StageChange.What.REOPENED,
        to_stage=application.stage,
        at=at,
    )


def touch(application: Application, at: dt.datetime | None = None) -> None:
    """Note that something was said or done, so that follow-ups count from it."""
    at = at or timezone.now()
    Application.objects.filter(pk=application.pk, last_activity_at__lt=at).update(last_activity_at=at)
