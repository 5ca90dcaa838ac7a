"""What the program promises of its speed, and how a figure is held against it.

These are the limits of the first version. They are meant to be raised, never lowered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench.grounds import Figures


@dataclass(frozen=True)
class Limit:
    """The worst that a figure may be."""

    value: float
    is_least: bool

    def holds(self, figure: float) -> bool:
        return figure >= self.value if self.is_least else figure <= self.value

    def __str__(self) -> str:
        return f"{'at least' if self.is_least else 'at most'} {self.value:g}"


def at_least(value: float) -> Limit:
    return Limit(value, is_least=True)


def at_most(value: float) -> Limit:
    return Limit(value, is_least=False)


LIMITS = {
    "list_to_bare": at_least(0.3),
    "board_to_bare": at_least(0.2),
    "today_to_bare": at_least(0.2),
    "application_to_bare": at_least(0.3),
    "growth": at_most(2.5),
    "queries_per_page": at_most(12),
    "list_html_kb": at_most(100),
    "first_load_gzip_kb": at_most(100),
    "letters_to_raw": at_least(0.05),
    "nudges_to_raw": at_least(0.05),
    "duplicates": at_most(0),
    "lost": at_most(0),
    "unsettled": at_most(0),
    "stack_pss_mb": at_most(500),
}


def worst_of(found: Sequence[Figures]) -> Figures:
    """For each figure that has a limit, the worst of what the databases gave."""
    worst: Figures = {}
    for name, limit in LIMITS.items():
        values = [figures[name] for figures in found if name in figures]
        if values:
            worst[name] = min(values) if limit.is_least else max(values)
    return worst
