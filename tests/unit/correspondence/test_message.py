"""One message: read with its thread, kept by hand, corrected, deleted and put back."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.notices import undo_url
from correspondence import dispatch, history
from correspondence.forms import version_of
from correspondence.models import Message, OutgoingMail
from tests import make
from tests.smtp_sink import SmtpSink
from tracker.models import Application, ApplicationContact, Contact

HTMX = {"HX-Request": "true"}


@pytest.fixture
def message(application: Application, recipient: ApplicationContact) -> Message:
    """The invitation, kept by hand."""
    now = timezone.now().replace(microsecond=0)
    return Message.objects.create(
        owner=application.owner,
        application=application,
        contact=recipient.contact,
        subject="Second interview",
        body="Dear Nadia,\nwe would love to have you back.",
        message_id="<invite@xyz.example>",
        occurred_at=now - dt.timedelta(days=1),
        created_at=now,
    )


@pytest.fixture
def sent(sink: SmtpSink, due_mail: OutgoingMail) -> Message:
    """A letter that a mail server accepted."""
    dispatch.deliver(due_mail.pk)
    return Message.objects.get(mail=due_mail)


def fields(**changes: Any) -> dict[str, Any]:
    return {
        "direction": "in",
        "channel": "email",
        "contact": "",
        "subject": "Second interview",
        "body": "Dear Nadia,",
        "occurred_at": "2025-11-21T11:20",
        "message_id": "",
        "seen": "",
    } | changes


def edited(message: Message, **changes: Any) -> dict[str, Any]:
    """What the edit form of a message posts."""
    at = timezone.localtime(message.occurred_at)
    return fields(
        contact=message.contact_id or "",
        subject=message.subject,
        body=message.body,
        message_id=message.message_id,
        occurred_at=f"{at:%Y-%m-%dT%H:%M}",
        seen=version_of(message),
        **changes,
    )


def undo_of(answer: Any) -> str:
    return undo_url(list(get_messages(answer.wsgi_request))[-1])


def url(message: Message, what: str = "") -> str:
    return f"/correspondence/{message.pk}/{what}"


def add_url(application: Application, query: str = "") -> str:
    return f"/applications/{application.pk}/messages/add/{query}"


# Who may, and how.


@pytest.mark.parametrize("what", ["", "edit/", "delete/"])
def test_a_stranger_finds_nothing(stranger_client: Client, message: Message, what: str) -> None:
    for method in (stranger_client.get, stranger_client.post):
        assert method(url(message, what), edited(message)).status_code in (404, 405)
    assert Message.objects.get() == message


def test_a_stranger_adds_nothing(stranger_client: Client, application: Application) -> None:
    assert stranger_client.get(add_url(application)).status_code == 404
    assert stranger_client.post(add_url(application), fields()).status_code == 404
    assert not Message.objects.exists()


def test_anonymous_visitors_are_asked_to_log_in(client: Client, message: Message, application: Application) -> None:
    for address in (url(message), url(message, "edit/"), url(message, "delete/"), add_url(application)):
        for answer in (client.get(address), client.post(address)):
            assert answer.headers["Location"].startswith("/account/login/")


def test_each_address_takes_its_own_methods(owner_client: Client, message: Message) -> None:
    assert owner_client.post(url(message)).status_code == 405
    assert owner_client.get(url(message, "delete/")).status_code == 405
    assert owner_client.put(url(message, "edit/")).status_code == 405
    assert Message.objects.exists()


@pytest.mark.parametrize("what", ["", "edit/"])
def test_htmx_gets_the_part_alone(owner_client: Client, message: Message, what: str) -> None:
    assert b"<html" in owner_client.get(url(message, what)).content
    assert b"<html" not in owner_client.get(url(message, what), headers=HTMX).content


# Reading.


def test_the_whole_of_it_is_shown(owner_client: Client, message: Message) -> None:
    page = owner_client.get(url(message)).content.decode()
    assert "Dear Nadia,\nwe would love to have you back." in page
    assert "kr-paper" in page
    assert "e.smith@xyz-corporation.example" in page
    assert "&lt;invite@xyz.example&gt;" in page


def test_a_call_is_no_letter(owner_client: Client, message: Message) -> None:
    Message.objects.update(channel="phone", subject="", message_id="")
    page = owner_client.get(url(message)).content.decode()
    assert "kr-paper" not in page
    assert "kr-postmark" not in page


def test_a_letter_that_was_accepted_carries_the_postmark(owner_client: Client, sent: Message) -> None:
    page = owner_client.get(url(sent)).content.decode()
    assert "kr-postmark" in page
    assert "Accepted by the mail server" in page
    assert "250 2.0.0 Ok: queued" in page
    assert url(sent, "edit/") not in page
    assert url(sent, "delete/") not in page


def test_markup_in_a_message_is_text(owner_client: Client, message: Message) -> None:
    Message.objects.update(body="<script>alert(1)</script>", subject="<b>No</b>")
    page = owner_client.get(url(message)).content.decode()
    assert "<script>alert" not in page
    assert "<b>No</b>" not in page


def test_the_thread_follows_message_ids_and_never_subjects(
    owner_client: Client, message: Message, application: Application
) -> None:
    def said(body: str, days: float, **ids: str) -> Message:
        at = message.occurred_at + dt.timedelta(days=days)
        return Message.objects.create(owner=message.owner, application=application, body=body, occurred_at=at, **ids)

    answer = said("2", 0.1, message_id="<a@me.example>", in_reply_to="<invite@xyz.example>")
    # The third names the second in its references alone, the fourth the third.
    third = said("3", 0.2, message_id="<b@xyz.example>", references="<invite@xyz.example> <a@me.example>")
    fourth = said("4", 0.3, message_id="<c@me.example>", in_reply_to="<b@xyz.example>")
    said("same subject", 0.4, subject=message.subject, message_id="<other@xyz.example>")
    said("no ids", 0.5)
    elsewhere = make.application(application.owner, "Editor", "Harrow Dairy")
    Message.objects.create(
        owner=message.owner, application=elsewhere, body="elsewhere", in_reply_to="<invite@xyz.example>"
    )
    whole = [message, answer, third, fourth]
    for one in whole:
        assert history.thread_of(one) == whole
    assert owner_client.get(url(fourth)).context["thread"] == whole
    assert owner_client.get(url(message)).context["was_answered"]
    assert not owner_client.get(url(fourth)).context["was_answered"]


def test_a_message_without_an_id_has_no_thread(owner_client: Client, message: Message) -> None:
    Message.objects.update(message_id="")
    message.refresh_from_db()
    assert owner_client.get(url(message)).context["thread"] == []


def test_a_mail_of_theirs_can_be_answered_at_once(owner_client: Client, message: Message) -> None:
    page = owner_client.get(url(message))
    assert page.context["reply_by_mail"] == (
        "mailto:e.smith@xyz-corporation.example?subject=Re%3A%20Second%20interview&body="
    )
    assert f"?reply_to={message.pk}" in page.content.decode()


def test_without_an_address_there_is_nobody_to_mail(owner_client: Client, message: Message) -> None:
    Contact.objects.update(email="")
    assert owner_client.get(url(message)).context["reply_by_mail"] == ""
    Contact.objects.update(email="not an address")
    assert owner_client.get(url(message)).context["reply_by_mail"] == ""


# Keeping.


def test_a_message_is_kept_and_the_application_touched(
    owner_client: Client, application: Application, recipient: ApplicationContact
) -> None:
    long_ago = timezone.now() - dt.timedelta(days=9)
    Application.objects.update(last_activity_at=long_ago)
    just_now = timezone.localtime()
    given = fields(
        direction="out",
        channel="phone",
        contact=recipient.contact_id,
        body="We spoke.",
        occurred_at=f"{just_now:%Y-%m-%dT%H:%M}",
    )
    answer = owner_client.post(add_url(application), given)
    assert answer.headers["Location"] == application.get_absolute_url()
    kept = Message.objects.get()
    assert (kept.direction, kept.channel, kept.body) == ("out", "phone", "We spoke.")
    assert kept.contact == recipient.contact
    assert kept.owner == application.owner
    assert kept.occurred_at == just_now.replace(second=0, microsecond=0)
    application.refresh_from_db()
    assert application.last_activity_at == kept.occurred_at
    assert undo_of(answer) == url(kept, "delete/")


def test_an_old_message_does_not_make_the_application_quieter(owner_client: Client, application: Application) -> None:
    before = application.last_activity_at
    owner_client.post(add_url(application), fields(occurred_at="2020-01-01T10:00"))
    application.refresh_from_db()
    assert application.last_activity_at == before


def test_times_are_the_persons_own(owner_client: Client, owner: User, application: Application) -> None:
    owner.preferences.zone = "Asia/Jakarta"
    owner.preferences.save()
    owner_client.post(add_url(application), fields(occurred_at="2025-11-21T11:20"))
    assert Message.objects.get().occurred_at == dt.datetime(2025, 11, 21, 4, 20, tzinfo=dt.UTC)


def test_next_says_where_to_go(owner_client: Client, application: Application) -> None:
    answer = owner_client.post(add_url(application, "?next=/correspondence/"), fields())
    assert answer.headers["Location"] == "/correspondence/"
    answer = owner_client.post(add_url(application, "?next=https://evil.example/"), fields())
    assert answer.headers["Location"] == application.get_absolute_url()


def test_the_address_begins_the_form(
    owner_client: Client, application: Application, recipient: ApplicationContact
) -> None:
    query = f"?direction=out&channel=text&contact={recipient.contact_id}"
    form = owner_client.get(add_url(application, query)).context["form"]
    assert form["direction"].value() == "out"
    assert form["channel"].value() == "text"
    assert str(form["contact"].value()) == str(recipient.contact_id)


def test_an_answer_joins_the_thread(owner_client: Client, message: Message, application: Application) -> None:
    Message.objects.update(references="<first@xyz.example>")
    address = add_url(application, f"?reply_to={message.pk}")
    form = owner_client.get(address).context["form"]
    assert form["direction"].value() == "out"
    assert form["subject"].value() == "Re: Second interview"
    assert form["contact"].value() == message.contact_id
    owner_client.post(address, fields(direction="out", message_id="<mine@me.example>"))
    answer = Message.objects.get(message_id="<mine@me.example>")
    assert answer.in_reply_to == "<invite@xyz.example>"
    assert answer.references == "<first@xyz.example> <invite@xyz.example>"
    assert {one.pk for one in history.thread_of(answer)} == {message.pk, answer.pk}


def test_only_a_message_of_the_same_application_can_be_answered(
    owner_client: Client, message: Message, owner: User
) -> None:
    other = make.application(owner, "Editor", "Harrow Dairy")
    for pk in (message.pk, 999_999, "x", "9" * 30):
        assert owner_client.get(add_url(other, f"?reply_to={pk}")).status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"body": ""}, "body"),
        ({"body": "x" * 200_001}, "body"),
        ({"direction": "sideways"}, "direction"),
        ({"channel": "pigeon"}, "channel"),
        ({"contact": "999999"}, "contact"),
        ({"occurred_at": "yesterday"}, "occurred_at"),
        ({"occurred_at": "2999-01-01T10:00"}, "occurred_at"),
        ({"message_id": "not one"}, "message_id"),
        ({"message_id": "<a@b> <c@d>"}, "message_id"),
        ({"message_id": "<a@b\x00>"}, "message_id"),
        ({"subject": "x" * 256}, "subject"),
    ],
)
def test_bad_input_is_told_at_its_field_and_kept(
    owner_client: Client, application: Application, changes: dict[str, str], field: str
) -> None:
    answer = owner_client.post(add_url(application), fields(subject="My words") | changes)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    if field != "subject":
        assert "My words" in answer.content.decode()
    assert not Message.objects.exists()


def test_an_hour_that_clocks_skip_is_asked_again(owner_client: Client, owner: User, application: Application) -> None:
    owner.preferences.zone = "Europe/Berlin"
    owner.preferences.save()
    answer = owner_client.post(add_url(application), fields(occurred_at="2025-03-30T02:30"))
    assert answer.status_code == 422
    assert "occurred_at" in answer.context["form"].errors


def test_only_people_of_the_application_can_be_named(
    owner_client: Client, application: Application, stranger: User, owner: User
) -> None:
    theirs = make.hiring_manager(make.application(stranger))
    elsewhere = make.hiring_manager(make.application(owner, "Editor", "Harrow Dairy"), name="Rina Vega")
    for contact in (theirs, elsewhere):
        assert owner_client.post(add_url(application), fields(contact=contact.pk)).status_code == 422
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "written", ["<x@y.example>", "x@y.example", "Message-ID: <x@y.example>", "message-id:<x@y.example>"]
)
def test_a_message_id_is_taken_however_it_was_copied(
    owner_client: Client, application: Application, written: str
) -> None:
    owner_client.post(add_url(application), fields(message_id=written))
    assert Message.objects.get().message_id == "<x@y.example>"


def test_a_mail_is_kept_once(owner_client: Client, message: Message, application: Application) -> None:
    answer = owner_client.post(add_url(application), fields(message_id=message.message_id))
    assert answer.status_code == 422
    assert "in your history already" in answer.content.decode()


def test_a_call_has_no_message_id(owner_client: Client, application: Application) -> None:
    owner_client.post(add_url(application), fields(channel="phone", message_id="<x@y.example>"))
    assert Message.objects.get().message_id == ""


def test_what_is_not_in_the_form_cannot_be_set(
    owner_client: Client, application: Application, stranger: User, due_mail: OutgoingMail
) -> None:
    extra = {"owner": stranger.pk, "mail": due_mail.pk, "purpose": "letter:1", "in_reply_to": "<a@b>"}
    owner_client.post(add_url(application), fields(**extra))
    kept = Message.objects.get()
    assert (kept.owner, kept.mail, kept.purpose, kept.in_reply_to) == (application.owner, None, "", "")


# Correcting.


def test_what_was_kept_can_be_corrected(owner_client: Client, message: Message) -> None:
    answer = owner_client.post(url(message, "edit/"), edited(message) | {"body": "Better words"})
    assert answer.headers["Location"] == url(message)
    after = Message.objects.get()
    assert after.body == "Better words"
    assert after.occurred_at == message.occurred_at, "an hour that was not touched keeps its seconds"


def test_a_correction_of_what_was_changed_meanwhile_shows_both(owner_client: Client, message: Message) -> None:
    mine = edited(message) | {"body": "Mine"}
    Message.objects.update(body="Saved in another window")
    answer = owner_client.post(url(message, "edit/"), mine)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Saved in another window" in page
    assert "Mine" in page
    assert Message.objects.get().body == "Saved in another window"

    again = mine | {"seen": answer.context["form"]["seen"].value()}
    assert owner_client.post(url(message, "edit/"), again).status_code == 302
    assert Message.objects.get().body == "Mine"


def test_a_bad_correction_changes_nothing(owner_client: Client, message: Message) -> None:
    answer = owner_client.post(url(message, "edit/"), edited(message) | {"body": ""})
    assert answer.status_code == 422
    assert Message.objects.get().body == message.body


def test_somebody_who_was_taken_off_the_application_stays_with_the_message(
    owner_client: Client, message: Message, recipient: ApplicationContact
) -> None:
    recipient.delete()
    assert owner_client.post(url(message, "edit/"), edited(message)).status_code == 302
    assert Message.objects.get().contact == recipient.contact


def test_what_was_sent_stays_as_it_left(owner_client: Client, sent: Message) -> None:
    for answer in (
        owner_client.get(url(sent, "edit/")),
        owner_client.post(url(sent, "edit/"), edited(sent, direction="out") | {"body": "I never said so"}),
        owner_client.post(url(sent, "delete/")),
        owner_client.post(url(sent, "delete/"), headers=HTMX),
    ):
        assert answer.status_code == 409
        assert "accepted by a mail server" in answer.content.decode()
    assert Message.objects.get().body == sent.body


# Deleting.


def test_deleting_can_be_undone(owner_client: Client, message: Message) -> None:
    Message.objects.update(in_reply_to="<first@xyz.example>", references="<first@xyz.example>")
    before = Message.objects.values().get()
    answer = owner_client.post(url(message, "delete/"))
    assert answer.headers["Location"] == message.application.get_absolute_url()
    assert not Message.objects.exists()
    owner_client.post(undo_of(answer))
    assert Message.objects.values().get() == before


def test_a_strangers_browser_cannot_put_it_back(
    owner_client: Client, stranger_client: Client, message: Message
) -> None:
    undo = undo_of(owner_client.post(url(message, "delete/")))
    assert stranger_client.post(urlsplit(undo).path).status_code == 404
    assert not Message.objects.exists()


def test_htmx_is_told_that_the_application_changed(owner_client: Client, message: Message) -> None:
    answer = owner_client.post(url(message, "delete/"), headers=HTMX)
    assert answer.status_code == 200
    assert "application-changed" in answer.headers["HX-Trigger"]


def test_what_stands_for_a_letter_is_taken_back_where_the_letter_is(owner_client: Client, message: Message) -> None:
    Message.objects.update(purpose="letter:1")
    answer = owner_client.post(url(message, "delete/"))
    assert answer.status_code == 409
    assert "in place of a letter" in answer.content.decode()
    assert Message.objects.exists()
    assert url(message, "delete/") not in owner_client.get(url(message)).content.decode()
