from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from accounts.models import User
from correspondence.models import Message, OutgoingMail
from dashboard.entries import SENTENCES
from dashboard.timeline import EVERYTHING, LETTERS, NOTES, PAGE, timeline
from declines import guide
from declines.models import Letter
from tests import make
from tests.unit.dashboard.conftest import add, mail_of
from tracker import interviews, progress
from tracker.models import Application, Interview, Note
from tracker.stages import stages_of

HOUR = dt.timedelta(hours=1)


def said(application: Application, kinds: frozenset[str] = EVERYTHING) -> list[str]:
    """The headlines, newest first, as a reader hears them."""
    return [strip_tags(entry.headline) for entry in timeline(application, kinds).entries]


def message(of: Application, **fields: Any) -> Message:
    given = {"owner": of.owner, "application": of, "body": "Hello", "occurred_at": timezone.now(), **fields}
    return Message.objects.create(**given)


def test_stages_from_the_first_to_the_last(owner: User) -> None:
    application = add(owner, "Editor", stage=0)
    progress.move_stage(application, stages_of(owner)[1])
    progress.close(application, "rejected")
    progress.reopen(application)
    assert said(application) == ["Taken up again in Applied", "Closed: Rejected", "Moved to Applied", "Began in Saved"]


@pytest.mark.parametrize(
    ("direction", "channel", "sentence"),
    [
        ("in", "email", "Eleanor Smith wrote to you"),
        ("in", "phone", "Eleanor Smith phoned"),
        ("in", "text", "Eleanor Smith sent you a text"),
        ("in", "in_person", "Eleanor Smith spoke with you"),
        ("out", "email", "You wrote to Eleanor Smith"),
        ("out", "phone", "You phoned Eleanor Smith"),
        ("out", "text", "You sent a text to Eleanor Smith"),
        ("out", "in_person", "You spoke with Eleanor Smith"),
    ],
)
def test_messages_of_every_channel_both_ways(owner: User, direction: str, channel: str, sentence: str) -> None:
    application = make.application(owner)
    message(application, direction=direction, channel=channel, contact=make.hiring_manager(application))
    assert said(application)[0] == sentence


def test_a_message_from_nobody_in_particular_is_the_employers(owner: User) -> None:
    application = make.application(owner)
    message(application)
    assert said(application)[0] == "XYZ Corporation wrote to you"


def test_a_long_message_is_an_excerpt_and_a_note_is_whole(owner: User) -> None:
    application = make.application(owner)
    message(application, body="x" * 5000)
    Note.objects.create(owner=owner, application=application, body="y" * 5000)
    assert {len(entry.text) for entry in timeline(application).entries} == {600, 5000, 0}


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("confirmed", "Second interview confirmed"),
        ("completed", "Second interview held"),
        ("cancelled", "Second interview cancelled by them"),
        ("missed", "Second interview missed"),
    ],
)
def test_an_interview_and_what_became_of_it(owner: User, status: str, sentence: str) -> None:
    application = make.application(owner)
    interview = make.interview(application, days_ahead=-0.01)
    interviews.mark(interview, status)
    assert sentence in said(application)
    assert "Invitation: Second interview" in said(application)


def test_an_interview_that_was_held_stands_at_its_hour(owner: User) -> None:
    application = make.application(owner)
    interview = make.interview(application, round_=0, days_ahead=-5, invited_at=timezone.now() - 200 * HOUR)
    interviews.mark(interview, "completed")
    entry = next(entry for entry in timeline(application).entries if entry.kind == "interview")
    assert entry.at == interview.starts_at
    assert strip_tags(entry.headline) == "Final interview held"
    assert entry.where == "Asia/Jakarta"


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("queued", "The letter to Eleanor Smith waits to leave"),
        ("claimed", "The letter to Eleanor Smith is leaving now"),
        ("transmitting", "The letter to Eleanor Smith is leaving now"),
        ("unconfirmed", "The letter to Eleanor Smith: outcome unknown"),
        ("failed", "The letter to Eleanor Smith was not sent"),
    ],
)
def test_letters_on_their_way_are_told_plainly(owner: User, status: str, sentence: str) -> None:
    decline = make.decline(owner)
    mail_of(make.letter(decline), status, reply="421 try later")
    entry = timeline(decline.application).entries[0]
    assert strip_tags(entry.headline) == sentence
    assert entry.more == "421 try later"
    assert entry.link == decline.pk


