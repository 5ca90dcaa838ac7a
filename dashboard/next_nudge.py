"""When the next nudge comes, and about what, if what it is about is on the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dashboard.figures import Figures


@dataclass(frozen=True)
class NextNudge:
    at: dt.datetime
    employer: str


def next_nudge(
    figures: Figures, declines: Iterable[Any], interviews: Iterable[Any], mails: Iterable[Any]
) -> NextNudge | None:
    """None if no nudge is waiting; `employer` is "" if its subject is none of the rows given."""
    if figures.next_nudge_at is None:
        return None
    subjects = {
        f"{name}:{row.pk}": row.application.employer.name
        for name, rows in (("decline", declines), ("interview", interviews), ("mail", mails))
        for row in rows
    }
    return NextNudge(figures.next_nudge_at, subjects.get(figures.next_nudge_subject, ""))
