"""The ruler of hours at the top of a decline: decided, now, send by, interview, on one line."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from declines.models import Decline

LEFT, RIGHT = 6, 434  # of an SVG 440 wide


@dataclass(frozen=True)
class Ruler:
    """Positions along the line, in SVG units; `starts_x` is None without an interview date ahead."""

    now_x: float
    send_by_x: float
    starts_x: float | None
    send_by_label_x: float


def ruler_of(decline: Decline, now: dt.datetime) -> Ruler:
    """The decision is the left end; the right end is the interview, or a while after the deadline."""
    starts_at = decline.interview.starts_at if decline.interview else None
    end = starts_at if starts_at and starts_at > decline.send_by else decline.send_by + dt.timedelta(hours=12)
    whole = end - decline.decided_at

    def at(moment: dt.datetime) -> float:
        share = (moment - decline.decided_at) / whole
        return round(LEFT + min(max(share, 0), 1) * (RIGHT - LEFT), 1)

    send_by_x = at(decline.send_by)
    return Ruler(
        now_x=at(now),
        send_by_x=send_by_x,
        starts_x=RIGHT if starts_at and end == starts_at else None,
        # Kept clear of the labels at both ends.
        send_by_label_x=min(max(send_by_x, 165), 275) if starts_at else max(send_by_x, 165),
    )
