"""The doorbells: each carries a primary key at the most and says "look now"."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from correspondence import dispatch


@shared_task(ignore_result=True)
def deliver(pk: int) -> None:
    """Hand over one letter, then ring for the next that waited for the same mailbox."""
    if dispatch.deliver(pk):
        waiting = dispatch.next_after(pk)
        if waiting is not None:
            deliver.delay(waiting)


@shared_task(ignore_result=True)
def sweep() -> None:
    """Find what the bell missed and what a dead worker left."""
    now = timezone.now()
    dispatch.note_beat("letters")
    dispatch.rescue(now)
    for pk in dispatch.due_now(now):
        deliver.apply_async((pk,), expires=10)
