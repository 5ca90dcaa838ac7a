"""Pages that begin after a row, not at a number: the tenth costs what the first does, and none skips a row
because another one moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OrderBy, Q, QuerySet


@dataclass(frozen=True)
class Column:
    """Something to sort by: the name of a field or an annotation; rows without a value come last."""

    name: str
    descending: bool = False
    nullable: bool = False


@dataclass(frozen=True)
class Page:
    """`rows`, and the pk to ask for the pages around them by (None: there is no such page)."""

    rows: list[Any]
    before: int | None
    after: int | None


Order = Sequence[Column]


def page_of(rows: QuerySet[Any], order: Order, size: int, *, after: Any = None, before: Any = None) -> Page:
    """At most `size` rows after, or before, the row given; the first ones without either.

    `after` and `before` are rows with the columns of `order` as attributes. The order's last column must be
    unique.
    """
    if before is not None:
        earlier = rows.filter(beyond(order, before, backwards=True))
        found = list(earlier.order_by(*in_order(order, backwards=True))[: size + 1])
        shown = found[:size][::-1]
        return Page(shown, shown[0].pk if len(found) > size else None, shown[-1].pk if shown else None)
    if after is not None:
        rows = rows.filter(beyond(order, after))
    found = list(rows.order_by(*in_order(order))[: size + 1])
    shown = found[:size]
    return Page(
        shown,
        before=shown[0].pk if shown and after is not None else None,
        after=shown[-1].pk if len(found) > size else None,
    )


def in_order(order: Order, *, backwards: bool = False) -> list[OrderBy]:
    """The order as expressions for order_by() or a window; rows without a value at its end."""
    nulls: dict[str, Any] = {"nulls_first": True} if backwards else {"nulls_last": True}
    return [
        F(column.name).asc(**nulls) if column.descending == backwards else F(column.name).desc(**nulls)
        for column in order
    ]


def beyond(order: Order, row: Any, *, backwards: bool = False) -> Q:
    """The rows after (or before) `row`: the first column that differs decides."""
    found, same = Q(pk__in=[]), Q()
    for column in order:
        value = getattr(row, column.name)
        found |= same & _further(column, value, backwards)
        same &= Q(**{f"{column.name}__isnull": True}) if value is None else Q(**{column.name: value})
    return found


def _further(column: Column, value: Any, backwards: bool) -> Q:
    no_value = Q(**{f"{column.name}__isnull": True})
    if value is None:
        return ~no_value if backwards else Q(pk__in=[])
    further = Q(**{f"{column.name}__{'lt' if column.descending != backwards else 'gt'}": value})
    return further | no_value if column.nullable and not backwards else further
