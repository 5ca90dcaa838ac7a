"""The main job, from signing up to a closed application, in a real window and with real mail."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parseaddr
from typing import Any

import pytest
from django.utils import timezone

from correspondence.models import Message
from tests.browser.conftest import Meet
from tests.browser.hands import Keyboard
from tests.browser.person import Person
from tests.stack import Stack
from tracker.models import Interview, Outcome

INVITATION = "<CAF3x9.invitation@mail.xyz-corporation.example>"
SUBJECT = "Invitation: second interview"
MORE = " I wish you a good choice."
GREETINGS = {
    "en": {"employer": "Dear Ms. Smith,", "recruiter": "Dear Ms. Wulandari,"},
    "id": {"employer": "Yth. Ibu Eleanor Smith,", "recruiter": "Yth. Ibu Kartika Wulandari,"},
}
UNFILLED = re.compile(r"[\[\]{}<>_]|\bXX+\b|\bNone\b|\bTODO\b")
A_MESSAGE_ID = re.compile(r"<[^<>@\s]+@[^<>@\s]+>")


def walk(person: Person) -> None:
    """Everything between an empty table and a closed application."""
    starts_at = timezone.now() + dt.timedelta(days=9)
    person.sign_up()
    person.leave_little_to_undo()
    person.use_the_mail_catcher()
    person.add_application()
    person.move_to_second_interview()
    person.record_the_invitation(INVITATION, SUBJECT, starts_at.replace(hour=10, minute=0))
    person.decline()
    letters = {audience: person.letter(audience) for audience in ("employer", "recruiter")}
    check_the_drafts(person, letters)

    person.add_to_letter("employer", MORE)
    letters["employer"] += MORE
    for audience in letters:
        assert person.review(audience).split() == letters[audience].split()
        person.send()
    person.see_it_done()
    check_the_mails(person, letters)
    check_the_history(person, letters)


def check_the_drafts(person: Person, letters: dict[str, str]) -> None:
    """Addressed rightly, different, and with nothing left to fill in."""
    assert person.employers_email in person.reader("employer")
    assert person.recruiters_email in person.reader("recruiter")
    assert letters["employer"] != letters["recruiter"]
    for audience, text in letters.items():
        assert text.startswith(GREETINGS[person.language][audience]), text
        assert "Marketing Associate" in text
        assert "XYZ Corporation" in text
        assert text.rstrip().endswith(person.name)
        assert not UNFILLED.search(text), text


def check_the_mails(person: Person, letters: dict[str, str]) -> None:
    """Two messages and no third; each to one reader, from the person, with the right Message-ID and thread."""
    mails = {mail.recipients[0]: mail for mail in person.letters_caught()}
    assert len(person.letters_caught()) == 2
    assert set(mails) == {person.employers_email, person.recruiters_email}
    for mail in mails.values():
        assert len(mail.recipients) == 1
        assert parseaddr(mail["To"])[1] == mail.recipients[0]
        assert not mail["Cc"]
        assert not mail["Bcc"]
        assert parseaddr(mail["From"]) == (person.name, person.email)
        assert parseaddr(mail["Return-Path"])[1] == person.email
        assert A_MESSAGE_ID.fullmatch(mail["Message-ID"])
    to_employer, to_recruiter = mails[person.employers_email], mails[person.recruiters_email]
    assert to_employer["Message-ID"] != to_recruiter["Message-ID"]
    assert (to_employer["In-Reply-To"], to_employer["References"]) == (INVITATION, INVITATION)
    assert (to_recruiter["In-Reply-To"], to_recruiter["References"]) == ("", "")
    assert to_employer["Subject"] == f"Re: {SUBJECT}"
    assert to_employer.text.split() == letters["employer"].split()
    assert to_recruiter.text.split() == letters["recruiter"].split()
    kept = Message.objects.using(person.stack.alias).filter(owner__email=person.email)
    assert set(kept.values_list("message_id", flat=True)) == {mail["Message-ID"] for mail in mails.values()}


def check_the_history(person: Person, letters: dict[str, str]) -> None:
    """The timeline shows both letters; the interview is declined and the application closed so."""
    application = person.application()
    assert application.outcome == Outcome.DECLINED
    assert application.closed_at is not None
    decline = person.declined()
    assert decline.status == "completed"
    assert decline.interview is not None
    assert decline.interview.status == Interview.Status.DECLINED
    person.go(person.page.locator(f"main a.btn[href='{application.get_absolute_url()}']"))
    timeline = person.page.locator(".kr-line")
    for message in Message.objects.using(person.stack.alias).filter(application=application):
        assert timeline.locator(f"a[href='/correspondence/{message.pk}/']").count() == 1
    assert person.employers_email in timeline.inner_text()
    assert person.recruiters_email in timeline.inner_text()
    assert timeline.locator(f"a[href='{decline.get_absolute_url()}']").count()
    assert person.page.locator(".kr-head .kr-stage").count()  # the stamp of a closed one
    person.page.goto("/correspondence/")
    history = person.page.locator("main").inner_text()
    assert f"Re: {SUBJECT}" in history


@pytest.mark.parametrize(
    "how",
    [
        pytest.param({}, id="pointer"),
        pytest.param({"language": "id"}, id="indonesian"),
        pytest.param({"java_script_enabled": False}, id="without-scripts"),
        pytest.param({"hands": Keyboard}, id="keyboard"),
        pytest.param({"viewport": {"width": 375, "height": 740}, "has_touch": True}, id="375-px"),
    ],
)
def test_declining_a_second_interview(meet: Meet, how: dict[str, Any]) -> None:
    walk(meet(**how))


def test_declining_a_second_interview_on_postgresql(meet: Meet, postgres_stack: Stack) -> None:
    walk(meet(at=postgres_stack))
