import datetime as dt
import zoneinfo

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from accounts.quiet import defer_out_of_quiet, is_quiet
from accounts.zones import zone_names

JAKARTA = zoneinfo.ZoneInfo("Asia/Jakarta")
BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")
TEN, SEVEN = dt.time(22), dt.time(7)


def at(zone: dt.tzinfo, *parts: int, fold: int = 0) -> dt.datetime:
    """In UTC: two times that clocks show twice are never equal across zones."""
    year, month, day, hour, minute = (*parts, 0, 0)[:5]
    return dt.datetime(year, month, day, hour, minute, tzinfo=zone, fold=fold).astimezone(dt.UTC)


def test_by_day_nothing_is_held_back() -> None:
    due = at(JAKARTA, 2026, 11, 23, 14, 42)
    assert defer_out_of_quiet(due, JAKARTA, TEN, SEVEN) == due


def test_late_in_the_evening_waits_for_the_next_morning() -> None:
    due = at(JAKARTA, 2026, 11, 23, 22, 42)
    assert defer_out_of_quiet(due, JAKARTA, TEN, SEVEN) == at(JAKARTA, 2026, 11, 24, 7)


def test_after_midnight_waits_for_the_same_morning() -> None:
    due = at(JAKARTA, 2026, 11, 24, 0, 5)
    assert defer_out_of_quiet(due, JAKARTA, TEN, SEVEN) == at(JAKARTA, 2026, 11, 24, 7)


def test_the_first_quiet_minute_waits_and_the_last_minute_rings() -> None:
    assert defer_out_of_quiet(at(JAKARTA, 2026, 11, 23, 22), JAKARTA, TEN, SEVEN) == at(JAKARTA, 2026, 11, 24, 7)
    ends = at(JAKARTA, 2026, 11, 24, 7)
    assert defer_out_of_quiet(ends, JAKARTA, TEN, SEVEN) == ends


def test_a_window_within_one_day() -> None:
    due = at(JAKARTA, 2026, 11, 23, 13, 30)
    assert defer_out_of_quiet(due, JAKARTA, dt.time(13), dt.time(14)) == at(JAKARTA, 2026, 11, 23, 14)


def test_equal_times_mean_no_quiet_hours() -> None:
    due = at(JAKARTA, 2026, 11, 23, 22)
    assert defer_out_of_quiet(due, JAKARTA, TEN, TEN) == due


def test_an_end_that_clocks_skip_is_the_first_minute_after_the_jump() -> None:
    due = at(BERLIN, 2026, 3, 29, 1)  # at 2:00 it is 3:00
    assert defer_out_of_quiet(due, BERLIN, TEN, dt.time(2, 30)) == at(BERLIN, 2026, 3, 29, 3)


def test_an_end_that_clocks_show_twice_is_the_first_of_the_two() -> None:
    due = at(BERLIN, 2026, 10, 25, 1)  # at 3:00 it is 2:00 again
    assert defer_out_of_quiet(due, BERLIN, TEN, dt.time(2, 30)) == at(BERLIN, 2026, 10, 25, 2, 30, fold=0)


def test_in_the_repeated_hour_it_is_the_second_for_the_first_is_past() -> None:
    due = at(BERLIN, 2026, 10, 25, 2, 15, fold=1)
    assert defer_out_of_quiet(due, BERLIN, TEN, dt.time(2, 30)) == at(BERLIN, 2026, 10, 25, 2, 30, fold=1)


def test_a_whole_day_that_never_was() -> None:
    apia = zoneinfo.ZoneInfo("Pacific/Apia")  # went from Thursday 29 to Saturday 31 December 2011
    due = at(apia, 2011, 12, 29, 23)
    assert defer_out_of_quiet(due, apia, TEN, SEVEN) == at(apia, 2011, 12, 31, 7)


INSTANTS = st.datetimes(
    min_value=dt.datetime(1971, 1, 1),  # noqa: DTZ001
    max_value=dt.datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(dt.UTC),
)
TIMES = st.times(timezones=st.none()).map(lambda time: time.replace(second=0, microsecond=0, fold=0))


@settings(max_examples=400, deadline=None)
@given(
    due=INSTANTS,
    zone=st.sampled_from(sorted(zone_names())).map(zoneinfo.ZoneInfo),
    quiet_from=TIMES,
    quiet_until=TIMES,
    percent=st.integers(0, 99),
)
def test_it_rings_at_the_first_loud_moment_in_every_zone(
    due: dt.datetime, zone: zoneinfo.ZoneInfo, quiet_from: dt.time, quiet_until: dt.time, percent: int
) -> None:
    assume(quiet_from != quiet_until)
    rings = defer_out_of_quiet(due, zone, quiet_from, quiet_until)

    def quiet(moment: dt.datetime) -> bool:
        return is_quiet(moment.astimezone(zone).time(), quiet_from, quiet_until)

    assert rings >= due
    assert not quiet(rings)
    assert rings == due or quiet(due + (rings - due) * percent // 100)
    assert defer_out_of_quiet(rings, zone, quiet_from, quiet_until) == rings


TRANSITIONS = st.sampled_from(
    [
        ("Europe/Berlin", dt.datetime(2026, 3, 29, 1, tzinfo=dt.UTC)),
        ("Europe/Berlin", dt.datetime(2026, 10, 25, 1, tzinfo=dt.UTC)),
        ("Australia/Lord_Howe", dt.datetime(2026, 4, 4, 15, tzinfo=dt.UTC)),  # by half an hour
        ("America/Santiago", dt.datetime(2026, 9, 6, 4, tzinfo=dt.UTC)),  # at midnight
        ("Pacific/Apia", dt.datetime(2011, 12, 30, 10, tzinfo=dt.UTC)),
        ("Africa/Casablanca", dt.datetime(2026, 2, 15, 2, tzinfo=dt.UTC)),
    ]
)


@settings(max_examples=400, deadline=None)
@given(
    transition=TRANSITIONS,
    minutes=st.integers(-30 * 60, 30 * 60),
    quiet_from=TIMES,
    quiet_until=TIMES,
    percent=st.integers(0, 99),
)
def test_also_around_every_kind_of_clock_change(
    transition: tuple[str, dt.datetime],
    minutes: int,
    quiet_from: dt.time,
    quiet_until: dt.time,
    percent: int,
) -> None:
    assume(quiet_from != quiet_until)
    zone = zoneinfo.ZoneInfo(transition[0])
    due = transition[1] + dt.timedelta(minutes=minutes)
    rings = defer_out_of_quiet(due, zone, quiet_from, quiet_until)

    def quiet(moment: dt.datetime) -> bool:
        return is_quiet(moment.astimezone(zone).time(), quiet_from, quiet_until)

    assert rings >= due
    assert not quiet(rings)
    assert rings == due or quiet(due + (rings - due) * percent // 100)
