"""The query vocabulary of the search: each filter is spelled here, once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Q

from accounts.owned import OwnedQuerySet

if TYPE_CHECKING:
    from tracker.models import Application, Contact, Employer, Interview, Stage


class EmployerQuerySet(OwnedQuerySet["Employer"]):
    def named(self, name: str) -> Self:
        """The same employer whatever its capitals or the spaces around it."""
        return self.filter(name__iexact=" ".join(name.split()))


class ContactQuerySet(OwnedQuerySet["Contact"]):
    def search(self, words: str) -> Self:
        return self.filter(
            Q(name__icontains=words)
            | Q(email__icontains=words)
            | Q(agency__icontains=words)
            | Q(employer__name__icontains=words)
        )


class StageQuerySet(OwnedQuerySet["Stage"]):
    pass


class ApplicationQuerySet(OwnedQuerySet["Application"]):
    def open(self) -> Self:
        return self.filter(closed_at=None)

    def closed(self) -> Self:
        return self.exclude(closed_at=None)

    def search(self, words: str) -> Self:
        return self.filter(
            Q(position__icontains=words)
            | Q(employer__name__icontains=words)
            | Q(people__contact__name__icontains=words)
        ).distinct()


class InterviewQuerySet(OwnedQuerySet["Interview"]):
    def unanswered(self) -> Self:
        """Invitations that wait for a word."""
        return self.filter(status="invited", application__closed_at=None)

    def can_be_declined(self) -> Self:
        return self.filter(status__in=["invited", "confirmed"])

    def ahead(self) -> Self:
        """Interviews a person means to attend or has yet to answer."""
        return self.filter(status__in=["invited", "confirmed"], application__closed_at=None).exclude(starts_at=None)
