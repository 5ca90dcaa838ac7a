"""What the recruiter's letter says of the employer, as the employer's letter fares."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import User
from correspondence import outbox
from correspondence.models import OutgoingMail
from declines import guide, letters
from declines.drafting import draft_of, facts_of
from declines.models import Decline, Letter
from declines.words import Draft
from tests import make

WRITING, TOLD = "I am writing to Ms. Smith myself", "I have told Ms. Smith myself"
NOT_TOLD = "Would you be so kind as to let Ms. Smith know"
A_DAY = dt.timedelta(hours=24)


def recruiters(decline: Decline) -> str:
    return make.letter(decline, "recruiter").body


@pytest.mark.parametrize(("how", "says"), [("phoned", TOLD), ("elsewhere", TOLD), ("not_needed", NOT_TOLD)])
def test_a_record_reaches_the_untouched_draft_and_leaves_it_when_taken_back(
    decline: Decline, how: str, says: str
) -> None:
    assert WRITING in recruiters(decline)

    guide.record(make.letter(decline), how, "No one to write to.")
    assert says in recruiters(decline)
    assert WRITING not in recruiters(decline)

    guide.take_back(make.letter(decline))
    assert WRITING in recruiters(decline)


def test_a_decline_opened_again_says_who_hears(decline: Decline) -> None:
    guide.record(make.letter(decline), "phoned")
    guide.record(make.letter(decline, "recruiter"), "phoned")
    guide.take_back(make.letter(decline, "recruiter"))
    assert TOLD in recruiters(decline)


def test_the_person_s_own_words_stay(decline: Decline) -> None:
    letter = make.letter(decline, "recruiter")
    letters.write(letter, letter.subject, "Dear Ms. Wulandari, my own words.", letter.version)
    guide.record(make.letter(decline), "phoned")
    assert recruiters(decline) == "Dear Ms. Wulandari, my own words."


def test_a_letter_in_line_is_not_touched(owner: User, decline: Decline) -> None:
    make.mailbox(owner)
    queued(make.letter(decline, "recruiter"))
    before = make.letter(decline, "recruiter")
    guide.record(make.letter(decline), "phoned")
    after = make.letter(decline, "recruiter")
    assert (after.body, after.version) == (before.body, before.version)


def test_a_save_in_that_very_moment_does_not_lose_the_record(decline: Decline, monkeypatch: pytest.MonkeyPatch) -> None:
    def meanwhile(letter: Letter) -> Draft:
        Letter.objects.filter(pk=letter.pk).update(body="Mine.", is_edited=True, version=letter.version + 1)
        return draft_of(letter)

    monkeypatch.setattr("declines.letters.draft_of", meanwhile)
    guide.record(make.letter(decline), "phoned")
    assert make.letter(decline).accounted == "phoned"


def test_the_draft_stays_while_both_letters_leave_within_the_hour(owner: User, decline: Decline) -> None:
    """Whoever looks at the second letter while the first is accepted sends what they saw."""
    make.mailbox(owner)
    mail = queued(make.letter(decline))
    before = make.letter(decline, "recruiter")
    sent(mail, timezone.now())
    after = make.letter(decline, "recruiter")
    assert make.letter(decline).accounted == "mailbox"
    assert WRITING in after.body
    assert after.version == before.version


def test_a_letter_that_left_on_an_earlier_day_has_told(owner: User, decline: Decline) -> None:
    make.mailbox(owner)
    sent(queued(make.letter(decline)), timezone.now() - A_DAY)
    assert TOLD in recruiters(decline)


@pytest.mark.parametrize(
    ("zone", "told"), [("Asia/Jakarta", "told"), ("Europe/London", "writing"), ("America/New_York", "writing")]
)
def test_the_day_is_the_one_of_the_person(
    owner: User, decline: Decline, zone: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It left at 23:30 in Jakarta and is half past midnight there now; in London it is still afternoon."""
    now = dt.datetime(2026, 11, 24, 17, 30, tzinfo=dt.UTC)
    Letter.objects.filter(decline=decline, audience="employer").update(
        accounted="mailbox", accounted_at=now - dt.timedelta(hours=1)
    )
    owner.preferences.zone = zone
    owner.preferences.save()
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert facts_of(Letter.objects.get(decline=decline, audience="recruiter")).told == told


def queued(letter: Letter) -> OutgoingMail:
    shown = letters.review(letter).fingerprint
    return letters.send(letter, fingerprint=shown, key=outbox.new_key())


def sent(mail: OutgoingMail, at: dt.datetime) -> None:
    OutgoingMail.objects.filter(pk=mail.pk).update(status="sent", handed_over_at=at)
    guide.note_sent(OutgoingMail.objects.get(pk=mail.pk))
