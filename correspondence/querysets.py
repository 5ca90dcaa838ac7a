"""The query vocabulary of the history and of the outbox."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db.models import Q

from accounts.owned import OwnedQuerySet

if TYPE_CHECKING:
    from correspondence.models import Message, OutgoingMail


class MessageQuerySet(OwnedQuerySet["Message"]):
    def search(self, words: str) -> Self:
        return self.filter(
            Q(subject__icontains=words)
            | Q(body__icontains=words)
            | Q(contact__name__icontains=words)
            | Q(application__employer__name__icontains=words)
            | Q(application__position__icontains=words)
        )


class OutgoingMailQuerySet(OwnedQuerySet["OutgoingMail"]):
    def live(self) -> Self:
        return self.filter(status__in=["queued", "claimed", "transmitting", "unconfirmed"])

    def due(self, now: dt.datetime) -> Self:
        """What may leave: its time has come and nothing has paused its mailbox."""
        return self.filter(status="queued", due_at__lte=now).exclude(mailbox__paused_at__isnull=False)

    def abandoned(self, now: dt.datetime) -> Self:
        """In hand, but the hand has not been heard of for the length of a lease."""
        return self.filter(status__in=["claimed", "transmitting"], lease_until__lt=now)

    def unconfirmed(self) -> Self:
        return self.filter(status="unconfirmed")
