"""The pipeline: a column for each of the person's stages, the first cards of each, and counts, in few
queries however many there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from accounts.models import User
from dashboard.addresses import addresses_of
from dashboard.attention import URGENT, Attention, attention, with_attention
from dashboard.keyset import beyond, in_order, page_of
from tracker.models import Application, Stage
from tracker.stages import stages_of

CARDS = 25
OPEN = Q(closed_at=None)


@dataclass(frozen=True)
class Card:
    """An application, what is next in it, and the addresses to look at it, to move it and to close it."""

    application: Any
    next: Attention
    url: str
    move_url: str
    close_url: str


@dataclass(frozen=True)
class BoardColumn:
    """A stage, how many open applications stand in it, and its first cards."""

    stage: Stage
    count: int
    cards: list[Card]

    @property
    def hidden(self) -> int:
        return self.count - len(self.cards)

    @property
    def last_pk(self) -> int | None:
        return self.cards[-1].application.pk if self.cards else None


@dataclass(frozen=True)
class Board:
    columns: list[BoardColumn]
    closed: int

    @property
    def open(self) -> int:
        return sum(column.count for column in self.columns)


def board_of(user: User, now: dt.datetime, words: str = "") -> Board:
    """The whole board, or what of it `words` finds: four queries, whatever is on it."""
    stages = stages_of(user)
    applications = _applications(user, words)
    counts = {
        row["stage"]: row
        for row in applications.order_by()
        .values("stage")
        .annotate(open=Count("pk", filter=OPEN), closed=Count("pk", filter=~OPEN))
    }
    cards: dict[int, list[Card]] = {stage.pk: [] for stage in stages}
    for card in _cards(_first_of_each_stage(applications, user, now), now):
        cards[card.application.stage_id].append(card)
    return Board(
        [
            BoardColumn(stage, counts[stage.pk]["open"] if stage.pk in counts else 0, cards[stage.pk])
            for stage in stages
        ],
        closed=sum(row["closed"] for row in counts.values()),
    )


def more_of(stage: Stage, user: User, now: dt.datetime, words: str, after_pk: int) -> BoardColumn:
    """The next cards of a column after the application `after_pk`; none if that is gone. `count` counts on
    from there."""
    rows = with_attention(_applications(user, words), user.preferences, now).select_related("employer", "stage")
    last = with_attention(Application.objects.owned_by(user), user.preferences, now).filter(pk=after_pk).first()
    if last is None:
        return BoardColumn(stage, 0, [])
    rows = rows.filter(OPEN, stage=stage)
    shown = page_of(rows, URGENT, CARDS, after=last).rows
    left = rows.filter(beyond(URGENT, last)).count()
    return BoardColumn(stage, left, list(_cards(shown, now)))


def _cards(applications: Iterable[Any], now: dt.datetime) -> Iterator[Card]:
    look = addresses_of("dashboard:application")
    move = addresses_of("tracker:application_move")
    close = addresses_of("tracker:application_close")
    for each in applications:
        yield Card(each, attention(each, now), look(each.pk), move(each.pk), close(each.pk))


def _applications(user: User, words: str) -> QuerySet[Application]:
    applications = Application.objects.owned_by(user)
    if not words:
        return applications
    return applications.filter(pk__in=applications.search(words).order_by().values("pk"))


def _first_of_each_stage(applications: QuerySet[Application], user: User, now: dt.datetime) -> QuerySet[Any]:
    rows = with_attention(applications.filter(OPEN), user.preferences, now)
    rank = Window(RowNumber(), partition_by="stage", order_by=in_order(URGENT))
    first: QuerySet[Any] = rows.annotate(rank=rank).filter(rank__lte=CARDS)
    return first.select_related("employer", "stage").order_by("stage", "rank")
