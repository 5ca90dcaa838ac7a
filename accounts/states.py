"""States that are claimed, not set: one conditional UPDATE decides which of two hands was first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models


class WrongStatus(Exception):
    """The row was not in a status from which this move is allowed. `current` is what it is in now
    (None: it is gone)."""

    def __init__(self, current: str | None) -> None:
        super().__init__(current)
        self.current = current


def move(
    row: models.Model,
    target: str,
    transitions: Mapping[str, Iterable[str]],
    *,
    where: Mapping[str, Any] | None = None,
    **changes: Any,
) -> None:
    """Move `row.status` to `target` if the database still holds a source that `transitions` allows.

    `where` narrows the claim further (a lease's token); `changes` are written with it. The object in memory
    changes only after the database has. Raises WrongStatus.
    """
    sources = [source for source, targets in transitions.items() if target in targets]
    rows = type(row)._default_manager.filter(pk=row.pk, status__in=sources, **(where or {}))
    if rows.update(status=target, **changes) != 1:
        raise WrongStatus(type(row)._default_manager.filter(pk=row.pk).values_list("status", flat=True).first())
    for name, value in {"status": target, **changes}.items():
        setattr(row, name, value)
