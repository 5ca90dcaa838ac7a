"""How an interview goes from the invitation to what became of it: the only writer of its status."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.states import move
from tracker.models import Interview
from tracker.progress import touch

S = Interview.Status
TRANSITIONS: dict[str, tuple[str, ...]] = {
    S.INVITED: (S.CONFIRMED, S.DECLINED, S.CANCELLED, S.COMPLETED, S.MISSED),
    S.CONFIRMED: (S.COMPLETED, S.DECLINED, S.CANCELLED, S.MISSED, S.INVITED),
    S.DECLINED: (S.INVITED, S.CONFIRMED),
    S.CANCELLED: (S.INVITED,),
    S.COMPLETED: (S.CONFIRMED, S.MISSED),
    S.MISSED: (S.CONFIRMED, S.COMPLETED),
}


@transaction.atomic
def record(interview: Interview) -> Interview:
    """Keep an invitation."""
    interview.save()
    touch(interview.application, interview.invited_at)
    return interview


@transaction.atomic
def mark(interview: Interview, status: Interview.Status | str) -> None:
    """Confirm, hold, cancel, miss, decline or take up again. Raises accounts.states.WrongStatus."""
    now = timezone.now()
    move(interview, str(status), TRANSITIONS, changed_at=now)
    touch(interview.application, now)
