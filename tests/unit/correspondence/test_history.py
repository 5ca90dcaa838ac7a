"""The page of everything that was said, with what is not settled yet on top of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Mailbox, User
from correspondence import history
from correspondence.models import Message, OutgoingMail
from tests import make
from tests.unit.correspondence.conftest import queue
from tracker.models import Application, ApplicationContact

S = OutgoingMail.Status
URL = "/correspondence/"


def say(of: Application, body: str, *, minutes_ago: float = 60, **fields: Any) -> Message:
    occurred_at = timezone.now() - dt.timedelta(minutes=minutes_ago)
    return Message.objects.create(owner=of.owner, application=of, body=body, occurred_at=occurred_at, **fields)


def shown(client: Client, **query: Any) -> list[str]:
    """What the messages on the page say, from the top."""
    return [message.excerpt for message in client.get(URL, query).context["page"].messages]


@pytest.fixture
def other(owner: User) -> Application:
    return make.application(owner, "Editor", "Harrow Dairy")


def test_newest_first_both_ways_every_channel(owner_client: Client, application: Application) -> None:
    say(application, "by phone", channel="phone", minutes_ago=3)
    say(application, "by mail", direction="out", minutes_ago=1)
    say(application, "face to face", channel="in_person", minutes_ago=2)
    assert shown(owner_client) == ["by mail", "face to face", "by phone"]


def test_it_says_who_said_what_about_which_application(
    owner_client: Client, application: Application, recipient: ApplicationContact
) -> None:
    say(application, "Dear Nadia", subject="Second interview", contact=recipient.contact)
    say(application, "Hello?", channel="phone", direction="out")
    page = owner_client.get(URL).content.decode()
    assert "<b>Eleanor Smith</b> wrote to you" in page
    assert "<b>You</b> phoned XYZ Corporation" in page
    assert "Second interview" in page
    assert f'href="{application.get_absolute_url()}"' in page


def test_only_letters_have_the_airmail_edge(owner_client: Client, application: Application) -> None:
    say(application, "by phone", channel="phone")
    assert "kr-airmail" not in owner_client.get(URL).content.decode()
    say(application, "by mail")
    assert "kr-airmail" in owner_client.get(URL).content.decode()


def test_a_stranger_sees_their_own(
    stranger_client: Client, application: Application, due_mail: OutgoingMail, stranger: User
) -> None:
    say(application, "the owner's")
    say(make.application(stranger), "the stranger's")
    answer = stranger_client.get(URL, {"employer": application.employer_id})
    assert answer.context["page"].messages == []
    assert shown(stranger_client) == ["the stranger's"]
    assert answer.context["unsettled"] == []
    assert [name for _pk, name in answer.context["employers"]] == ["XYZ Corporation"]


def test_anonymous_visitors_are_asked_to_log_in(client: Client, db: None) -> None:
    assert client.get(URL).headers["Location"] == f"/account/login/?next={URL}"


def test_it_is_only_read(owner_client: Client) -> None:
    assert owner_client.post(URL).status_code == 405


def test_htmx_gets_the_list_alone(owner_client: Client, application: Application) -> None:
    say(application, "Hello")
    whole = owner_client.get(URL)
    part = owner_client.get(URL, headers={"HX-Request": "true"})
    assert b"<html" in whole.content
    assert b"<html" not in part.content
    assert b"Hello" in part.content
    assert "HX-Request" in part.headers["Vary"]


@pytest.mark.parametrize("words", ["agenda", "AGENDA", "second int", "eleanor", "xyz corp", "marketing ass"])
def test_search_looks_into_words_people_employer_and_position(
    owner_client: Client, application: Application, recipient: ApplicationContact, other: Application, words: str
) -> None:
    say(application, "The agenda", subject="Second interview", contact=recipient.contact)
    say(other, "Something else")
    assert shown(owner_client, q=words) == ["The agenda"]


def test_it_can_be_narrowed(owner_client: Client, application: Application, other: Application) -> None:
    say(application, "1 in mail", minutes_ago=1)
    say(application, "2 out mail", minutes_ago=2, direction="out")
    say(application, "3 in phone", minutes_ago=3, channel="phone")
    say(other, "4 other in mail", minutes_ago=4)
    assert shown(owner_client, direction="out") == ["2 out mail"]
    assert shown(owner_client, channel="phone") == ["3 in phone"]
    assert shown(owner_client, employer=other.employer_id) == ["4 other in mail"]
    assert shown(owner_client, direction="in", employer=application.employer_id, q="mail") == ["1 in mail"]


@pytest.mark.parametrize(
    "query",
    [
        {"direction": "sideways"},
        {"channel": "pigeon"},
        {"employer": "x"},
        {"employer": "-1"},
        {"employer": "9" * 40},
        {"q": "\x00"},
        {"q": "x" * 300},
        {"before": "rubbish"},
        {"before": "2026-13-45~1"},
        {"before": "2026-01-01T00:00:00+00:00~" + "9" * 40},
        {"before": "2026-01-01T00:00:00~1"},
    ],
)
def test_what_makes_no_sense_is_not_an_error(
    owner_client: Client, application: Application, query: dict[str, str]
) -> None:
    say(application, "Hello")
    assert owner_client.get(URL, query).status_code == 200


def test_pages_of_fifty_by_cursor(owner_client: Client, application: Application) -> None:
    now = timezone.now()
    Message.objects.bulk_create(
        # Pairs of the same instant, so that the cursor has to tell them apart.
        Message(
            owner=application.owner,
            application=application,
            body=f"{number:03}",
            occurred_at=now - dt.timedelta(minutes=number // 2),
        )
        for number in range(120)
    )
    seen: list[str] = []
    query: dict[str, str] = {}
    sizes = []
    while True:
        page = owner_client.get(URL, query).context["page"]
        seen += [message.excerpt for message in page.messages]
        sizes.append(len(page.messages))
        if not page.older:
            break
        query = {"before": page.older}
    assert sizes == [50, 50, 20]
    assert len(set(seen)) == 120


def test_the_link_to_older_ones_keeps_the_search(owner_client: Client, application: Application) -> None:
    for number in range(51):
        say(application, f"page {number:02}", minutes_ago=number)
    answer = owner_client.get(URL, {"q": "page", "direction": "in"})
    link = next(part for part in answer.content.decode().split('"') if "before=" in part)
    query = link.lstrip("?").replace("&amp;", "&")
    older = owner_client.get(f"{URL}?{query}")
    assert [message.excerpt for message in older.context["page"].messages] == ["page 50"]
    assert "q=page" in query
    assert "direction=in" in query


def test_queries_do_not_grow_with_the_rows(
    owner_client: Client, application: Application, mailbox: Mailbox, recipient: ApplicationContact
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert owner_client.get(URL).status_code == 200
        return len(captured)

    say(application, "one", contact=recipient.contact)
    queue(mailbox, recipient)
    before = queries()
    for number in range(30):
        of = make.application(application.owner, f"Position {number}", f"Employer {number}")
        person = make.hiring_manager(of, name=f"Person {number}", email=f"p{number}@x.example")
        say(of, "more", contact=person)
        queue(mailbox, ApplicationContact.objects.get(contact=person))
    assert queries() == before <= 12


def test_long_texts_are_cut_in_the_list(owner_client: Client, application: Application) -> None:
    say(application, "x" * 5000)
    assert b"x" * 500 not in owner_client.get(URL).content


def test_an_empty_history_says_how_it_fills(owner_client: Client) -> None:
    assert "Letters that leave from here are kept by themselves" in owner_client.get(URL).content.decode()
    assert "Nothing matches" in owner_client.get(URL, {"q": "x"}).content.decode()


# What is not settled yet.


def put(mail: OutgoingMail, **changes: Any) -> OutgoingMail:
    OutgoingMail.objects.filter(pk=mail.pk).update(**changes)
    return mail


def unsettled(client: Client, **query: Any) -> str:
    """The part of the page above the list, as words."""
    page = client.get(URL, query).content.decode()
    return page.partition('id="unsettled"')[2].partition("kr-tabs")[0]


def test_a_waiting_letter_says_when_it_leaves_and_offers_undo(
    owner_client: Client, mailbox: Mailbox, recipient: ApplicationContact
) -> None:
    mail = queue(mailbox, recipient)
    words = unsettled(owner_client)
    assert "Waiting to leave" in words
    assert f"It leaves at {mail.due_at:%H:%M:%S}" in words
    assert reverse("correspondence:mail_undo", args=[mail.pk]) in words


def test_it_looks_again_by_itself_while_something_is_under_way(
    owner_client: Client, mailbox: Mailbox, recipient: ApplicationContact
) -> None:
    assert "hx-trigger" not in unsettled(owner_client)
    mail = queue(mailbox, recipient)
    assert 'hx-trigger="every 5s"' in unsettled(owner_client)
    put(mail, status=S.FAILED, settled_at=timezone.now())
    assert "hx-trigger" not in unsettled(owner_client)


def test_a_letter_that_could_not_leave_yet_says_what_was_heard(owner_client: Client, due_mail: OutgoingMail) -> None:
    put(due_mail, tries=1, due_at=timezone.now() + dt.timedelta(minutes=5), reply="451 4.7.1 <Greylisted>")
    words = unsettled(owner_client)
    assert "The mail server could not take it yet" in words
    assert "451 4.7.1 &lt;Greylisted&gt;" in words


def test_a_paused_mailbox_is_named_as_the_reason(
    owner_client: Client, due_mail: OutgoingMail, mailbox: Mailbox
) -> None:
    Mailbox.objects.filter(pk=mailbox.pk).update(paused_at=timezone.now(), paused_reply="535 No")
    words = unsettled(owner_client)
    assert "Your mailbox is paused" in words
    assert reverse("accounts:mailbox") in words


def test_an_unknown_outcome_says_where_to_look_and_asks(owner_client: Client, due_mail: OutgoingMail) -> None:
    put(due_mail, status=S.UNCONFIRMED, handed_over_at=timezone.now(), reply="The line went quiet.")
    words = unsettled(owner_client)
    assert "Outcome unknown" in words
    assert "Look into the Sent folder" in words
    assert "The line went quiet." in words
    assert reverse("correspondence:mail_settle", args=[due_mail.pk]) in words


def test_a_letter_in_hand_is_leaving(owner_client: Client, due_mail: OutgoingMail) -> None:
    token = "0" * 32
    put(due_mail, status=S.TRANSMITTING, token=token, lease_until=timezone.now(), reply="an earlier answer")
    words = unsettled(owner_client)
    assert "Leaving now" in words
    assert "an earlier answer" not in words
    assert "mail_undo" not in words


def test_what_needs_a_person_comes_first(owner_client: Client, mailbox: Mailbox, recipient: ApplicationContact) -> None:
    queued, failed, unknown = (queue(mailbox, recipient) for _letter in range(3))
    put(failed, status=S.FAILED, settled_at=timezone.now())
    put(unknown, status=S.UNCONFIRMED, handed_over_at=timezone.now())
    found = owner_client.get(URL).context["unsettled"]
    assert [mail.pk for mail in found] == [unknown.pk, failed.pk, queued.pk]


def test_settled_letters_are_not_there(owner_client: Client, due_mail: OutgoingMail) -> None:
    for status in (S.SENT, S.CANCELLED):
        put(due_mail, status=status, settled_at=timezone.now())
        assert owner_client.get(URL).context["unsettled"] == []


def test_a_failure_is_shown_until_it_is_dealt_with(
    owner_client: Client, mailbox: Mailbox, recipient: ApplicationContact
) -> None:
    def is_shown() -> bool:
        return failed.pk in [mail.pk for mail in owner_client.get(URL).context["unsettled"]]

    failed = put(queue(mailbox, recipient, purpose="letter:1"), status=S.FAILED, settled_at=timezone.now())
    assert is_shown()

    again = queue(mailbox, recipient, purpose="letter:1")
    assert not is_shown(), "it is being sent again"
    put(again, status=S.CANCELLED)
    assert is_shown(), "no, it is not"

    told = say(recipient.application, "I phoned", channel="phone", purpose="letter:1")
    assert not is_shown(), "they heard otherwise"
    told.delete()

    Application.objects.update(closed_at=timezone.now(), outcome="declined")
    assert not is_shown(), "nobody waits for it any more"
    Application.objects.update(closed_at=None, outcome="")

    put(failed, settled_at=timezone.now() - history.FAILURES_SHOWN - dt.timedelta(hours=1))
    assert not is_shown(), "it is long ago"


def test_older_pages_are_the_history_alone(owner_client: Client, due_mail: OutgoingMail) -> None:
    assert owner_client.get(URL, {"before": "2099-01-01T00:00:00+00:00~1"}).context["unsettled"] == []
