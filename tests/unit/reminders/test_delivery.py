"""E-mail nudges: their words, their thread, and what becomes of them when a mail server will not."""

import datetime as dt
import smtplib
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from accounts.models import User
from declines.models import Letter
from reminders import delivery
from reminders.letterhead import mail_of
from reminders.models import Nudge, Turn
from reminders.postman import Postman, words_of
from reminders.sweep import deliver_nudges, raise_due, reconcile, sweep
from tests.unit.nudging import BERLIN, Clock, clock_at, decline_of, html_of, prefer, shown_to

pytestmark = pytest.mark.django_db

MONDAY = dt.datetime(2026, 11, 23, 9, 0, tzinfo=BERLIN)
LATER = MONDAY + dt.timedelta(hours=5)


@pytest.fixture
def clock() -> Iterator[Clock]:
    with clock_at(MONDAY) as clock:
        yield clock


take = EmailBackend.send_messages


class Server:
    """Stands behind the mail backend and answers each message as it is told; the outbox holds what it took."""

    def __init__(self) -> None:
        self.answers: list[Exception | None] = []
        self.away: Exception | None = None
        self.opened = 0
        self.offered = 0

    def open(self, backend: EmailBackend) -> bool:
        self.opened += 1
        if self.away:
            raise self.away
        return True

    def send(self, backend: EmailBackend, messages: list[Any]) -> int:
        self.offered += 1
        answer = self.answers.pop(0) if self.answers else None
        if answer:
            raise answer
        return int(take(backend, messages) or 0)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    server = Server()
    monkeypatch.setattr(EmailBackend, "open", lambda backend: server.open(backend))
    monkeypatch.setattr(EmailBackend, "send_messages", lambda backend, some: server.send(backend, some))
    return server


def raised_for(*people: User) -> list[Nudge]:
    """Each with an e-mail nudge that is due and has not been carried yet."""
    for user in people:
        decline_of(user)
    reconcile(LATER)
    raise_due(LATER)
    return list(Nudge.objects.filter(channel="email").order_by("due_at", "pk"))


def status(nudge: Nudge) -> str:
    nudge.refresh_from_db()
    return str(nudge.status)


def test_it_is_text_and_html_with_links_to_the_letter_and_to_the_answers(owner: User, clock: Clock) -> None:
    prefer(owner, name="Nadia Prameswari")
    (nudge,) = raised_for(owner)
    deliver_nudges(LATER)
    message = mail.outbox[0]
    for part in (str(message.body), html_of(message)):
        assert "Dear Nadia," in part
        assert "XYZ Corporation" in part
        assert f"http://localhost:8000/nudges/{nudge.pk}/open/" in part
        assert "http://localhost:8000/nudges/answer/" in part
    assert message.subject == "Not sent yet: your letters to XYZ Corporation"


def test_names_cannot_write_markup_or_headers(owner: User, clock: Clock) -> None:
    decline_of(owner, "<b>Bold</b> & Sons")
    reconcile(LATER)
    raise_due(LATER)
    deliver_nudges(LATER)
    message = mail.outbox[0]
    assert "<b>Bold</b> & Sons" in str(message.body)
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; Sons" in html_of(message)


def test_nudges_about_one_decline_form_a_thread_of_their_own(owner: User, stranger: User, clock: Clock) -> None:
    decline_of(owner)
    decline_of(owner, "Brightwater Foods")
    clock.pass_until(MONDAY + dt.timedelta(hours=26))
    assert len(mail.outbox) == 6
    headers = [message.extra_headers for message in mail.outbox]
    assert len({each["Message-ID"] for each in headers}) == 6
    assert len({each["References"] for each in headers}) == 2
    assert all(each["In-Reply-To"] == each["References"] for each in headers)


def test_who_wants_no_mail_gets_it_in_the_page_alone(owner: User, clock: Clock) -> None:
    prefer(owner, nudge_by_email=False)
    assert raised_for(owner) == []
    assert len(shown_to(owner)) == 1


def test_times_are_told_in_the_persons_zone(owner: User, clock: Clock) -> None:
    prefer(owner, zone="America/New_York")
    raised_for(owner)
    sweep(LATER.replace(hour=23))
    assert "Tue 24 Nov, 03:00 EST" in str(mail.outbox[0].body)


def test_still_needed_is_asked_when_it_is_claimed(owner: User, clock: Clock) -> None:
    (nudge,) = raised_for(owner)
    Letter.objects.update(accounted="phoned", accounted_at=timezone.now())
    deliver_nudges(LATER)
    assert mail.outbox == []
    assert status(nudge) == "not_needed"


def test_a_server_that_says_later_is_asked_later_with_the_same_message_id(
    owner: User, clock: Clock, server: Server
) -> None:
    server.answers = [smtplib.SMTPDataError(451, b"4.7.1 Greylisted"), None]
    (nudge,) = raised_for(owner)
    clock.travel.move_to(LATER)
    deliver_nudges(LATER)
    assert status(nudge) == "waiting"
    assert nudge.error == "451 4.7.1 Greylisted"
    deliver_nudges(LATER + dt.timedelta(seconds=30))
    assert mail.outbox == []
    clock.travel.move_to(LATER + dt.timedelta(minutes=1))
    deliver_nudges(timezone.now())
    assert status(nudge) == "sent"
    assert len(mail.outbox) == 1


