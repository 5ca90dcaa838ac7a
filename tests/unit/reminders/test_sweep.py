"""The rows: laid once, moved with what they depend on, folded, let go and taken up again."""

import datetime as dt
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from declines import guide
from reminders import raising
from reminders.kinds import Kind, register
from reminders.models import Nudge, Reminder
from reminders.raising import one_line
from reminders.snoozing import snooze
from reminders.sweep import raise_due, reconcile, sweep
from tests.unit.nudging import BERLIN, NEW_YORK, clock_at, decline_of, prefer, shown_to
from tracker.models import Interview

pytestmark = pytest.mark.django_db

MONDAY = dt.datetime(2026, 11, 23, 9, 0, tzinfo=BERLIN)


def hours(count: float) -> dt.timedelta:
    return dt.timedelta(hours=count)


def waiting() -> dict[str, dt.datetime]:
    return dict(Reminder.objects.waiting().values_list("sequence", "due_at"))


def test_a_sweep_with_nothing_new_writes_nothing(owner: User) -> None:
    with clock_at(MONDAY):
        decline_of(owner)
        reconcile(timezone.now())
        with CaptureQueriesContext(
            connection,
        ) as queries:
            reconcile(timezone.now())
    assert not [q for q in queries if not q["sql"].startswith(("SELECT", "BEGIN"))]


def test_queries_do_not_grow_with_the_declines(owner: User, stranger: User) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            reconcile(timezone.now() + hours(5))
            raise_due(timezone.now() + hours(5))
        return len(queries)

    with clock_at(MONDAY) as clock:
        decline_of(owner, "First")
        few = cost()
        clock.travel.move_to(MONDAY + hours(1))
        for number in range(8):
            decline_of(owner if number % 2 else stranger, f"Employer {number}")
        assert cost() <= few


def test_changed_hours_move_what_waits_and_repeat_nothing(owner: User) -> None:
    prefer(owner, zone="Europe/Berlin")
    with clock_at(MONDAY) as clock:
        decline_of(owner)
        assert len(clock.pass_until(MONDAY + hours(5))) == 1
        prefer(owner, first_nudge_hours=6, second_nudge_hours=8)
        came = clock.pass_until(MONDAY + hours(12))
    assert [f"{time:%H:%M}" for time in came] == ["17:00"]


def test_a_shorter_first_hour_that_is_past_already_rings_now(owner: User) -> None:
    with clock_at(MONDAY) as clock:
        decline_of(owner)
        clock.pass_until(MONDAY + hours(2))
        prefer(owner, first_nudge_hours=1)
        sweep()
    assert len(mail.outbox) == 1


def test_changed_quiet_hours_and_a_new_zone_move_what_waits(owner: User) -> None:
    prefer(owner, zone="Europe/Berlin")
    with clock_at(MONDAY.replace(hour=19)):
        decline_of(owner)
        reconcile(timezone.now())
        assert waiting()["first"] == dt.datetime(2026, 11, 24, 7, 0, tzinfo=BERLIN)
        prefer(owner, quiet_until=dt.time(8, 30))
        reconcile(timezone.now())
        assert waiting()["first"] == dt.datetime(2026, 11, 24, 8, 30, tzinfo=BERLIN)
        prefer(owner, zone="America/New_York")
        reconcile(timezone.now())
        assert waiting()["first"] == dt.datetime(2026, 11, 23, 17, 0, tzinfo=NEW_YORK)


def test_what_fell_due_while_nobody_swept_comes_as_one(owner: User) -> None:
    prefer(owner, zone="Europe/Berlin")
    with clock_at(MONDAY) as clock:
        decline_of(owner)
        sweep()
        clock.travel.move_to(MONDAY + hours(24 * 5 + 1))
        sweep()
        sweep()
    assert len(mail.outbox) == len(shown_to(owner)) == 1
    assert Reminder.objects.filter(status="sent").count() == 1
    assert Reminder.objects.filter(status="folded").count() >= 3


