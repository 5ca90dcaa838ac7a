"""The picture of one day of nudges: what would ring, and when, for a decision made now.

Only geometry and words; templates/accounts/_day.html draws it. All lengths are whole units of the drawing.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts import local_time
from accounts.models import Preferences
from accounts.quiet import defer_out_of_quiet

WIDTH = 700
LEFT, LAST, RIGHT = 10, 640, 690  # where the line begins, the last nudge stands, and the line ends
LETTER = 7  # width of a letter at the drawing's size, rather too much than too little
ROW = 14  # height of a row of words
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Night:
    x: int
    width: int
    middle: int
    words: str  # empty where there is no room


@dataclass(frozen=True)
class Tick:
    x: int
    anchor: str  # of its words: start, middle or end
    row: int  # 0 is nearest to the line; others keep clear of their neighbours
    label: str
    time: str


@dataclass(frozen=True)
class DayPicture:
    decided: str
    ticks: list[Tick]
    nights: list[Night]
    sentence: str

    @property
    def line(self) -> int:
        """Height of the line in the drawing."""
        return 36 + ROW * max(tick.row for tick in self.ticks)

    @property
    def height(self) -> int:
        return 2 * self.line + 6

    @property
    def night_top(self) -> int:
        return self.line - 11

    @property
    def night_words(self) -> int:
        return self.line + 4

    @property
    def label_height(self) -> int:
        return self.line - 16

    @property
    def time_height(self) -> int:
        return self.line + 28

    def placed(self) -> list[tuple[Tick, int, int]]:
        """Each tick with the heights of its label above the line and of its time below it."""
        return [(tick, self.label_height - ROW * tick.row, self.time_height + ROW * tick.row) for tick in self.ticks]


@dataclass(frozen=True)
class _Ring:
    hours: int
    due: dt.datetime
    at: dt.datetime  # `due`, or the end of the quiet hours


def draw(preferences: Preferences, now: dt.datetime) -> DayPicture:
    """The nudges of a decline that is decided at `now` (aware), under these preferences (saved or not)."""
    zone = preferences.tzinfo
    rings = []
    for hours in (
        preferences.first_nudge_hours,
        preferences.second_nudge_hours,
        preferences.third_nudge_hours,
    ):
        due = now + dt.timedelta(hours=hours)
        rings.append(_Ring(hours, due, defer_out_of_quiet(due, zone, preferences.quiet_from, preferences.quiet_until)))
    whole = max(rings[-1].at - now, DAY)
    decided = local_time.day_and_hour(now, zone)
    return DayPicture(
        decided=decided,
        ticks=_ticks(rings, now, whole, zone, decided),
        nights=_nights(preferences, now, whole),
        sentence=_sentence(rings, zone, decided),
    )


def _x(moment: dt.datetime, now: dt.datetime, whole: dt.timedelta) -> int:
    return LEFT + round((LAST - LEFT) * ((moment - now) / whole))


def _ticks(rings: list[_Ring], now: dt.datetime, whole: dt.timedelta, zone: dt.tzinfo, decided: str) -> list[Tick]:
    at_once: dict[dt.datetime, list[_Ring]] = {}
    for ring in rings:
        at_once.setdefault(ring.at, []).append(ring)
    taken = [LEFT + LETTER * max(len(decided), len(_("Decide")))]  # per row, up to where words stand
    day = now.astimezone(zone).date()
    ticks = []
    for moment, together in at_once.items():
        x = _x(moment, now, whole)
        label = ", ".join(_("%(count)d h") % {"count": ring.hours} for ring in together)
        if any(ring.at != ring.due for ring in together):
            label = _("%(hours)s, held back") % {"hours": label}
        local_day = moment.astimezone(zone).date()
        time = local_time.hour(moment, zone) if local_day == day else local_time.day_and_hour(moment, zone)
        day = local_day
        length = LETTER * max(len(label), len(time))
        anchor = "start" if x - length // 2 < LEFT else "end" if x + length // 2 > WIDTH else "middle"
        begins = x - {"start": 0, "middle": length // 2, "end": length}[anchor]
        row = next((row for row, end in enumerate(taken) if end < begins), len(taken))
        taken[row : row + 1] = [begins + length]
        ticks.append(Tick(x, anchor, row, label, time))
    return ticks


def _nights(preferences: Preferences, now: dt.datetime, whole: dt.timedelta) -> list[Night]:
    zone, start, end = preferences.tzinfo, preferences.quiet_from, preferences.quiet_until
    if start == end:
        return []
    words = _("quiet, %(start)s to %(end)s") % {
        "start": local_time.wall_hour(start),
        "end": local_time.wall_hour(end),
    }
    nights: list[Night] = []
    day = now.astimezone(zone).date() - DAY
    while True:
        begins = dt.datetime.combine(day, start, zone)
        ends = dt.datetime.combine(day if start < end else day + DAY, end, zone)
        left = max(LEFT, _x(begins, now, whole))
        right = min(RIGHT, _x(ends, now, whole))
        if left >= RIGHT:
            return nights
        if right > left:
            has_room = right - left > LETTER * len(words)
            nights.append(Night(left, right - left, (left + right) // 2, words if has_room else ""))
        day += DAY


def _sentence(rings: list[_Ring], zone: dt.tzinfo, decided: str) -> str:
    parts = []
    for ring in rings:
        rings_at = local_time.day_and_hour(ring.at, zone)
        if ring.at != ring.due:
            rings_at = _("%(time)s, because %(due)s falls in quiet hours") % {
                "time": rings_at,
                "due": local_time.hour(ring.due, zone),
            }
        parts.append(rings_at)
    return _("If you decided now, %(now)s: nudges on %(nudges)s; then one a day.") % {
        "now": decided,
        "nudges": "; ".join(parts),
    }
