"""The query vocabulary of declines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from accounts.owned import OwnedQuerySet

if TYPE_CHECKING:
    from declines.models import Decline, Letter


class DeclineQuerySet(OwnedQuerySet["Decline"]):
    def open(self) -> Self:
        return self.filter(status="open")

    def all_accounted(self) -> Self:
        """Open ones in which no letter is waiting any more."""
        return self.open().exclude(letters__accounted="")


class LetterQuerySet(OwnedQuerySet["Letter"]):
    def waiting(self) -> Self:
        """Neither sent, nor recorded, nor marked as not needed."""
        return self.filter(accounted="", decline__status="open")