def test_a_server_that_says_never_is_not_asked_again(owner: User, clock: Clock, server: Server) -> None:
    server.answers = [smtplib.SMTPRecipientsRefused({"owner@example.com": (550, b"No such user")})]
    (nudge,) = raised_for(owner)
    clock.travel.move_to(LATER)
    deliver_nudges(LATER)
    assert status(nudge) == "failed"
    assert nudge.error == "550 No such user"
    clock.pass_until(LATER + dt.timedelta(hours=2))
    assert mail.outbox == []
    assert len(shown_to(owner)) == 1, "the page has it all the same"


def test_after_two_days_it_is_given_up(owner: User, clock: Clock, server: Server) -> None:
    server.answers = [smtplib.SMTPServerDisconnected("gone")] * 200
    (nudge,) = raised_for(owner)
    now = LATER
    while status(nudge) == "waiting":
        clock.travel.move_to(now)
        deliver_nudges(now)
        nudge.refresh_from_db()
        now = nudge.due_at if nudge.status == "waiting" else now
    assert nudge.status == "failed"
    assert dt.timedelta(hours=46) < now - LATER < dt.timedelta(hours=50)


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPServerDisconnected("Connection unexpectedly closed"),
        smtplib.SMTPDataError(552, b"Too much"),
        ConnectionResetError("reset by peer"),
    ],
)
def test_one_mans_error_is_not_anothers(
    owner: User, stranger: User, clock: Clock, server: Server, error: Exception
) -> None:
    server.answers = [error]
    first, second = raised_for(owner, stranger)
    clock.travel.move_to(LATER)
    deliver_nudges(LATER)
    assert (status(first), status(second)) in [("waiting", "sent"), ("failed", "sent")]


def test_a_nudge_that_cannot_be_written_blocks_nobody(
    owner: User, stranger: User, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = raised_for(owner, stranger)

    def broken(nudge: Nudge) -> EmailMultiAlternatives:
        if nudge.pk == first.pk:
            raise UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed")
        return mail_of(nudge)

    monkeypatch.setattr(delivery, "mail_of", broken)
    deliver_nudges(LATER)
    assert (status(first), status(second)) == ("waiting", "sent")


@pytest.mark.parametrize("error", [ConnectionRefusedError("refused"), smtplib.SMTPAuthenticationError(535, b"No")])
def test_a_server_that_is_away_is_knocked_at_once_and_burns_nobodys_try(
    owner: User, stranger: User, clock: Clock, server: Server, error: Exception
) -> None:
    server.away = error
    first, second = raised_for(owner, stranger)
    clock.travel.move_to(LATER)
    deliver_nudges(LATER)
    assert server.opened == 1
    assert (status(first), status(second)) == ("waiting", "waiting")
    assert second.tries == 0
    server.away = None
    clock.travel.move_to(LATER + dt.timedelta(minutes=2))
    deliver_nudges(timezone.now())
    assert len(mail.outbox) == 2


def test_a_server_that_hangs_is_not_waited_for_by_everybody(
    owner: User, stranger: User, clock: Clock, server: Server
) -> None:
    server.answers = [TimeoutError("timed out")]
    first, second = raised_for(owner, stranger)
    deliver_nudges(LATER)
    assert server.offered == 1
    assert (status(first), status(second)) == ("waiting", "waiting")


def test_what_a_dead_worker_had_in_hand_is_carried_once_its_lease_is_over(owner: User, clock: Clock) -> None:
    (nudge,) = raised_for(owner)
    clock.travel.move_to(LATER)
    lease = LATER + delivery.LEASE
    Nudge.objects.filter(pk=nudge.pk).update(status="claimed", lease_until=lease, tries=1)
    deliver_nudges(LATER)
    assert mail.outbox == []
    clock.travel.move_to(lease + dt.timedelta(seconds=1))
    deliver_nudges(timezone.now())
    assert status(nudge) == "sent"
    assert len(mail.outbox) == 1


def test_one_worker_at_a_time_carries(owner: User, clock: Clock) -> None:
    raised_for(owner)
    clock.travel.move_to(LATER)
    Turn.objects.create(name="deliver", until=LATER + dt.timedelta(seconds=20))
    assert deliver_nudges(LATER) == 0
    clock.travel.move_to(LATER + dt.timedelta(seconds=21))
    assert deliver_nudges(timezone.now()) == 1


def test_a_newer_nudge_is_carried_instead_of_one_that_an_outage_held_back(
    owner: User, clock: Clock, server: Server
) -> None:
    server.away = ConnectionRefusedError("refused")
    decline_of(owner)
    clock.pass_until(MONDAY + dt.timedelta(hours=26))
    assert len(shown_to(owner)) == 3
    server.away = None
    assert len(clock.pass_until(MONDAY + dt.timedelta(hours=29))) == 1


def test_a_message_without_a_recipient_is_not_called_accepted(clock: Clock) -> None:
    from reminders.postman import NotAccepted

    with Postman() as postman, pytest.raises(NotAccepted):
        postman.carry(EmailMultiAlternatives("Hello", "…", to=[]))


def test_the_servers_own_words() -> None:
    assert words_of(smtplib.SMTPDataError(554, b"5.7.1\nNo\r\nspam")) == "554 5.7.1 No spam"
    assert words_of(TimeoutError()) == "TimeoutError"
