"""The kinds of nudges, registered by the apps that know what they are about.

A kind is declarative: one query of what is open, and for each such thing the moments to speak of it. Nothing
schedules a nudge on one event and cancels it on another, so none can be forgotten or come too late.
"""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from django.db.models import QuerySet

from accounts.models import Preferences
from accounts.owned import Owned
from reminders.models import Reminder
from reminders.policy import Moment

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

T = TypeVar("T", bound=Owned)
PAGE = 200


@dataclass(frozen=True)
class Words:
    """What a nudge says, in the person's language and time; `path` is the page of ours to go to."""

    title: str
    lines: tuple[str, ...]
    path: str


@dataclass(frozen=True)
class Action:
    """Something that can be settled from a mail, by a button on the page that it links to.

    `run` raises accounts.states.WrongStatus when it was settled in the meantime.
    """

    name: str
    label: str
    run: Callable[[], None]


class Kind(ABC, Generic[T]):
    """`name` is stored with each reminder; `noun` begins its subject (“decline:12”)."""

    name: ClassVar[str]
    noun: ClassVar[str]
    label: ClassVar[StrOrPromise]
    link_label: ClassVar[StrOrPromise]

    @abstractmethod
    def open(self, now: dt.datetime) -> QuerySet[T]:
        """Everything, of everybody, that should still be spoken of."""

    @abstractmethod
    def moments(self, thing: T, preferences: Preferences, now: dt.datetime) -> Iterable[Moment]:
        """When to speak of it, before quiet hours and snoozes."""

    @abstractmethod
    def words(self, thing: T, now: dt.datetime) -> Words:
        """What to say of a thing from `detailed`, in the active language and zone."""

    def detailed(self, things: QuerySet[T], now: dt.datetime) -> QuerySet[T]:
        """The same things with all that `words` and `actions` read, so that neither asks the database."""
        return things

    def actions(self, thing: T) -> Sequence[Action]:
        """What can be settled from a mail, if anything."""
        return ()

    def subject(self, thing: T) -> str:
        return f"{self.noun}:{thing.pk}"

    def pages(self, now: dt.datetime) -> Iterator[list[T]]:
        """The open things of active people with their owners' preferences, some hundred at a time."""
        things = self.open(now).filter(owner__is_active=True).select_related("owner__preferences").order_by("pk")
        page = list(things[:PAGE])
        while page:
            yield page
            page = list(things.filter(pk__gt=page[-1].pk)[:PAGE]) if len(page) == PAGE else []

    def still_open(self, subjects: Collection[str], now: dt.datetime) -> dict[str, T]:
        """Those of the subjects that are still needed, with their details: one query however many."""
        pks = [int(subject.partition(":")[2]) for subject in subjects]
        things = self.detailed(self.open(now), now).filter(owner__is_active=True, pk__in=pks)
        return {self.subject(thing): thing for thing in things}

    def still_needed(self, reminder: Reminder, now: dt.datetime) -> bool:
        return bool(self.still_open([reminder.subject], now))


_registry: dict[str, Kind[Any]] = {}


def register(kind: Kind[Any]) -> None:
    """Add a kind, once, as its app gets ready. Raises ValueError for a name that another kind has taken."""
    taken = _registry.setdefault(kind.name, kind)
    if type(taken) is not type(kind):
        raise ValueError(f"two kinds of nudges are called {kind.name}")


def registered() -> list[Kind[Any]]:
    return list(_registry.values())


def kind_named(name: str) -> Kind[Any] | None:
    """The kind of a stored reminder; None if no app knows it any more."""
    return _registry.get(name)
