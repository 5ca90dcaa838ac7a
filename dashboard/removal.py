"""Deleting an application with everything that belongs to it. Nothing brings it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from accounts.states import WrongStatus
from correspondence import outbox
from correspondence.models import Message, OutgoingMail
from declines.models import Decline, Letter
from reminders.models import Reminder, Snooze
from tracker.models import Application, Interview

IN_HAND = (OutgoingMail.Status.CLAIMED, OutgoingMail.Status.TRANSMITTING)


@transaction.atomic
def remove(*applications: Application) -> None:
    """Delete applications of one person, their history, their letters and their nudges; employers and people
    stay.

    Letters waiting to leave are undone first. Raises WrongStatus, changing nothing, while one is being
    handed over: it could arrive after all.
    """
    mails = OutgoingMail.objects.filter(application__in=applications)
    if mails.filter(status__in=IN_HAND).exists():
        raise WrongStatus(OutgoingMail.Status.TRANSMITTING)
    for mail in mails.filter(status=OutgoingMail.Status.QUEUED):
        outbox.undo(mail)
    _forget_nudges(applications)
    # From the leaves to the root: a letter holds its mail, a message its mail, a mail its recipient.
    Letter.objects.filter(application__in=applications).delete()
    Decline.objects.filter(application__in=applications).delete()
    Message.objects.filter(application__in=applications).delete()
    mails.delete()
    Application.objects.filter(pk__in=[application.pk for application in applications]).delete()


def _forget_nudges(applications: Sequence[Application]) -> None:
    things: dict[str, QuerySet[Any]] = {
        "decline": Decline.objects.filter(application__in=applications),
        "interview": Interview.objects.filter(application__in=applications),
        "mail": OutgoingMail.objects.filter(application__in=applications),
    }
    subjects = [f"{noun}:{pk}" for noun, rows in things.items() for pk in rows.values_list("pk", flat=True)]
    Reminder.objects.filter(subject__in=subjects).delete()
    Snooze.objects.filter(subject__in=subjects).delete()
