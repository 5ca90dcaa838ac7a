"""A test message from a person's own mailbox, against a real server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts import mailboxes
from accounts.models import Mailbox, User
from tests import make
from tests.smtp_sink import SmtpSink, drop, say

URL = "/settings/mailbox/test/"
HTMX = {"HX-Request": "true"}
PASSWORD = "app pass ✓"


@pytest.fixture(scope="module")
def server() -> Iterator[SmtpSink]:
    with SmtpSink(users={"nadia": PASSWORD}) as server:
        yield server


@pytest.fixture
def sink(server: SmtpSink) -> SmtpSink:
    server.forget()
    server.behave()
    return server


@pytest.fixture
def mailbox(owner: User, sink: SmtpSink) -> Mailbox:
    make.signed(owner)
    mailbox = make.mailbox(owner, sink.port)
    mailbox.username = "nadia"
    mailboxes.save(mailbox, PASSWORD)
    return mailbox


def test_the_person_gets_one_message_from_their_own_address(
    mailbox: Mailbox, sink: SmtpSink, owner_client: Client
) -> None:
    html = owner_client.post(URL).content.decode()
    assert "It works." in html
    (message,) = sink.messages
    assert (message.sender, list(message.recipients)) == (mailbox.email, ["owner@example.com"])
    head = message.parsed
    assert head["From"] == '"Nadia Prameswari" <nadia@prameswari.example>'
    assert head["Subject"] == "A test from Kind Regards"


def test_a_mailbox_that_works_is_tested_and_paused_no_more(mailbox: Mailbox, owner_client: Client) -> None:
    mailboxes.pause(mailbox, "535 no")
    owner_client.post(URL)
    mailbox.refresh_from_db()
    assert mailbox.paused_at is None
    assert mailbox.tested_at is not None
    assert mailbox.tested_at <= timezone.now()


def test_page_and_part(mailbox: Mailbox, owner_client: Client) -> None:
    page = owner_client.post(URL).content.decode()
    part = owner_client.post(URL, headers=HTMX).content.decode()
    assert page.count("<h1") == 1
    assert reverse("accounts:mailbox") in page
    assert "<h1" not in part
    assert "It works." in part
    assert '<div id="mailbox-state" hx-swap-oob="true">' in part
    assert "A test message was accepted" in part
    assert "mailbox-state" not in page


@pytest.mark.parametrize(
    ("verb", "answer", "advice"),
    [
        ("auth", "535 5.7.8 Username and Password not accepted", "Check the user name and the password."),
        ("mail", "550 5.7.1 Sender <b>not</b> allowed", "The server refused the message."),
        ("rcpt", "450 4.2.1 Try later", "could not take the message just now"),
        ("connect", "554 No service for you", "No safe connection could be made."),
    ],
)
def test_the_server_s_own_words_are_shown(
    mailbox: Mailbox, sink: SmtpSink, owner_client: Client, verb: str, answer: str, advice: str
) -> None:
    sink.at(verb, say(answer))
    html = owner_client.post(URL).content.decode()
    assert answer.replace("<", "&lt;").replace(">", "&gt;") in html
    assert advice in html
    mailbox.refresh_from_db()
    assert mailbox.tested_at is None
    assert sink.messages == []


def test_an_unclear_end_says_to_look(mailbox: Mailbox, sink: SmtpSink, owner_client: Client) -> None:
    sink.at("dot", drop())
    html = owner_client.post(URL).content.decode()
    assert "gave no clear answer" in html
    mailbox.refresh_from_db()
    assert mailbox.tested_at is None


def test_a_failed_test_leaves_a_pause_as_it_is(mailbox: Mailbox, sink: SmtpSink, owner_client: Client) -> None:
    mailboxes.pause(mailbox, "535 first words")
    sink.at("auth", say("535 second words"))
    owner_client.post(URL)
    mailbox.refresh_from_db()
    assert mailbox.paused_reply == "535 first words"


def test_a_server_that_is_not_there(mailbox: Mailbox, owner_client: Client) -> None:
    Mailbox.objects.filter(pk=mailbox.pk).update(port=1)
    assert b"refused the connection" in owner_client.post(URL).content


def test_no_encryption_is_done_without_when_it_was_asked_for(
    mailbox: Mailbox, sink: SmtpSink, owner_client: Client
) -> None:
    Mailbox.objects.filter(pk=mailbox.pk).update(security="starttls")
    assert b"offers no encryption" in owner_client.post(URL).content
    assert sink.messages == []


def test_a_server_in_our_own_network_is_not_knocked_at(
    mailbox: Mailbox, sink: SmtpSink, owner_client: Client, settings: Settings
) -> None:
    settings.MAIL_ALLOW_PRIVATE_HOSTS = False
    Mailbox.objects.filter(pk=mailbox.pk).update(port=25)
    connections = sink.connections
    assert b"is not a mail server on the public internet" in owner_client.post(URL).content
    assert sink.connections == connections


def test_a_password_that_cannot_be_read_any_more(mailbox: Mailbox, owner_client: Client, settings: Settings) -> None:
    settings.FIELD_KEYS = ["another key of quite sufficient length, 40"]
    assert "Enter it again." in owner_client.post(URL).content.decode()


def test_the_password_is_never_in_the_answer(mailbox: Mailbox, sink: SmtpSink, owner_client: Client) -> None:
    sink.at("auth", say(f"535 {PASSWORD} is wrong"))
    assert PASSWORD not in owner_client.post(URL).content.decode()


def test_who_has_no_mailbox_has_nothing_to_test(mailbox: Mailbox, stranger_client: Client) -> None:
    assert stranger_client.post(URL).status_code == 404


def test_guests_are_asked_to_log_in(mailbox: Mailbox, sink: SmtpSink, client: Client) -> None:
    assert client.post(URL).headers["Location"].startswith("/account/login/")
    assert sink.messages == []


def test_looking_sends_nothing(mailbox: Mailbox, sink: SmtpSink, owner_client: Client) -> None:
    assert owner_client.get(URL).status_code == 405
    assert sink.messages == []
