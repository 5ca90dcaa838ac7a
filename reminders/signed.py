"""Signed addresses for mails, one per nudge, without a log-in: a page, whose buttons alone do anything."""

from __future__ import annotations

import datetime as dt

from django.core import signing

from reminders.models import Nudge

SALT = "reminders.answer"
MAX_AGE = dt.timedelta(days=30)


def sign(nudge: Nudge) -> str:
    return signing.dumps(nudge.pk, salt=SALT)


def nudge_of(signed: str) -> Nudge | None:
    """The nudge meant; None for what we did not sign, or more than thirty days ago, or what is gone."""
    try:
        pk = signing.loads(signed, salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature:
        return None
    return Nudge.objects.select_related("reminder", "owner__preferences").filter(pk=pk).first()
