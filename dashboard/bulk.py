"""One act on several applications at once; what cannot be done to one of them is left out and counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from accounts.states import WrongStatus
from declines.models import Decline
from tracker import progress
from tracker.models import Application, Outcome, Stage


@dataclass
class Done:
    """What was changed, as (pk, stage pk it stood in), and how many were left as they are."""

    changed: list[tuple[int, int]] = field(default_factory=list)
    left: int = 0


@transaction.atomic
def move(applications: Iterable[Application], stage: Stage) -> Done:
    """Put them into one column; closed ones stay where they are."""
    done = Done()
    for application in applications:
        was = application.stage_id
        try:
            if progress.move_stage(application, stage):
                done.changed.append((application.pk, was))
        except WrongStatus:
            done.left += 1
    return done


@transaction.atomic
def close(applications: Iterable[Application], outcome: Outcome | str) -> Done:
    """End them with one outcome; those closed before, and those with a decline under way, are left."""
    done = Done()
    declining = set(
        Decline.objects.open().filter(application__in=list(applications)).values_list("application_id", flat=True)
    )
    for application in applications:
        try:
            if application.pk in declining:
                raise WrongStatus("declining")
            progress.close(application, outcome)
            done.changed.append((application.pk, application.stage_id))
        except WrongStatus:
            done.left += 1
    return done


@transaction.atomic
def undo(applications: Iterable[Application], stages: dict[int, Stage]) -> int:
    """Take back a move or a closing: reopen what is closed, put each into the stage that `stages` has for its
    pk. Returns how many changed."""
    count = 0
    for application in applications:
        try:
            if not application.is_open:
                progress.reopen(application)
                count += 1
            elif application.pk in stages and progress.move_stage(application, stages[application.pk]):
                count += 1
        except WrongStatus:
            continue
    return count
