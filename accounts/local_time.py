"""Times as a person reads them: in their own zone and language, short, and never ambiguous.

Every function takes an aware datetime and answers with plain text, so that pages and mails say the same.
"""

from __future__ import annotations

import datetime as dt
import zoneinfo

from django.utils import dateformat, timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext, ngettext, pgettext

Zone = str | dt.tzinfo | None


def zone_of(zone: Zone) -> dt.tzinfo:
    """The zone meant: an IANA name, a tzinfo, or (None, "") the person's own."""
    if isinstance(zone, str) and zone:
        return zoneinfo.ZoneInfo(zone)
    return zone if isinstance(zone, dt.tzinfo) else timezone.get_current_timezone()


def exact(moment: dt.datetime, zone: Zone = None) -> str:
    """“Thu 26 Nov, 10:00 WIB”, with the year if it is not this one."""
    local = moment.astimezone(zone_of(zone))
    if local.year == timezone.now().astimezone(zone_of(zone)).year:
        return dateformat.format(local, pgettext("date format", "D j M, H:i T"))
    return dateformat.format(local, pgettext("date format", "D j M Y, H:i T"))


def day(moment: dt.datetime, zone: Zone = None) -> str:
    """“Thursday 26 November”, with the year if it is not this one."""
    local = moment.astimezone(zone_of(zone))
    if local.year == timezone.now().astimezone(zone_of(zone)).year:
        return dateformat.format(local, pgettext("date format", "l j F"))
    return dateformat.format(local, pgettext("date format", "l j F Y"))


def hour(moment: dt.datetime, zone: Zone = None) -> str:
    """“10:00” (in Indonesian “10.00”)."""
    return dateformat.format(moment.astimezone(zone_of(zone)), pgettext("date format", "H:i"))


def wall_hour(time: dt.time) -> str:
    """“07:00” (in Indonesian “07.00”) of an hour that belongs to no day."""
    return dateformat.time_format(time, pgettext("date format", "H:i"))


def second(moment: dt.datetime, zone: Zone = None) -> str:
    """“10:00:05” (in Indonesian “10.00.05”)."""
    return dateformat.format(moment.astimezone(zone_of(zone)), pgettext("date format", "H:i:s"))


def day_and_hour(moment: dt.datetime, zone: Zone = None) -> str:
    """“Thu 10:00” (in Indonesian “Kam 10.00”)."""
    return dateformat.format(moment.astimezone(zone_of(zone)), pgettext("date format", "D H:i"))


def brief(moment: dt.datetime, zone: Zone = None) -> str:
    """“Wed 25 Nov, 14:00”, where it is plain whose clocks are meant."""
    return dateformat.format(moment.astimezone(zone_of(zone)), pgettext("date format", "D j M, H:i"))


def in_other_zone(moment: dt.datetime, zone: Zone) -> str:
    """“11:00 +08” as clocks in `zone` show it, with the day if that differs; "" if they show the same."""
    here, there = moment.astimezone(zone_of(None)), moment.astimezone(zone_of(zone))
    if here.utcoffset() == there.utcoffset():
        return ""
    if here.date() == there.date():
        return dateformat.format(there, pgettext("date format", "H:i T"))
    return exact(moment, zone)


def span(start: dt.datetime, minutes: int | None = None) -> str:
    """“Thursday 26 November, 10:00 to 11:00 WIB”; without `minutes` the end is left out."""
    zone = dateformat.format(start.astimezone(zone_of(None)), "T")
    if not minutes:
        return gettext("%(day)s, %(start)s %(zone)s") % {
            "day": day(start),
            "start": hour(start),
            "zone": zone,
        }
    return gettext("%(day)s, %(start)s to %(end)s %(zone)s") % {
        "day": day(start),
        "start": hour(start),
        "end": hour(start + dt.timedelta(minutes=minutes)),
        "zone": zone,
    }


def ago(moment: dt.datetime) -> str:
    """“2 hours ago”, “in 3 days” or “just now”."""
    now = timezone.now()
    if abs(now - moment) < dt.timedelta(minutes=1):
        return gettext("just now")
    if moment < now:
        return gettext("%(time)s ago") % {"time": timesince(moment, now, depth=1)}
    return gettext("in %(time)s") % {"time": timesince(now, moment, depth=1)}


def left(due_at: dt.datetime) -> str:
    """“25 min left”, “21 h left”, “4 days left”; past its time “2 h late”.

    Hours go up to two days and days to 99; what is longer is said in months and years, for it stands beside
    a title.
    """
    seconds = (due_at - timezone.now()).total_seconds()
    minutes, hours, days = (int(abs(seconds) // unit) for unit in (60, 3600, 86400))
    months, years = days // 30, days // 365
    if seconds >= 0:
        if years >= 2:
            return ngettext("%(count)d year left", "%(count)d years left", years) % {"count": years}
        if days > 99:
            return ngettext("%(count)d month left", "%(count)d months left", months) % {"count": months}
        if hours >= 48:
            return ngettext("%(count)d day left", "%(count)d days left", days) % {"count": days}
        if hours:
            return gettext("%(count)d h left") % {"count": hours}
        return gettext("%(count)d min left") % {"count": minutes}
    if years >= 2:
        return ngettext("%(count)d year late", "%(count)d years late", years) % {"count": years}
    if days > 99:
        return ngettext("%(count)d month late", "%(count)d months late", months) % {"count": months}
    if hours >= 48:
        return ngettext("%(count)d day late", "%(count)d days late", days) % {"count": days}
    if hours:
        return gettext("%(count)d h late") % {"count": hours}
    return gettext("%(count)d min late") % {"count": minutes}
