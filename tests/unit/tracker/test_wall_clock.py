"""What a clock on the wall shows, and the moment it means."""

from __future__ import annotations

import datetime as dt
import zoneinfo

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from tracker.wall_clock import WallClockField, moment

BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")
ZONES = ["Asia/Jakarta", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]


@given(
    st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2050, 1, 1)),  # noqa: DTZ001
    st.sampled_from(ZONES),
)
def test_the_clock_there_shows_what_was_typed_or_it_is_refused(shown: dt.datetime, name: str) -> None:
    zone = zoneinfo.ZoneInfo(name)
    try:
        then = moment(shown, zone)
    except ValidationError:
        earlier = (shown - dt.timedelta(hours=2)).replace(tzinfo=zone)
        later = (shown + dt.timedelta(hours=2)).replace(tzinfo=zone)
        assert earlier.utcoffset() < later.utcoffset()  # type: ignore[operator]
    else:
        assert then.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None, fold=0) == shown


def test_the_first_of_two_hours_is_meant() -> None:
    twice = dt.datetime(2026, 10, 25, 2, 30)  # noqa: DTZ001
    assert moment(twice, BERLIN).astimezone(dt.UTC).hour == 0


def test_an_hour_that_never_comes_is_refused() -> None:
    with pytest.raises(ValidationError, match="02:30"):
        moment(dt.datetime(2027, 3, 28, 2, 30), BERLIN)  # noqa: DTZ001


@pytest.mark.parametrize("typed", ["2026-11-26T10:00", "2026-11-26 10:00", " 2026-11-26T10:00:31 "])
def test_a_day_and_a_time_are_read(typed: str) -> None:
    assert WallClockField().clean(typed) == dt.datetime(2026, 11, 26, 10, 0)  # noqa: DTZ001


@pytest.mark.parametrize("typed", ["26/11/2026", "2026-11-26T10:00Z", "2026-11-31T10:00", "0200-01-01T10:00"])
def test_anything_else_is_not(typed: str) -> None:
    with pytest.raises(ValidationError):
        WallClockField().clean(typed)


def test_a_stored_time_is_shown_on_the_clocks_of_its_zone() -> None:
    field = WallClockField()
    field.zone = BERLIN
    stored = dt.datetime(2026, 7, 1, 10, 0, 31, tzinfo=dt.UTC)
    assert field.prepare_value(stored) == dt.datetime(2026, 7, 1, 12, 0)  # noqa: DTZ001
    assert not field.has_changed(stored, "2026-07-01T12:00")
    assert field.has_changed(stored, "2026-07-01T12:01")
    assert field.has_changed(stored, "nonsense")
