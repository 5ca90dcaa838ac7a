"""The decline's own sweep."""

from __future__ import annotations

from celery import shared_task

from declines import guide


@shared_task(ignore_result=True)
def sweep() -> None:
    """Make up for what a process that died could not tell."""
    guide.complete_what_is_accounted()