@pytest.mark.parametrize("status", ["sent", "cancelled"])
def test_what_was_sent_is_a_message_and_what_was_undone_is_nothing(owner: User, status: str) -> None:
    decline = make.decline(owner)
    mail_of(make.letter(decline), status)
    assert not any(entry.kind == "mail" for entry in timeline(decline.application).entries)


def test_a_sent_letter_says_who_accepted_it(owner: User) -> None:
    decline = make.decline(owner)
    mail = mail_of(make.letter(decline), "sent")
    message(decline.application, direction="out", mail=mail, contact=mail.recipient.contact)
    entry = timeline(decline.application).entries[0]
    assert entry.where == "e.smith@xyz-corporation.example"


def test_a_decline_from_the_decision_to_the_end(owner: User) -> None:
    decline = make.decline(owner)
    guide.record(make.letter(decline, "employer"), "phoned", "She was kind.")
    guide.record(make.letter(decline, "recruiter"), "elsewhere", "From my phone.")
    told = said(decline.application)
    for sentence in (
        "Declining the second interview: decided",
        "You phoned Eleanor Smith, to say no",
        "You sent the letter to Kartika Wulandari yourself",
        "Declining the second interview: completed",
        "Second interview declined",
        "Closed: Declined by me",
    ):
        assert told.count(sentence) == 1, sentence
    notes = {entry.more for entry in timeline(decline.application).entries if entry.kind == "letter"}
    assert notes == {"She was kind.", "From my phone."}
    assert not any(entry.kind == "message" for entry in timeline(decline.application).entries)


def test_a_letter_nobody_needed_names_the_reader_it_would_have_had(owner: User) -> None:
    decline = make.decline(owner, with_people=False)
    guide.record(make.letter(decline, "recruiter"), "not_needed")
    assert "No letter to the recruiter was needed" in said(decline.application)


def test_taking_a_decline_back_and_withdrawing(owner: User) -> None:
    decline = make.decline(owner)
    guide.reconsider(decline)
    assert "Declining the second interview: taken back" in said(decline.application)
    application = add(owner, "Editor")
    guide.withdraw(application)
    assert "Withdrawing the application: decided" in said(application)


def test_every_state_has_its_sentence() -> None:
    told = {(kind, state) for kind, state, *_channel in SENTENCES}
    states = {("interview", status) for status in Interview.Status.values} - {("interview", "invited")}
    states |= {("mail", status) for status in OutgoingMail.Status.values} - {("mail", "sent"), ("mail", "cancelled")}
    states |= {("letter", how) for how in Letter.Accounted.values} - {("letter", ""), ("letter", "mailbox")}
    assert states <= told
    channels = {(d, c) for d in Message.Direction.values for c in Message.Channel.values}
    assert channels == {(key[1], key[2]) for key in SENTENCES if len(key) == 3}


def test_views_hold_their_kinds(owner: User) -> None:
    decline = make.decline(owner)
    Note.objects.create(owner=owner, application=decline.application, body="Hm")
    message(decline.application)
    assert said(decline.application, NOTES) == ["You wrote a note"]
    assert said(decline.application, LETTERS) == [
        "XYZ Corporation wrote to you",
        "Declining the second interview: decided",
    ]


def test_pages_lose_nothing_where_moments_are_the_same(owner: User) -> None:
    application = make.application(owner)
    now = timezone.now()
    for number in range(PAGE + 20):
        Note.objects.create(owner=owner, application=application, body=f"n{number}", created_at=now - HOUR)
        message(application, body=f"m{number}", occurred_at=now - (HOUR if number % 2 else 2 * HOUR))
    seen, cursor = [], ""
    while True:
        page = timeline(application, before=cursor)
        assert len(page.entries) <= PAGE
        seen += [(entry.kind, entry.pk) for entry in page.entries]
        cursor = page.older
        if not cursor:
            break
    assert len(seen) == len(set(seen)) == 2 * (PAGE + 20) + 1


@pytest.mark.parametrize("cursor", ["x", "~~", "2026-01-01~note~1", "2026-13-99T00:00:00+00:00~note~1", "a~b~c"])
def test_a_cursor_that_cannot_be_read_is_none(owner: User, cursor: str) -> None:
    application = make.application(owner)
    assert said_from(application, cursor) == said(application)


def said_from(application: Application, cursor: str) -> list[str]:
    return [strip_tags(entry.headline) for entry in timeline(application, before=cursor).entries]


def test_names_are_words_and_not_markup(owner: User) -> None:
    application = add(owner, "Editor", employer="<script>")
    message(application)
    assert re.search(r"<b>&lt;script&gt;</b>", timeline(application).entries[0].headline)
