"""Time zones by their IANA names."""

from __future__ import annotations

import zoneinfo
from collections.abc import Mapping
from functools import cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

AREAS = (
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


@cache
def zone_names() -> frozenset[str]:
    """Every name this machine's database knows; read once, for it walks the disk."""
    return frozenset(zoneinfo.available_timezones())


@cache
def places() -> dict[str, list[str]]:
    """The names to choose from, by area, sorted: places, without the many old and administrative names."""
    by_area: dict[str, list[str]] = {area: [] for area in AREAS}
    for name in sorted(zone_names()):
        area, slash, _place = name.partition("/")
        if slash and area in by_area:
            by_area[area].append(name)
    return by_area


def guess(cookies: Mapping[str, str]) -> str:
    """The zone that the browser says it is in (kr.js leaves it in a cookie), or UTC."""
    name = cookies.get("kr_zone", "")
    return name if name in zone_names() else "UTC"


def check_zone(name: str) -> None:
    """Refuse a time zone that nobody knows (ValidationError)."""
    if name not in zone_names():
        raise ValidationError(_("“%(zone)s” is no time zone we know."), params={"zone": name})
