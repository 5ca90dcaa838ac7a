"""The default clock, without a database."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Preferences
from reminders.policy import (
    Moment,
    after_decision,
    after_invitation,
    at_once_then_daily,
    before_interview,
    place,
)

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
DECIDED = dt.datetime(2026, 11, 23, 10, 0, tzinfo=BERLIN)


def hours(count: float) -> dt.timedelta:
    return dt.timedelta(hours=count)


def due(moments: object) -> dict[str, dt.datetime]:
    return {moment.sequence: moment.due_at for moment in moments}  # type: ignore[attr-defined]


def test_a_letter_is_nudged_about_after_4_12_and_24_hours_then_daily() -> None:
    clock = due(after_decision(DECIDED, None, Preferences(zone="Europe/Berlin"), DECIDED))
    assert clock["first"] == DECIDED + hours(4)
    assert clock["second"] == DECIDED + hours(12)
    assert clock["third"] == DECIDED + hours(24)
    assert clock["day-1"] == DECIDED + hours(48)


def test_the_days_that_are_wanted_move_along_and_stay_few() -> None:
    clock = due(after_decision(DECIDED, None, Preferences(), DECIDED + hours(24 * 40)))
    days = [name for name in clock if name.startswith("day-")]
    assert days == ["day-38", "day-39", "day-40"]


def test_before_the_interview_two_nudges_ignore_quiet_hours() -> None:
    starts_at = DECIDED + hours(72)
    urgent = [m for m in after_decision(DECIDED, starts_at, Preferences(), DECIDED) if m.is_urgent]
    assert [m.due_at for m in urgent] == [starts_at - hours(24), starts_at - hours(3)]


@given(st.floats(0.02, 100))
def test_nothing_is_due_before_the_decision_and_no_interview_passes_in_silence(ahead: float) -> None:
    starts_at = DECIDED + hours(ahead)
    moments = list(after_decision(DECIDED, starts_at, Preferences(), DECIDED))
    assert all(m.due_at > DECIDED for m in moments)
    assert any(m.is_urgent and m.due_at < starts_at for m in moments)


def test_an_interview_moved_is_another_nudge() -> None:
    starts_at = DECIDED + hours(72)
    one = {m.sequence for m in after_decision(DECIDED, starts_at, Preferences(), DECIDED) if m.is_urgent}
    other = {m.sequence for m in after_decision(DECIDED, starts_at + hours(1), Preferences(), DECIDED)}
    assert not one & other


def test_an_invitation_is_nudged_about_after_24_and_48_hours_and_before_the_answer_is_due() -> None:
    clock = list(after_invitation(DECIDED, DECIDED + hours(20), Preferences()))
    assert [m.due_at - DECIDED for m in clock] == [hours(24), hours(48), hours(14)]
    short = list(after_invitation(DECIDED, DECIDED + hours(2), Preferences()))
    assert short[-1].due_at == DECIDED + hours(1)


def test_an_interview_confirmed_late_is_not_nudged_about_the_past() -> None:
    starts_at = DECIDED + hours(10)
    assert [m.due_at for m in before_interview(starts_at, DECIDED)] == [starts_at - hours(3)]
    assert list(before_interview(DECIDED + hours(2), DECIDED)) == []


@pytest.mark.parametrize(
    ("zone", "start"),
    [
        (BERLIN, dt.datetime(2026, 3, 27, 9, 30, tzinfo=BERLIN)),
        (BERLIN, dt.datetime(2026, 10, 23, 9, 30, tzinfo=BERLIN)),
        (NEW_YORK, dt.datetime(2026, 3, 6, 9, 30, tzinfo=NEW_YORK)),
        (NEW_YORK, dt.datetime(2026, 10, 30, 9, 30, tzinfo=NEW_YORK)),
    ],
)
def test_daily_means_the_same_hour_on_the_wall_when_clocks_change(zone: ZoneInfo, start: dt.datetime) -> None:
    for day in range(1, 5):
        now = start.astimezone(dt.UTC) + hours(24 * day)
        clock = due(at_once_then_daily(start, zone, now))
        local = clock[f"day-{day}"].astimezone(zone)
        assert (local.date(), local.time()) == (start.date() + dt.timedelta(days=day), start.time())


def test_a_daily_hour_that_clocks_skip_is_the_first_minute_they_show() -> None:
    start = dt.datetime(2026, 3, 28, 2, 30, tzinfo=BERLIN)
    clock = due(at_once_then_daily(start, BERLIN, start))
    assert clock["day-1"].astimezone(BERLIN) == dt.datetime(2026, 3, 29, 3, 0, tzinfo=BERLIN)
    assert clock["day-2"].astimezone(BERLIN).time() == dt.time(2, 30)


def test_a_daily_hour_that_clocks_show_twice_rings_once() -> None:
    start = dt.datetime(2026, 10, 24, 2, 30, tzinfo=BERLIN)
    clock = due(at_once_then_daily(start, BERLIN, start))
    assert clock["day-1"] == dt.datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=0).astimezone(dt.UTC)
    assert clock["day-2"].astimezone(BERLIN).time() == dt.time(2, 30)


class TestPlace:
    person = Preferences(zone="Europe/Berlin")
    night = dt.datetime(2026, 11, 23, 23, 0, tzinfo=BERLIN)
    morning = dt.datetime(2026, 11, 24, 7, 0, tzinfo=BERLIN)

    def test_quiet_hours_put_off_and_drop_nothing(self) -> None:
        assert place(Moment("first", self.night), self.person, DECIDED) == self.morning

    def test_urgent_ones_ring_at_night_and_through_a_snooze(self) -> None:
        moment = Moment("before", self.night, is_urgent=True)
        assert place(moment, self.person, DECIDED, self.morning + hours(9)) == self.night

    def test_what_was_missed_by_day_rings_at_once_by_day(self) -> None:
        assert place(Moment("first", DECIDED), self.person, DECIDED + hours(5)) == DECIDED

    def test_what_was_missed_by_day_does_not_ring_at_night(self) -> None:
        assert place(Moment("first", DECIDED), self.person, self.night) == self.morning

    def test_a_snooze_puts_off_what_falls_into_it_and_nothing_else(self) -> None:
        until = DECIDED + hours(6)
        assert place(Moment("first", DECIDED + hours(4)), self.person, DECIDED, until) == until
        assert place(Moment("x", DECIDED + hours(7)), self.person, DECIDED, until) == DECIDED + hours(7)
