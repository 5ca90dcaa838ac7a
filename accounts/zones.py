"""Time zones by their IANA names."""

from __future__ import annotations

import zoneinfo
from functools import cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


@cache
def zone_names() -> frozenset[str]:
    """Every name this machine's database knows; read once, for it walks the disk."""
    return frozenset(zoneinfo.available_timezones())


def check_zone(name: str) -> None:
    """Refuse a time zone that nobody knows (ValidationError)."""
    if name not in zone_names():
        raise ValidationError(_("“%(zone)s” is no time zone we know."), params={"zone": name})