def test_what_fell_due_by_day_does_not_ring_at_night(owner: User) -> None:
    prefer(owner, zone="Europe/Berlin")
    with clock_at(MONDAY) as clock:
        decline_of(owner)
        sweep()
        clock.travel.move_to(MONDAY.replace(hour=23))
        came = clock.pass_until(MONDAY + hours(24))
    assert [f"{time:%d %H:%M}" for time in came] == ["24 07:00"]


def test_a_newer_nudge_takes_the_place_of_an_unseen_older_one(owner: User) -> None:
    with clock_at(MONDAY) as clock:
        decline_of(owner)
        clock.pass_until(MONDAY + hours(26))
    assert len(shown_to(owner)) == 3
    assert Nudge.objects.owned_by(owner).unseen().count() == 1


def test_a_snooze_silences_until_it_ends_and_then_speaks_once(owner: User) -> None:
    prefer(owner, zone="Europe/Berlin")
    with clock_at(MONDAY) as clock:
        decline_of(owner)
        clock.pass_until(MONDAY + hours(11))
        snooze(shown_to(owner)[-1], "2h")  # until 22:00, which is quiet: 07:00
        assert Nudge.objects.owned_by(owner).unseen().count() == 0
        came = clock.pass_until(MONDAY + hours(23))
    assert [f"{time:%d %H:%M}" for time in came] == ["24 07:00"]


def test_a_snooze_by_day_speaks_again_after_two_hours(owner: User) -> None:
    prefer(owner, zone="Europe/Berlin")
    with clock_at(MONDAY) as clock:
        decline_of(owner)
        clock.pass_until(MONDAY + hours(4.5))
        snooze(shown_to(owner)[-1], "2h")
        came = clock.pass_until(MONDAY + hours(11))
    assert [f"{time:%H:%M}" for time in came] == ["15:30"]


def test_a_snooze_does_not_silence_the_last_call_before_an_interview(owner: User) -> None:
    prefer(owner, zone="Europe/Berlin")
    with clock_at(MONDAY) as clock:
        decline_of(owner, starts_at=MONDAY + hours(8))
        clock.pass_until(MONDAY + hours(4.5))
        snooze(shown_to(owner)[-1], "morning")
        came = clock.pass_until(MONDAY + hours(7))
    assert [f"{time:%H:%M}" for time in came] == ["14:00"]


def test_nothing_waits_for_who_has_gone(owner: User) -> None:
    with clock_at(MONDAY) as clock:
        decline_of(owner)
        sweep()
        owner.is_active = False
        owner.save()
        assert clock.pass_until(MONDAY + hours(10)) == []
    assert not Reminder.objects.waiting().exists()


