"""How an interview goes from the invitation to what became of it: the only writer of its status."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.states import WrongStatus, move
from tracker.models import Interview, StageChange
from tracker.progress import move_stage, touch
from tracker.stages import stage_for_round

S = Interview.Status
TRANSITIONS: dict[str, tuple[str, ...]] = {
    S.INVITED: (S.CONFIRMED, S.DECLINED, S.CANCELLED, S.COMPLETED, S.MISSED),
    S.CONFIRMED: (S.COMPLETED, S.DECLINED, S.CANCELLED, S.MISSED, S.INVITED),
    S.DECLINED: (S.INVITED, S.CONFIRMED),
    S.CANCELLED: (S.INVITED, S.CONFIRMED),
    S.COMPLETED: (S.INVITED, S.CONFIRMED, S.MISSED),
    S.MISSED: (S.INVITED, S.CONFIRMED, S.COMPLETED),
}


@transaction.atomic
def record(interview: Interview) -> Interview:
    """Keep an invitation."""
    interview.save()
    touch(interview.application, interview.invited_at)
    return interview


@transaction.atomic
def amend(interview: Interview, fields: Iterable[str]) -> Interview:
    """Write what is newly known of an interview. Its status is left alone, whoever moves it meanwhile."""
    interview.save(update_fields=list(fields))
    touch(interview.application)
    return interview


def carry(interview: Interview) -> StageChange | None:
    """Move the application to the column of the interview's round, if it is open and stands earlier."""
    application = interview.application
    stage = stage_for_round(application.owner, interview.round)
    if stage is None or stage.position <= application.stage.position:
        return None
    try:
        return move_stage(application, stage)
    except WrongStatus:
        return None


@transaction.atomic
def mark(interview: Interview, status: Interview.Status | str) -> None:
    """Confirm, hold, cancel, miss, decline or take up again. Raises accounts.states.WrongStatus."""
    now = timezone.now()
    move(interview, str(status), TRANSITIONS, changed_at=now)
    touch(interview.application, now)
