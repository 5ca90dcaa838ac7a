"""What the worker does when the bell rings."""

from __future__ import annotations

from celery import shared_task

from reminders import sweep as sweeping


@shared_task
def sweep() -> None:
    sweeping.sweep()