def test_a_second_sweep_in_the_middle_of_one_doubles_nothing(owner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    from declines.nudges import LetterNotSent

    with clock_at(MONDAY) as clock:
        decline_of(owner)
        sweep()
        clock.travel.move_to(MONDAY + hours(5))
        inner: list[Callable[[], Any]] = [lambda: sweep()]
        really = LetterNotSent.still_open

        def interrupted(self: LetterNotSent, *args: Any) -> Any:
            found = really(self, *args)
            if inner:
                inner.pop()()
            return found

        monkeypatch.setattr(LetterNotSent, "still_open", interrupted)
        sweep()
    assert len(shown_to(owner)) == len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_sweeps_at_once_double_nothing() -> None:
    people = [User.objects.create_user(email=f"person{number}@example.com") for number in range(12)]
    with clock_at(MONDAY) as clock:
        for user in people:
            decline_of(user)
        clock.travel.move_to(MONDAY + hours(5))
        at_once(4, sweep)
        sweep()
    assert sorted(message.to[0] for message in mail.outbox) == sorted(user.email for user in people)
    assert Nudge.objects.filter(channel="in_app").count() == len(people)


def at_once(count: int, work: Callable[[], None]) -> None:
    """In threads where the database can; SQLite in memory belongs to one connection, so there in turn."""
    if connection.vendor == "sqlite":
        for _ in range(count):
            work()
        return
    barrier, failures = threading.Barrier(count), []

    def one() -> None:
        try:
            barrier.wait()
            work()
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_row_that_cannot_be_put_into_words_silences_nobody_else(
    owner: User, stranger: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from declines.nudges import LetterNotSent

    really = LetterNotSent.words

    def words(self: LetterNotSent, thing: Any, now: dt.datetime) -> Any:
        if thing.owner_id == owner.pk:
            raise KeyError(thing.pk)
        return really(self, thing, now)

    monkeypatch.setattr(LetterNotSent, "words", words)
    with clock_at(MONDAY) as clock:
        decline_of(owner)
        decline_of(stranger)
        clock.travel.move_to(MONDAY + hours(5))
        sweep()
        assert [message.to for message in mail.outbox] == [[stranger.email]]
        assert "could not be put into words" in caplog.text
        monkeypatch.undo()
        sweep()
    assert len(mail.outbox) == 2


def test_a_step_that_fails_keeps_none_of_the_next_from_running(owner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    from reminders import sweep as sweeping

    def broken(now: dt.datetime) -> None:
        raise RuntimeError("no rows today")

    with clock_at(MONDAY) as clock:
        decline_of(owner)
        sweep()
        clock.travel.move_to(MONDAY + hours(5))
        broken.__name__ = "reconcile"
        monkeypatch.setattr(sweeping, "reconcile", broken)
        with pytest.raises(RuntimeError):
            sweep()
    assert len(mail.outbox) == 1


def test_a_reminder_of_a_kind_that_nobody_knows_any_more_is_let_go(owner: User) -> None:
    old = Reminder.objects.create(owner=owner, kind="gone", subject="thing:1", sequence="first", due_at=timezone.now())
    sweep()
    old.refresh_from_db()
    assert old.status == "not_needed"


def test_what_is_deleted_is_let_go(owner: User) -> None:
    with clock_at(MONDAY) as clock:
        decline = decline_of(owner)
        clock.pass_until(MONDAY + hours(5))
        decline.delete()
        Interview.objects.all().delete()
        assert clock.pass_until(MONDAY + hours(30)) == []
    assert Nudge.objects.owned_by(owner).unseen().count() == 0


def test_a_record_taken_back_brings_the_nudges_back(owner: User) -> None:
    prefer(owner, zone="Europe/Berlin")
    with clock_at(MONDAY) as clock:
        decline = decline_of(owner)
        letters = list(decline.letters.all())
        for letter in letters:
            guide.record(letter, "elsewhere")
        assert clock.pass_until(MONDAY + hours(3)) == []
        letters[0].refresh_from_db()
        guide.take_back(letters[0])
        assert [f"{time:%H:%M}" for time in clock.pass_until(MONDAY + hours(5))] == ["13:00"]


def test_two_kinds_cannot_share_a_name() -> None:
    class Impostor(Kind[Any]):
        name = "decline_not_sent"

        open = moments = words = None  # type: ignore[assignment]

    with pytest.raises(ValueError, match="decline_not_sent"):
        register(Impostor())


def test_a_title_is_one_line_that_fits_a_mail() -> None:
    assert one_line("Not sent yet:\r\nBcc: everybody@example.com") == "Not sent yet: Bcc: everybody@example.com"
    assert len(one_line("x" * 400)) == 255


def test_people_are_taken_in_hand_a_few_at_a_time(owner: User, stranger: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raising, "PEOPLE", 1)
    with clock_at(MONDAY) as clock:
        decline_of(owner)
        decline_of(stranger)
        clock.travel.move_to(MONDAY + hours(5))
        sweep()
    assert len(mail.outbox) == 2
