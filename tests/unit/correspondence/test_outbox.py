"""Pressing Send, undoing it, settling what is unknown; and every arrow that a letter's status may take."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Mailbox, User
from accounts.states import WrongStatus, move
from correspondence import compose, outbox
from correspondence.models import Message, OutgoingMail
from tests import make
from tests.unit.correspondence.conftest import now, queue
from tracker.models import ApplicationContact

S = OutgoingMail.Status
ARROWS = {
    (S.QUEUED, S.CLAIMED),
    (S.QUEUED, S.CANCELLED),
    (S.QUEUED, S.FAILED),
    (S.CLAIMED, S.TRANSMITTING),
    (S.CLAIMED, S.QUEUED),
    (S.CLAIMED, S.CANCELLED),
    (S.CLAIMED, S.FAILED),
    (S.TRANSMITTING, S.SENT),
    (S.TRANSMITTING, S.QUEUED),
    (S.TRANSMITTING, S.FAILED),
    (S.TRANSMITTING, S.UNCONFIRMED),
    (S.UNCONFIRMED, S.SENT),
    (S.UNCONFIRMED, S.FAILED),
}
IN_HAND = {"token": uuid.UUID(int=1), "lease_until": dt.datetime(2099, 1, 1, tzinfo=dt.UTC)}


@pytest.fixture
def mail(mailbox: Mailbox, recipient: ApplicationContact) -> OutgoingMail:
    return queue(mailbox, recipient)


def put(mail: OutgoingMail, status: str, **changes: Any) -> OutgoingMail:
    """The letter in a status, however it may have come there."""
    OutgoingMail.objects.filter(pk=mail.pk).update(status=status, **IN_HAND | changes)
    return now(mail)


@pytest.mark.parametrize("source", S)
@pytest.mark.parametrize("target", S)
def test_a_status_moves_along_its_arrows_alone(mail: OutgoingMail, source: S, target: S) -> None:
    put(mail, source)
    if (source, target) in ARROWS:
        move(mail, target, outbox.TRANSITIONS)
        assert now(mail).status == target
    else:
        with pytest.raises(WrongStatus) as wrong:
            move(mail, target, outbox.TRANSITIONS)
        assert wrong.value.current == source
        assert now(mail).status == source


def test_queueing_freezes_what_was_shown(mailbox: Mailbox, recipient: ApplicationContact) -> None:
    before = timezone.now()
    mail = now(queue(mailbox, recipient, in_reply_to="<invite@xyz.example>", references="<first@xyz.example>"))
    mime = bytes(mail.mime)
    head, _blank, body = mime.partition(b"\r\n\r\n")
    assert b'From: "Nadia Prameswari" <nadia@prameswari.example>' in head
    assert b'To: "Eleanor Smith" <e.smith@xyz-corporation.example>' in head
    assert f"Message-ID: {mail.message_id}".encode() in head
    assert b"In-Reply-To: <invite@xyz.example>" in head
    assert b"References: <first@xyz.example>\r\n <invite@xyz.example>" in head
    assert body.startswith(b"Dear Ms. Smith,\r\n")
    assert (mail.rcpt, mail.sender) == ("e.smith@xyz-corporation.example", "nadia@prameswari.example")
    assert mail.shown_hash == outbox.fingerprint(mail.rcpt, mail.subject, mail.body)
    assert mail.message_id.endswith("@prameswari.example>")
    assert mail.status == S.QUEUED
    assert mail.due_at - mail.queued_at == dt.timedelta(seconds=15)
    assert mail.give_up_at - mail.queued_at == dt.timedelta(hours=48)
    assert mail.queued_at >= before


def test_the_seconds_to_undo_are_the_persons_own(mailbox: Mailbox, recipient: ApplicationContact) -> None:
    mailbox.owner.preferences.undo_seconds = 90
    mailbox.owner.preferences.save()
    mail = queue(mailbox, ApplicationContact.objects.get(pk=recipient.pk))
    assert mail.due_at - mail.queued_at == dt.timedelta(seconds=90)


def test_a_later_change_of_the_contact_does_not_reach_a_queued_letter(
    mail: OutgoingMail, recipient: ApplicationContact
) -> None:
    recipient.contact.email = "other@xyz-corporation.example"
    recipient.contact.save()
    assert now(mail).rcpt == "e.smith@xyz-corporation.example"
    assert b"e.smith@xyz-corporation.example" in bytes(now(mail).mime)


def test_the_same_press_of_the_button_is_one_letter(mailbox: Mailbox, recipient: ApplicationContact) -> None:
    first = queue(mailbox, recipient, purpose="letter:1", idempotency_key="k" * 32)
    again = queue(mailbox, recipient, purpose="letter:1", idempotency_key="k" * 32, body="Another text")
    assert again.pk == first.pk
    assert OutgoingMail.objects.count() == 1


def test_a_press_that_lost_the_race_gets_the_winners_letter(
    mailbox: Mailbox, recipient: ApplicationContact, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both looked before either wrote: the database decides, and both answer with the same row."""
    won: list[OutgoingMail] = []
    write = compose.compose

    def interrupted(**fields: Any) -> bytes:
        if not won:
            won.append(OutgoingMail())
            won[0] = queue(mailbox, recipient, purpose="letter:1", idempotency_key="k" * 32)
        return write(**fields)

    monkeypatch.setattr(compose, "compose", interrupted)
    second = queue(mailbox, recipient, purpose="letter:1", idempotency_key="k" * 32)
    assert second.pk == won[0].pk
    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize("status", OutgoingMail.LIVE)
