"""Quiet hours: when a nudge that falls due at night may ring."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left


def is_quiet(wall: dt.time, quiet_from: dt.time, quiet_until: dt.time) -> bool:
    """Whether clocks that show `wall` show a quiet hour. The window may run over midnight; its end is loud
    again. Equal times mean no quiet hours."""
    if quiet_from <= quiet_until:
        return quiet_from <= wall < quiet_until
    return wall >= quiet_from or wall < quiet_until


def defer_out_of_quiet(due: dt.datetime, zone: dt.tzinfo, quiet_from: dt.time, quiet_until: dt.time) -> dt.datetime:
    """`due` (aware), or the end of the quiet hours that it falls into; in UTC.

    Where clocks skip the end of the quiet hours, it is the first minute that they do show; where they show it
    twice, the first time that is not yet past.
    """
    due = due.astimezone(dt.UTC)
    while is_quiet(due.astimezone(zone).time(), quiet_from, quiet_until):
        due = next_time_clocks_show(quiet_until, due, zone)
    return due


def next_time_clocks_show(wanted: dt.time, after: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """The first instant after `after` at which clocks in `zone` show `wanted`, or would but for a jump."""
    wall = after.astimezone(zone).replace(tzinfo=None)
    day = wall.date() if wall.time() < wanted else wall.date() + dt.timedelta(days=1)
    end = dt.datetime.combine(day, wanted)
    first, second = (int(end.replace(tzinfo=zone, fold=fold).timestamp()) for fold in (0, 1))
    if first > second:  # clocks jump over it: somewhere between the two readings
        instants = range(second, first + 1)
        first = instants[bisect_left(instants, end, key=lambda instant: _wall(instant, zone))]
    moment = dt.datetime.fromtimestamp(first, dt.UTC)
    return moment if moment > after else dt.datetime.fromtimestamp(second, dt.UTC)


def _wall(instant: int, zone: dt.tzinfo) -> dt.datetime:
    return dt.datetime.fromtimestamp(instant, zone).replace(tzinfo=None)
