"""E-mail nudges on their way: at least once, each claimed, asked “still needed?” and then carried."""

from __future__ import annotations

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from reminders.kinds import kind_named
from reminders.letterhead import mail_of
from reminders.models import Nudge, Turn
from reminders.postman import NotAccepted, Postman, ServerAway

logger = logging.getLogger(__name__)

S = Nudge.Status
BATCH = 25
LEASE = dt.timedelta(minutes=5)
TURN = dt.timedelta(seconds=30)
BACKOFF = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
GIVE_UP = dt.timedelta(hours=48)


def deliver_nudges(now: dt.datetime) -> int:
    """Carry the e-mail nudges that are due, one worker at a time. Returns how many were accepted."""
    if not _take_turn():
        return 0
    try:
        return _deliver(now)
    finally:
        Turn.objects.filter(name="deliver").update(until=timezone.now())


def _deliver(now: dt.datetime) -> int:
    accepted = 0
    Nudge.objects.abandoned(now).update(status=S.WAITING, lease_until=None)
    with Postman() as postman:
        while batch := _claim(now):
            try:
                accepted += _carry(batch, postman, now)
            except ServerAway as away:
                logger.warning("nudges wait: the mail server is away (%s)", type(away.__cause__).__name__)
                break
            _keep_turn()
    return accepted


@transaction.atomic
def _claim(now: dt.datetime) -> list[Nudge]:
    due = Nudge.objects.due(now).select_for_update(skip_locked=True, of=("self",)).order_by("due_at", "pk")
    pks = [nudge.pk for nudge in due.only("pk")[:BATCH]]
    Nudge.objects.due(now).filter(pk__in=pks).update(
        status=S.CLAIMED, lease_until=timezone.now() + LEASE, tries=F("tries") + 1
    )
    claimed = Nudge.objects.filter(pk__in=pks, status=S.CLAIMED).select_related("reminder", "owner__preferences")
    return list(claimed.order_by("due_at", "pk"))


def _carry(batch: list[Nudge], postman: Postman, now: dt.datetime) -> int:
    needed = _still_needed(batch, now)
    idle = [nudge for nudge in batch if nudge.pk not in needed]
    _settle(idle, status=S.NOT_NEEDED)
    accepted = 0
    carried = [nudge for nudge in batch if nudge.pk in needed]
    for position, nudge in enumerate(carried):
        try:
            postman.carry(mail_of(nudge))
        except ServerAway as away:
            # Nobody's message is at fault: the rest of the batch waits for a minute and burns no try.
            _put_back(nudge, str(away), now)
            _settle(
                carried[position + 1 :],
                status=S.WAITING,
                due_at=now + BACKOFF[0],
                tries=F("tries") - 1,
            )
            raise
        except NotAccepted as refused:
            _put_back(nudge, str(refused), now, is_final=refused.is_final)
        except Exception as error:  # one odd row must not silence everybody
            logger.exception("nudge %s could not be made into a mail", nudge.pk)
            _put_back(nudge, type(error).__name__, now)
        else:
            _settle([nudge], status=S.SENT, sent_at=timezone.now(), error="")
            accepted += 1
    return accepted


def _still_needed(batch: Iterable[Nudge], now: dt.datetime) -> set[int]:
    """Which of the claimed are about something still open: one query per kind, asked in the claim."""
    by_kind: dict[str, list[Nudge]] = defaultdict(list)
    for nudge in batch:
        by_kind[nudge.reminder.kind].append(nudge)
    needed: set[int] = set()
    for name, nudges in by_kind.items():
        kind = kind_named(name)
        if kind is not None:
            things = kind.still_open({nudge.reminder.subject for nudge in nudges}, now)
            needed |= {nudge.pk for nudge in nudges if nudge.reminder.subject in things}
    return needed


def _put_back(nudge: Nudge, error: str, now: dt.datetime, *, is_final: bool = False) -> None:
    """Try again after a while that grows, counted from when this sweep began: never twice in one sweep."""
    raised_at = nudge.reminder.settled_at or nudge.reminder.due_at
    next_try = now + BACKOFF[min(nudge.tries, len(BACKOFF)) - 1]
    if is_final or next_try > raised_at + GIVE_UP:
        _settle([nudge], status=S.FAILED, error=error[:500])
    else:
        _settle([nudge], status=S.WAITING, due_at=next_try, error=error[:500])


def _settle(nudges: list[Nudge], **changes: object) -> None:
    """Write what became of claimed nudges, unless the lease was lost to another in the meantime."""
    if nudges:
        ours = Nudge.objects.filter(
            pk__in=[nudge.pk for nudge in nudges], status=S.CLAIMED, lease_until=nudges[0].lease_until
        )
        ours.update(lease_until=None, **changes)


def _take_turn() -> bool:
    now = timezone.now()
    Turn.objects.bulk_create([Turn(name="deliver", until=now)], ignore_conflicts=True)
    return Turn.objects.filter(name="deliver", until__lte=now).update(until=now + TURN) == 1


def _keep_turn() -> None:
    Turn.objects.filter(name="deliver").update(until=timezone.now() + TURN)