def test_a_letter_that_is_on_its_way_cannot_be_sent_again(
    mailbox: Mailbox, recipient: ApplicationContact, status: str
) -> None:
    put(queue(mailbox, recipient, purpose="letter:1"), status)
    with pytest.raises(outbox.AlreadyOnItsWay):
        queue(mailbox, recipient, purpose="letter:1")
    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize("status", [S.SENT, S.FAILED, S.CANCELLED])
def test_a_letter_whose_sending_is_over_can(mailbox: Mailbox, recipient: ApplicationContact, status: str) -> None:
    over = put(queue(mailbox, recipient, purpose="letter:1"), status)
    again = queue(mailbox, recipient, purpose="letter:1", message_id=over.message_id)
    assert again.pk != over.pk
    assert again.message_id == over.message_id


def test_one_persons_key_is_nothing_to_another(
    mailbox: Mailbox, recipient: ApplicationContact, stranger: User, sink: Any
) -> None:
    queue(mailbox, recipient, idempotency_key="k" * 32)
    of = make.application(stranger)
    theirs = ApplicationContact.objects.get(contact=make.hiring_manager(of))
    mail = queue(make.mailbox(stranger, sink.port), theirs, idempotency_key="k" * 32)
    assert mail.owner == stranger


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": "No\r\nBcc: everybody@example.com"},
        {"subject": "No\x00"},
        {"in_reply_to": "not an id"},
        {"subject": "\u202egnorw eht si sihT"},
    ],
)
def test_a_header_that_would_be_wrong_is_told_at_once(
    mailbox: Mailbox, recipient: ApplicationContact, changes: dict[str, str]
) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        queue(mailbox, recipient, **changes)
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("address", ["", "a@x.example, b@y.example", "nobody", "c@d.example\nBcc: e@f.example"])
def test_an_address_that_is_not_one_is_told_at_once(
    mailbox: Mailbox, recipient: ApplicationContact, address: str
) -> None:
    recipient.contact.email = address
    with pytest.raises(ValueError, match=r"\w"):
        queue(mailbox, recipient)
    assert not OutgoingMail.objects.exists()


def test_invisible_controls_in_the_text_do_not_travel(mailbox: Mailbox, recipient: ApplicationContact) -> None:
    mail = queue(mailbox, recipient, body="Dear\x0bMs. Smith,\x00\r\nno.")
    assert mail.body == "Dear\nMs. Smith,\nno."


def test_undo_takes_a_waiting_letter_back(mail: OutgoingMail) -> None:
    outbox.undo(mail)
    after = now(mail)
    assert (after.status, after.token, after.lease_until) == (S.CANCELLED, None, None)
    assert after.settled_at


@pytest.mark.parametrize("status", [S.TRANSMITTING, S.SENT, S.FAILED, S.UNCONFIRMED, S.CANCELLED])
def test_undo_after_the_gate_says_where_the_letter_is(mail: OutgoingMail, status: S) -> None:
    put(mail, status)
    with pytest.raises(WrongStatus) as wrong:
        outbox.undo(mail)
    assert wrong.value.current == status
    assert now(mail).status == status


def test_it_arrived_puts_it_into_the_history_at_the_hour_it_left(mail: OutgoingMail) -> None:
    handed_over_at = timezone.now() - dt.timedelta(hours=3)
    outbox.settle(put(mail, S.UNCONFIRMED, handed_over_at=handed_over_at), arrived=True)
    assert now(mail).status == S.SENT
    message = Message.objects.get()
    assert (message.mail, message.occurred_at) == (mail, handed_over_at)
    assert (message.subject, message.body, message.message_id) == (mail.subject, mail.body, mail.message_id)
    assert message.contact == mail.recipient.contact


def test_it_did_not_arrive_lets_it_be_sent_again(
    mail: OutgoingMail, mailbox: Mailbox, recipient: ApplicationContact
) -> None:
    outbox.settle(put(mail, S.UNCONFIRMED), arrived=False)
    after = now(mail)
    assert (after.status, after.token) == (S.FAILED, None)
    assert after.settled_at
    assert not Message.objects.exists()
    assert queue(mailbox, recipient, purpose=mail.purpose).status == S.QUEUED


@pytest.mark.parametrize("arrived", [True, False])
@pytest.mark.parametrize("status", [status for status in S if status != S.UNCONFIRMED])
def test_only_what_is_unknown_can_be_settled(mail: OutgoingMail, status: S, arrived: bool) -> None:
    with pytest.raises(WrongStatus):
        outbox.settle(put(mail, status), arrived=arrived)
    assert now(mail).status == status
    assert not Message.objects.exists()


def test_the_database_wants_a_lease_for_what_is_in_hand(mail: OutgoingMail) -> None:
    rows = OutgoingMail.objects.filter(pk=mail.pk)
    for status in (S.CLAIMED, S.TRANSMITTING):
        with pytest.raises(IntegrityError, match="in_hand_means_leased"), transaction.atomic():
            rows.update(status=status, token=None)
    assert now(mail).status == S.QUEUED
