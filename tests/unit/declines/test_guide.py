"""A decline from the decision to its end."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.states import WrongStatus
from correspondence import outbox
from correspondence.models import Message, OutgoingMail
from declines import guide, letters
from declines.models import Decline, Letter
from tests import make
from tracker import interviews, progress
from tracker.models import Application, Interview

HOUR = dt.timedelta(hours=1)


def test_deciding_drafts_a_letter_to_each_reader(decline: Decline) -> None:
    employer, recruiter = make.letter(decline), make.letter(decline, "recruiter")

    assert employer.body.startswith("Dear Ms. Smith,")
    assert recruiter.body.startswith("Dear Ms. Wulandari,")
    assert employer.recipient is not None
    assert employer.recipient.contact.email == "e.smith@xyz-corporation.example"
    for letter in (employer, recruiter):
        assert "Marketing Associate" in letter.body
        assert "XYZ Corporation" in letter.body
        assert letter.body.rstrip().endswith("Nadia Prameswari")
    assert employer.body != recruiter.body


def test_deciding_twice_is_one_decline(decline: Decline) -> None:
    assert decline.interview is not None
    assert guide.decline_interview(decline.interview) == decline
    assert Decline.objects.count() == 1


@pytest.mark.parametrize("status", ["completed", "cancelled", "missed"])
def test_only_what_is_ahead_can_be_declined(owner: User, status: str) -> None:
    interview = make.interview(make.application(owner))
    interviews.mark(interview, status)
    with pytest.raises(WrongStatus):
        guide.decline_interview(interview)


def test_a_closed_application_has_nothing_to_decline(owner: User) -> None:
    application = make.application(owner)
    interview = make.interview(application)
    progress.close(application, "rejected")
    with pytest.raises(WrongStatus):
        guide.decline_interview(interview)
    with pytest.raises(WrongStatus):
        guide.withdraw(application)


@pytest.mark.parametrize(
    ("hours_ahead", "due_in"),
    [(None, 24), (72, 24), (48, 24), (36, 12), (25, 1), (10, 1), (-3, 1)],
)
def test_letters_are_due_a_day_after_the_decision_and_a_day_before_the_interview(
    hours_ahead: float | None, due_in: float
) -> None:
    now = timezone.now()
    starts_at = None if hours_ahead is None else now + hours_ahead * HOUR
    assert guide.deadline(now, starts_at) == now + due_in * HOUR


def test_the_last_record_completes_it(decline: Decline) -> None:
    guide.record(make.letter(decline), "phoned", "She wished me luck.")
    decline.refresh_from_db()
    assert decline.is_open

    guide.record(make.letter(decline, "recruiter"), "elsewhere")

    decline.refresh_from_db()
    application, interview = decline.application, decline.interview
    assert interview is not None
    assert decline.status == "completed"
    assert interview.status == "declined"
    assert (application.outcome, application.is_open) == ("declined", False)
    assert [message.channel for message in Message.objects.order_by("pk")] == ["phone", "email"]


def test_an_application_without_an_interview_is_withdrawn(owner: User) -> None:
    application = make.application(owner)
    decline = guide.withdraw(application)
    for audience in ("employer", "recruiter"):
        guide.record(make.letter(decline, audience), "elsewhere")
    application.refresh_from_db()
    assert application.outcome == "withdrawn"


def test_a_person_may_keep_the_application_open(decline: Decline) -> None:
    Decline.objects.update(closes_application=False)
    for audience in ("employer", "recruiter"):
        guide.record(make.letter(decline, audience), "phoned")
    assert Application.objects.get().is_open


def test_a_record_is_made_once(decline: Decline) -> None:
    first, second = make.letter(decline), make.letter(decline)
    guide.record(first, "phoned")
    with pytest.raises(WrongStatus):
        guide.record(second, "elsewhere")
    assert Message.objects.count() == 1


def test_an_unknown_way_is_refused(decline: Decline) -> None:
    with pytest.raises(ValueError, match="pigeon"):
        guide.record(make.letter(decline), "pigeon")


def test_phoning_takes_a_waiting_letter_back(owner: User, decline: Decline) -> None:
    mail = queued(owner, make.letter(decline))
    guide.record(make.letter(decline), "phoned")
    mail.refresh_from_db()
    assert mail.status == "cancelled"


def test_a_record_taken_back_opens_the_decline_again(decline: Decline) -> None:
    for audience in ("employer", "recruiter"):
        guide.record(make.letter(decline, audience), "phoned")

    guide.take_back(make.letter(decline))

    decline.refresh_from_db()
    assert decline.is_open
    assert Application.objects.get().is_open
    assert Interview.objects.get().status == "invited"
    assert Message.objects.count() == 1


def test_a_sent_letter_cannot_be_taken_back(decline: Decline) -> None:
    Letter.objects.update(accounted="mailbox", accounted_at=timezone.now())
    with pytest.raises(WrongStatus):
        guide.take_back(make.letter(decline))


def test_going_after_all_leaves_everything_as_it_was(owner: User, decline: Decline) -> None:
    mail = queued(owner, make.letter(decline))

    guide.reconsider(Decline.objects.get())

    mail.refresh_from_db()
    assert mail.status == "cancelled"
    assert Decline.objects.get().status == "reconsidered"
    assert Interview.objects.get().status == "invited"
    assert not Letter.objects.waiting().exists()


def test_going_after_all_reopens_what_completing_had_closed(owner: User) -> None:
    application = make.application(make.signed(owner))
    interview = make.interview(application)
    interviews.mark(interview, "confirmed")
    decline = guide.decline_interview(interview)
    for audience in ("employer", "recruiter"):
        guide.record(make.letter(decline, audience), "phoned")

    guide.reconsider(Decline.objects.get())

    assert Interview.objects.get().status == "confirmed"
    assert Application.objects.get().is_open
    with pytest.raises(WrongStatus):
        guide.reconsider(Decline.objects.get())


def test_nobody_goes_after_all_while_a_letter_leaves(owner: User, decline: Decline) -> None:
    mail = queued(owner, make.letter(decline))
    OutgoingMail.objects.filter(pk=mail.pk).update(
        status="transmitting", token="6c1c0b7e-0d0f-4b1c-8a52-0d2f4f4d9a10", lease_until=timezone.now()
    )
    with pytest.raises(WrongStatus):
        guide.reconsider(Decline.objects.get())
    assert Decline.objects.get().is_open


def test_a_sent_mail_accounts_for_its_letter(owner: User, decline: Decline) -> None:
    guide.record(make.letter(decline, "recruiter"), "not_needed", "No recruiter.")
    mail = queued(owner, make.letter(decline))
    OutgoingMail.objects.filter(pk=mail.pk).update(status="sent", handed_over_at=timezone.now())

    assert guide.complete_what_is_accounted() == 0  # it ends with the letter that ended it
    assert make.letter(decline).accounted == "mailbox"
    assert Decline.objects.get().status == "completed"


def queued(owner: User, letter: Letter) -> OutgoingMail:
    make.mailbox(owner)
    shown = letters.review(letter).fingerprint
    return letters.send(letter, fingerprint=shown, key=outbox.new_key())
