"""The tags of every page: icons, times, stamps, the frame's links. Built in, so no page loads them.

Markup is in templates/includes/; here is only what has to be worked out.
"""

from __future__ import annotations

import datetime as dt
import math
from functools import lru_cache
from typing import Any, TypedDict

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from accounts import local_time, notices
from accounts.local_time import Zone

register = template.Library()

DAY = dt.timedelta(hours=24)
TWO_DAYS = dt.timedelta(hours=48)

STAMPS = {"saved": "bookmark", "applied": "send", "screening": "phone", "offer": "star", "closed": "close"}


# A board has hundreds of icons and stamps, and a handful of different ones: each is drawn once.
DRAWN = 512


@register.simple_tag
@lru_cache(DRAWN)
def icon(name: str, small: bool = False, inline: bool = False) -> SafeString:
    """One drawing of static/icons.svg by its id; `inline` sets it into a line of text."""
    return render_to_string("includes/icon.html", {"name": name, "small": small, "inline": inline})


class Clock(TypedDict):
    words: str
    title: str
    state: str
    pie: str


@register.inclusion_tag("includes/clock.html")
def clock(
    due_at: dt.datetime | None,
    start: dt.datetime | None = None,
    late_words: str | None = None,
    label: str | None = None,
) -> Clock | dict[str, None]:
    """Hours left: an icon, words, and only then a colour; late past its time, due in the last 24 hours.

    The pie is the share left of `start` to `due_at`; without a start, of one day or of two. `late_words`
    stand in for “2 h late”, `label` (“Send by”) before the exact time in the title.
    """
    if due_at is None:
        return {"words": None}
    left = due_at - timezone.now()
    is_late = left < dt.timedelta(0)
    whole = due_at - start if start and start < due_at else (DAY if left <= DAY else TWO_DAYS)
    return {
        "words": late_words if is_late and late_words else local_time.left(due_at),
        "title": f"{label} {local_time.exact(due_at)}" if label else local_time.exact(due_at),
        "state": "late" if is_late else "due" if left < DAY else "",
        "pie": "" if is_late else pie(left / whole),
    }


def pie(share: float) -> str:
    """The SVG path of a clock face filled clockwise from twelve to `share` (0 to 1) of its round."""
    angle = min(max(share, 0.02), 0.99) * math.tau  # neither nothing nor a full circle can be drawn as one arc
    x, y = 10 + 7 * math.sin(angle), 10 - 7 * math.cos(angle)
    return f"M10 10V3A7 7 0 {int(angle > math.pi)} 1 {x:.1f} {y:.1f}z"


class When(TypedDict):
    moment: dt.datetime | None
    words: str
    title: str
    other: str


def when_words(moment: dt.datetime, words: str, title: str = "", zone: Zone = None) -> When:
    local = moment.astimezone(timezone.get_current_timezone())
    other = local_time.in_other_zone(moment, zone) if zone else ""
    return {"moment": local, "words": words, "title": title, "other": other}


NEVER: When = {"moment": None, "words": "", "title": "", "other": ""}


@register.inclusion_tag("includes/when.html")
def when(moment: dt.datetime | None, zone: Zone = None) -> When:
    """“Thu 26 Nov, 10:00 WIB”, and “(11:00 +08)” if clocks in `zone` show something else."""
    return when_words(moment, local_time.exact(moment), zone=zone) if moment else NEVER


@register.inclusion_tag("includes/when.html")
def span(start: dt.datetime | None, minutes: int | None = None, zone: Zone = None) -> When:
    """“Thursday 26 November, 10:00 to 11:00 WIB (11:00 +08)”."""
    return when_words(start, local_time.span(start, minutes), zone=zone) if start else NEVER


@register.inclusion_tag("includes/when.html")
def ago(moment: dt.datetime | None) -> When:
    """“2 hours ago”, the exact time as its title."""
    return when_words(moment, local_time.ago(moment), title=local_time.exact(moment)) if moment else NEVER


@register.simple_tag
def hour_now() -> str:
    """“10:00”, where the person is."""
    return local_time.hour(timezone.now())


@register.simple_tag
def today() -> str:
    """“Monday 23 November”, where the person is."""
    return local_time.day(timezone.now())


register.filter("exact", local_time.exact)
register.filter("day", local_time.day)
register.filter("hour", local_time.hour)
register.filter("second", local_time.second)
register.filter("day_and_hour", local_time.day_and_hour)
register.filter("brief", local_time.brief)


@register.simple_tag
def stage_stamp(stage: Any) -> SafeString:
    """The little perforated stamp of a stage (anything with `kind` and `round`) or of a kind by its name.

    Interviews carry their round, the final one (0) an F; an interview without a round has a calendar.
    """
    return stamp(stage, None) if isinstance(stage, str) else stamp(stage.kind, stage.round)


@lru_cache(DRAWN)
def stamp(kind: str, number: int | None) -> SafeString:
    numeral = "" if kind != "interview" or number is None else "F" if number == 0 else str(number)
    return render_to_string(
        "includes/stamp.html", {"kind": kind, "glyph": STAMPS.get(kind, "calendar"), "numeral": numeral}
    )


class NavLink(TypedDict):
    url: str | None
    label: str
    glyph: str
    count: int | None
    is_current: bool


@register.inclusion_tag("includes/nav_link.html", takes_context=True)
def nav_link(
    context: Context, view: str, label: str, glyph: str, within: str = "", count: int | None = None
) -> NavLink:
    """A link of the frame; current on `view` itself and on views whose name begins with a word of `within`.

    A page that is not there is not linked.
    """
    try:
        url = reverse(view)
    except NoReverseMatch:
        url = None
    match = getattr(context.get("request"), "resolver_match", None)
    here = match.view_name if match else ""
    is_current = here == view or here.startswith(tuple(within.split()))
    return {"url": url, "label": label, "glyph": glyph, "count": count, "is_current": is_current}


register.filter("undo_url", notices.undo_url)
