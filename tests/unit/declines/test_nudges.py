"""Leave a letter unsent and let the clock run: what comes, when, and what ends it."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import Mailbox, User
from correspondence.models import OutgoingMail
from declines import guide
from declines.models import Decline, Letter
from reminders.kinds import kind_named
from reminders.models import Reminder
from reminders.sweep import sweep
from tests.unit.nudging import (
    BERLIN,
    NEW_YORK,
    Clock,
    application_of,
    clock_at,
    decline_of,
    interview_of,
    prefer,
    shown_to,
)
from tracker import interviews
from tracker.models import Interview

pytestmark = pytest.mark.django_db


def hours(count: float) -> dt.timedelta:
    return dt.timedelta(hours=count)


def walls(times: list[dt.datetime]) -> list[str]:
    return [f"{time:%d %H:%M}" for time in times]


def letter_to(decline: Decline, audience: str) -> Letter:
    return Letter.objects.get(decline=decline, audience=audience)


def queued(letter: Letter, status: str = "queued", **fields: Any) -> OutgoingMail:
    """A sending of the letter in some state, without a mail server."""
    now = timezone.now()
    assert letter.recipient is not None
    if status in ("claimed", "transmitting"):
        fields |= {"token": "00000000-0000-0000-0000-000000000001", "lease_until": now + hours(1)}
    sending = OutgoingMail.objects.create(
        owner=letter.owner,
        application=letter.application,
        recipient=letter.recipient,
        purpose=letter.purpose,
        idempotency_key=f"{letter.pk}-{status}-{OutgoingMail.objects.count()}",
        sender="me@example.com",
        rcpt=letter.recipient.contact.email,
        to_name=letter.recipient.contact.name,
        subject=letter.subject,
        body=letter.body,
        language="en",
        message_id=f"<{letter.pk}@example.com>",
        mime=b"",
        shown_hash="",
        status=status,
        due_at=now,
        give_up_at=now + hours(48),
        **fields,
    )
    Letter.objects.filter(pk=letter.pk).update(mail=sending)
    letter.refresh_from_db()
    return sending


@pytest.mark.parametrize(
    ("zone", "starts", "expected"),
    [
        # An ordinary week: 4, 12 and 24 hours, then daily; the second falls at 22:30 and waits for the morning.
        (BERLIN, (2026, 11, 23, 10, 30), ["23 14:30", "24 07:00", "24 10:30", "25 10:30", "26 10:30"]),
        # The night in which clocks go forward: 24 hours later they show 11:30, and so they do daily.
        (BERLIN, (2026, 3, 28, 10, 30), ["28 14:30", "29 07:00", "29 11:30", "30 11:30", "31 11:30"]),
        # The night in which they go back: 24 hours later they show 09:30.
        (NEW_YORK, (2026, 10, 31, 10, 30), ["31 14:30", "01 07:00", "01 09:30", "02 09:30", "03 09:30"]),
    ],
)
def test_each_nudge_comes_once_by_mail_and_in_the_page_outside_quiet_hours(
    owner: User, zone: ZoneInfo, starts: tuple[int, ...], expected: list[str]
) -> None:
    prefer(owner, zone=zone.key)
    with clock_at(dt.datetime(*starts, tzinfo=zone)) as clock:  # type: ignore[arg-type, misc]
        decline_of(owner)
        came = clock.pass_until(timezone.now() + hours(24 * 3 + 4))
    assert walls(came) == expected
    assert all(dt.time(7) <= time.time() < dt.time(22) for time in came)
    assert len(shown_to(owner)) == len(expected)
    assert {tuple(message.to) for message in mail.outbox} == {(owner.email,)}


def test_before_the_interview_a_nudge_comes_even_at_night(owner: User) -> None:
    prefer(owner, zone="Europe/Berlin")
    with clock_at(dt.datetime(2026, 11, 23, 20, 0, tzinfo=BERLIN)) as clock:
        decline_of(owner, starts_at=dt.datetime(2026, 11, 25, 5, 0, tzinfo=BERLIN))
        came = clock.pass_until(dt.datetime(2026, 11, 25, 6, 0, tzinfo=BERLIN))
    # 24 hours and 3 hours before 05:00, beside the ordinary 07:00 (from midnight), 08:00 and 20:00.
    assert walls(came) == ["24 05:00", "24 07:00", "24 08:00", "24 20:00", "25 02:00"]


def test_in_the_last_day_the_nudge_says_to_phone(owner: User) -> None:
    with clock_at(dt.datetime(2026, 11, 23, 9, 0, tzinfo=BERLIN)) as clock:
        decline_of(owner, starts_at=timezone.now() + hours(8))
        clock.pass_until(timezone.now() + hours(7))
    assert "Phone first" in str(mail.outbox[-1].body)


def record(how: str) -> Callable[[Decline], None]:
    def act(decline: Decline) -> None:
        for letter in decline.letters.all():
            guide.record(letter, how, "")

    return act


@pytest.mark.parametrize(
    "ending",
    [record("elsewhere"), record("phoned"), record("not_needed"), guide.reconsider],
    ids=["I sent it", "I phoned", "not needed", "I'll go after all"],
)
def test_what_ends_a_decline_ends_its_nudges(owner: User, ending: Callable[[Decline], None]) -> None:
    with clock_at(dt.datetime(2026, 11, 23, 9, 0, tzinfo=BERLIN)) as clock:
        decline = decline_of(owner)
        assert len(clock.pass_until(timezone.now() + hours(5))) == 1
        ending(decline)
        clock.pass_until(timezone.now() + hours(30))
    # An interview that is on again may have nudges of its own.
    of_the_decline = [nudge for nudge in shown_to(owner) if nudge.reminder.kind == "decline_not_sent"]
    assert [nudge.status for nudge in of_the_decline] == ["not_needed"]
    assert not Reminder.objects.waiting().filter(kind="decline_not_sent").exists()


def test_one_of_two_letters_keeps_the_nudges_coming_and_names_who_waits(owner: User) -> None:
    with clock_at(dt.datetime(2026, 11, 23, 9, 0, tzinfo=BERLIN)) as clock:
        decline = decline_of(owner)
        guide.record(letter_to(decline, "employer"), "elsewhere")
        assert len(clock.pass_until(timezone.now() + hours(5))) == 1
    body = str(mail.outbox[0].body)
    assert "Rosa Vega" in body
    assert "Ada Smith" not in body
    assert shown_to(owner)[0].path == f"/declines/{decline.pk}/#letter-recruiter"


@pytest.mark.parametrize(
    ("status", "comes"),
    [
        ("queued", False),
        ("claimed", False),
        ("transmitting", False),
        ("cancelled", True),
    ],
)
def test_a_letter_on_its_way_is_not_nudged_about(owner: User, status: str, comes: bool) -> None:
    with clock_at(dt.datetime(2026, 11, 23, 9, 0, tzinfo=BERLIN)) as clock:
        decline = decline_of(owner)
        guide.record(letter_to(decline, "recruiter"), "not_needed")
        clock.travel.move_to(timezone.now() + hours(4))
        queued(letter_to(decline, "employer"), status)
        sweep()
    assert bool(mail.outbox) is comes


def test_an_undone_letter_is_nudged_about_again(owner: User) -> None:
    with clock_at(dt.datetime(2026, 11, 23, 9, 0, tzinfo=BERLIN)) as clock:
        decline = decline_of(owner)
        guide.record(letter_to(decline, "recruiter"), "not_needed")
        clock.pass_until(timezone.now() + hours(3.9))
        sending = queued(letter_to(decline, "employer"))
        sweep()
        assert not Reminder.objects.waiting().exists()
        clock.travel.move_to(timezone.now() + hours(0.2))
        OutgoingMail.objects.filter(pk=sending.pk).update(status="cancelled")
        sweep()
    assert len(mail.outbox) == 1


def test_a_letter_stuck_behind_a_paused_mailbox_is_nudged_about(owner: User) -> None:
    with clock_at(dt.datetime(2026, 11, 23, 9, 0, tzinfo=BERLIN)) as clock:
        decline = decline_of(owner)
        mailbox = Mailbox.objects.create(
            owner=owner, email="me@example.com", host="localhost", paused_at=timezone.now()
        )
        queued(letter_to(decline, "employer"), mailbox=mailbox)
        clock.travel.move_to(timezone.now() + hours(4))
        sweep()
    assert "Is your mailbox in order?" in str(mail.outbox[0].body)


def test_a_refused_letter_is_told_of_at_once(owner: User) -> None:
    with clock_at(dt.datetime(2026, 11, 23, 9, 0, tzinfo=BERLIN)):
        decline = decline_of(owner)
        queued(letter_to(decline, "employer"), "failed", settled_at=timezone.now(), reply="550 No such user")
        sweep()
        sweep()
    assert [message.subject for message in mail.outbox] == [
        "Your letter to Ada Smith, XYZ Corporation, could not be sent"
    ]
    assert "550 No such user" in str(mail.outbox[0].body)


def test_an_unknown_outcome_is_told_of_at_once_and_daily_until_it_is_settled(owner: User) -> None:
    prefer(owner, zone="Europe/Berlin")
    with clock_at(dt.datetime(2026, 11, 23, 9, 0, tzinfo=BERLIN)) as clock:
        decline = decline_of(owner)
        guide.record(letter_to(decline, "recruiter"), "not_needed")
        sending = queued(letter_to(decline, "employer"), "unconfirmed", handed_over_at=timezone.now())
        came = clock.pass_until(timezone.now() + hours(50))
        assert walls(came) == ["23 09:00", "24 09:00", "25 09:00"]
        OutgoingMail.objects.filter(pk=sending.pk).update(status="sent")
        guide.note_sent(OutgoingMail.objects.get(pk=sending.pk))
        assert clock.pass_until(timezone.now() + hours(48)) == []
    assert shown_to(owner)[0].path == f"/declines/{decline.pk}/#letter-employer"


def invited(owner: User, **fields: Any) -> Interview:
    return interview_of(application_of(owner), **fields)


def pass_days(clock: Clock, days: float) -> list[str]:
    return walls(clock.pass_until(timezone.now() + hours(24 * days)))


class TestInvitation:
    start = dt.datetime(2026, 11, 23, 9, 0, tzinfo=BERLIN)

    def test_nobody_answered(self, owner: User) -> None:
        prefer(owner, zone="Europe/Berlin")
        with clock_at(self.start) as clock:
            invited(owner)
            assert pass_days(clock, 4) == ["24 09:00", "25 09:00"]
        assert mail.outbox[0].subject == "XYZ Corporation waits for your answer"

    def test_an_answer_due_sooner_is_nudged_about_sooner(self, owner: User) -> None:
        prefer(owner, zone="Europe/Berlin")
        with clock_at(self.start) as clock:
            invited(owner, respond_by=self.start + hours(16))
            assert pass_days(clock, 0.9) == ["23 19:00"]

    @pytest.mark.parametrize("status", ["confirmed", "cancelled", "missed"])
    def test_an_answer_ends_it(self, owner: User, status: str) -> None:
        with clock_at(self.start) as clock:
            interview = invited(owner)
            assert pass_days(clock, 0.5) == []
            interviews.mark(interview, status)
            assert pass_days(clock, 3) == []

    def test_a_decline_speaks_in_its_place(self, owner: User) -> None:
        with clock_at(self.start) as clock:
            decline_of(owner)
            pass_days(clock, 3)
        assert {nudge.reminder.kind for nudge in shown_to(owner)} == {"decline_not_sent"}


class TestInterviewAhead:
    start = dt.datetime(2026, 11, 23, 9, 0, tzinfo=BERLIN)

    def confirmed(self, owner: User, **fields: Any) -> Interview:
        interview = invited(owner, **fields)
        interviews.mark(interview, "confirmed")
        return interview

    def test_a_day_and_three_hours_before_it(self, owner: User) -> None:
        prefer(owner, zone="Europe/Berlin")
        with clock_at(self.start) as clock:
            self.confirmed(owner, starts_at=self.start + hours(48 - 1), place="video.example.com/42")
            assert pass_days(clock, 4) == ["24 08:00", "25 05:00"]
        assert "video.example.com/42" in str(mail.outbox[0].body)

    def test_moved_to_another_day_it_is_nudged_about_anew(self, owner: User) -> None:
        prefer(owner, zone="Europe/Berlin")
        with clock_at(self.start) as clock:
            interview = self.confirmed(owner, starts_at=self.start + hours(48))
            assert pass_days(clock, 1.5) == ["24 09:00"]
            Interview.objects.filter(pk=interview.pk).update(starts_at=self.start + hours(96))
            assert pass_days(clock, 4) == ["26 09:00", "27 06:00"]

    def test_cancelled_it_is_not(self, owner: User) -> None:
        with clock_at(self.start) as clock:
            interview = self.confirmed(owner, starts_at=self.start + hours(48))
            interviews.mark(interview, "cancelled")
            assert pass_days(clock, 3) == []


def test_all_kinds_are_registered() -> None:
    names = [
        "decline_not_sent",
        "invitation_not_answered",
        "interview_ahead",
        "outcome_unknown",
        "letter_failed",
    ]
    assert all(kind_named(name) is not None for name in names)
