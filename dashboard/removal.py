"""Deleting an application with everything that belongs to it. Nothing brings it back."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from accounts.states import WrongStatus
from correspondence import outbox
from correspondence.models import Message, OutgoingMail
from declines.models import Decline, Letter
from reminders.models import Reminder
from tracker.models import Application, Interview

IN_HAND = (OutgoingMail.Status.CLAIMED, OutgoingMail.Status.TRANSMITTING)


@transaction.atomic
def remove(application: Application) -> None:
    """Delete an application, its history, its letters and its nudges; the employer and the people stay.

    Letters waiting to leave are undone first. Raises WrongStatus, changing nothing, while one is being
    handed over: it could arrive after all.
    """
    mails = OutgoingMail.objects.filter(application=application)
    if mails.filter(status__in=IN_HAND).exists():
        raise WrongStatus(OutgoingMail.Status.TRANSMITTING)
    for mail in mails.filter(status=OutgoingMail.Status.QUEUED):
        outbox.undo(mail)
    _forget_nudges(application)
    # From the leaves to the root: a letter holds its mail, a message its mail, a mail its recipient.
    Letter.objects.filter(application=application).delete()
    Decline.objects.filter(application=application).delete()
    Message.objects.filter(application=application).delete()
    mails.delete()
    application.delete()


def _forget_nudges(application: Application) -> None:
    things: dict[str, QuerySet[Any]] = {
        "decline": Decline.objects.filter(application=application),
        "interview": Interview.objects.filter(application=application),
        "mail": OutgoingMail.objects.filter(application=application),
    }
    subjects = [f"{noun}:{pk}" for noun, rows in things.items() for pk in rows.values_list("pk", flat=True)]
    Reminder.objects.owned_by(application.owner).filter(subject__in=subjects).delete()
