"""The query vocabulary of the history and of the outbox."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db.models import Exists, OuterRef, Q

from accounts.models import Mailbox
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
        """What may leave: its time has come and nothing has paused its mailbox.

        Without a join, so that a claim's UPDATE names the status in its own WHERE: PostgreSQL then looks at
        it again when it has waited for another claim of the same row.
        """
        paused = Mailbox.objects.filter(pk=OuterRef("mailbox")).exclude(paused_at=None)
        return self.filter(~Exists(paused), status="queued", due_at__lte=now)

    def abandoned(self, now: dt.datetime) -> Self:
        """In hand, but the hand has not been heard of for the length of a lease."""
        return self.filter(status__in=["claimed", "transmitting"], lease_until__lt=now)

    def unconfirmed(self) -> Self:
        return self.filter(status="unconfirmed")
