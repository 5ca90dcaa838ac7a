"""How a letter leaves, over real SMTP: the server's log says what it took, the row what we know of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Mailbox, User
from accounts.states import WrongStatus
from correspondence import dispatch, outbox
from correspondence.models import Message, OutgoingMail, SendAttempt
from tests.smtp_sink import Fault, SmtpSink, accept_and, drop, say
from tests.unit.correspondence.conftest import make_due, now, queue
from tracker.models import Application, ApplicationContact

S = OutgoingMail.Status
LATER = dispatch.LEASE + dt.timedelta(seconds=1)


def at_step(step: str, do: Callable[[], object]) -> Callable[[str], None]:
    """What `deliver` calls at every step, doing something at one of them."""

    def at(came: str) -> None:
        if came == step:
            do()

    return at


def attempts(mail: OutgoingMail) -> list[tuple[str, str]]:
    return list(SendAttempt.objects.filter(mail=mail).values_list("step", "outcome"))


def test_an_accepted_letter_is_sent_once_and_kept(sink: SmtpSink, due_mail: OutgoingMail) -> None:
    assert dispatch.deliver(due_mail.pk)
    [taken] = sink.messages
    assert taken.recipients == ("e.smith@xyz-corporation.example",)
    assert taken.sender == "nadia@prameswari.example"
    assert taken.data == bytes(due_mail.mime)

    after = now(due_mail)
    assert (after.status, after.token, after.lease_until) == (S.SENT, None, None)
    assert after.reply == "250 2.0.0 Ok: queued"
    assert after.handed_over_at
    assert after.settled_at
    assert attempts(due_mail) == [("dot", "sent")]

    message = Message.objects.get()
    assert message.mail == due_mail
    assert (message.direction, message.channel) == ("out", "email")
    assert message.message_id == taken.message_id == due_mail.message_id
    assert message.occurred_at == after.handed_over_at
    assert (message.owner, message.application) == (due_mail.owner, due_mail.application)
    assert message.contact == due_mail.recipient.contact
    assert Application.objects.get().last_activity_at >= after.handed_over_at

    assert not dispatch.deliver(due_mail.pk)
    assert sink.count(due_mail.message_id) == 1


def test_the_attempt_is_written_down_before_the_network_is_touched(sink: SmtpSink, due_mail: OutgoingMail) -> None:
    seen: list[tuple[int, str, tuple[str, str]]] = []
    look = at_step("claimed", lambda: seen.append((sink.connections, now(due_mail).status, attempts(due_mail)[0])))
    before = sink.connections
    dispatch.deliver(due_mail.pk, at=look)
    assert seen == [(before, S.CLAIMED, ("", ""))]


def test_the_gate_is_in_the_database_before_the_dot_is_out(sink: SmtpSink, due_mail: OutgoingMail) -> None:
    seen: list[tuple[int, str]] = []
    look = at_step("gate_open", lambda: seen.append((len(sink.messages), now(due_mail).status)))
    dispatch.deliver(due_mail.pk, at=look)
    assert seen == [(0, S.TRANSMITTING)]


@pytest.mark.parametrize("verb", ["mail", "rcpt", "data", "dot"])
def test_a_refusal_is_told_at_once_in_the_servers_words(sink: SmtpSink, due_mail: OutgoingMail, verb: str) -> None:
    sink.at(verb, say("550 5.1.1 No such user here"))
    dispatch.deliver(due_mail.pk)
    after = now(due_mail)
    assert (after.status, after.token) == (S.FAILED, None)
    assert after.reply == "550 5.1.1 No such user here"
    assert after.settled_at
    assert not sink.messages
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("verb", "fault"),
    [
        ("connect", say("421 4.3.2 Not now")),
        ("connect", drop()),
        ("mail", say("451 4.7.1 Greylisted")),
        ("rcpt", drop()),
        ("data", say("452 4.3.1 Full")),
        ("data", drop()),
        ("dot", say("451 4.3.0 Try later")),
    ],
)
def test_what_may_pass_is_tried_again(sink: SmtpSink, due_mail: OutgoingMail, verb: str, fault: Fault) -> None:
    sink.at(verb, fault, times=1)
    dispatch.deliver(due_mail.pk)
    after = now(due_mail)
    assert (after.status, after.token, after.lease_until, after.tries) == (S.QUEUED, None, None, 1)
    assert after.reply
    assert not sink.messages

    dispatch.deliver(make_due(due_mail).pk)
    assert now(due_mail).status == S.SENT
    assert sink.counts() == {due_mail.message_id: 1}
    assert len(attempts(due_mail)) == 2


def test_tries_come_after_1_5_15_and_60_minutes(sink: SmtpSink, due_mail: OutgoingMail) -> None:
    sink.at("rcpt", say("451 4.7.1 Greylisted"))
    waits = []
    for _try in range(6):
        before = timezone.now()
        dispatch.deliver(make_due(due_mail).pk)
        waits.append((now(due_mail).due_at - before) // dt.timedelta(minutes=1))
    assert waits == [1, 5, 15, 60, 60, 60]


def test_the_last_try_is_within_48_hours(sink: SmtpSink, due_mail: OutgoingMail) -> None:
    sink.at("rcpt", say("451 4.7.1 Greylisted"))
    soon = timezone.now() + dt.timedelta(seconds=59)
    OutgoingMail.objects.filter(pk=due_mail.pk).update(give_up_at=soon)
    dispatch.deliver(due_mail.pk)
    after = now(due_mail)
    assert (after.status, after.reply) == (S.FAILED, "451 4.7.1 Greylisted")
    assert after.settled_at


def test_a_refused_login_pauses_the_mailbox_and_burns_no_try(
    mailbox: Mailbox, recipient: ApplicationContact, other_mail: OutgoingMail
) -> None:
    with SmtpSink(users={"nadia": "right"}) as strict:
        mailbox.port, mailbox.username, mailbox.password = strict.port, "nadia", "wrong"
        mailbox.save()
        first, second = make_due(queue(mailbox, recipient)), make_due(queue(mailbox, recipient))
        dispatch.deliver(first.pk)

        mailbox.refresh_from_db()
        assert mailbox.paused_at
        assert mailbox.paused_reply == "535 5.7.8 Username and Password not accepted"
        after = now(first)
        assert (after.status, after.tries, after.token) == (S.QUEUED, 0, None)
        assert dispatch.due_now(timezone.now()) == [other_mail.pk]
        assert not dispatch.deliver(first.pk)
        assert not dispatch.deliver(second.pk)

        assert dispatch.deliver(other_mail.pk)
        assert now(other_mail).status == S.SENT

        mailbox.password, mailbox.paused_at = "right", None
        mailbox.save()
        for pk in dispatch.due_now(timezone.now()):
            dispatch.deliver(pk)
        assert strict.counts() == {first.message_id: 1, second.message_id: 1}


def test_a_password_that_cannot_be_read_pauses_the_mailbox(mailbox: Mailbox, due_mail: OutgoingMail) -> None:
    Mailbox.objects.filter(pk=mailbox.pk).update(sealed_password="not sealed by us")
    dispatch.deliver(due_mail.pk)
    mailbox.refresh_from_db()
    assert mailbox.paused_at
    assert (now(due_mail).status, now(due_mail).tries) == (S.QUEUED, 0)


def test_a_letter_whose_mailbox_is_gone_fails_in_words(mailbox: Mailbox, due_mail: OutgoingMail) -> None:
    mailbox.delete()
    dispatch.deliver(due_mail.pk)
    after = now(due_mail)
    assert after.status == S.FAILED
    assert "mailbox" in after.reply


@pytest.mark.parametrize("fault", [drop(), accept_and(drop()), say("250"), say("999 What?")])
def test_silence_after_the_dot_is_unknown_and_never_tried_again(
    sink: SmtpSink, due_mail: OutgoingMail, fault: Fault
) -> None:
    sink.at("dot", fault)
    dispatch.deliver(due_mail.pk)
    taken = sink.count(due_mail.message_id)
    sink.behave()
    after = now(due_mail)
    if after.status == S.SENT:  # a bare "250" is a yes
        assert fault == say("250")
        return
    assert after.status == S.UNCONFIRMED
    assert after.token
    assert not Message.objects.exists()
    for _sweep in range(3):
        dispatch.rescue(timezone.now() + dt.timedelta(days=3))
        OutgoingMail.objects.filter(pk=due_mail.pk).update(due_at=timezone.now())
        assert not dispatch.due_now(timezone.now())
        assert not dispatch.deliver(due_mail.pk)
    assert now(due_mail).status == S.UNCONFIRMED
    assert sink.count(due_mail.message_id) == taken


@pytest.mark.parametrize("step", ["claimed", "connected", "mail", "rcpt", "data", "half_payload", "payload"])
def test_undo_works_up_to_the_gate(sink: SmtpSink, due_mail: OutgoingMail, step: str) -> None:
    dispatch.deliver(due_mail.pk, at=at_step(step, lambda: outbox.undo(now(due_mail))))
    after = now(due_mail)
    assert (after.status, after.token) == (S.CANCELLED, None)
    assert not sink.messages
    assert attempts(due_mail) == [("gate", "withdrawn")]
    assert not Message.objects.exists()


@pytest.mark.parametrize("step", ["gate_open", "dot", "accepted", "recording"])
def test_undo_after_the_gate_comes_too_late(sink: SmtpSink, due_mail: OutgoingMail, step: str) -> None:
    def try_to_undo() -> None:
        with pytest.raises(WrongStatus) as wrong:
            outbox.undo(now(due_mail))
        assert wrong.value.current == S.TRANSMITTING

    dispatch.deliver(due_mail.pk, at=at_step(step, try_to_undo))
    assert now(due_mail).status == S.SENT
    assert sink.count(due_mail.message_id) == 1


def test_a_refusal_of_a_letter_that_was_undone_changes_nothing(sink: SmtpSink, due_mail: OutgoingMail) -> None:
    sink.at("rcpt", say("550 5.1.1 No such user here"))
    dispatch.deliver(due_mail.pk, at=at_step("mail", lambda: outbox.undo(now(due_mail))))
    assert now(due_mail).status == S.CANCELLED
    assert attempts(due_mail) == [("rcpt", "refused")]


def test_a_hand_that_fell_silent_finds_the_gate_shut(sink: SmtpSink, due_mail: OutgoingMail) -> None:
    """It wakes after its letter was given to another: the other one sends it, it alone."""

    def given_to_another() -> None:
        dispatch.rescue(timezone.now() + LATER)
        assert now(due_mail).status == S.QUEUED
        assert dispatch.deliver(make_due(due_mail).pk)

    dispatch.deliver(due_mail.pk, at=at_step("payload", given_to_another))
    assert sink.count(due_mail.message_id) == 1
    assert now(due_mail).status == S.SENT
    assert attempts(due_mail) == [("gate", "withdrawn"), ("dot", "sent")]
    assert Message.objects.count() == 1


def test_a_letter_abandoned_before_the_gate_goes_back_into_the_line(sink: SmtpSink, due_mail: OutgoingMail) -> None:
    assert dispatch.claim(due_mail.pk)
    dispatch.rescue(timezone.now())
    assert now(due_mail).status == S.CLAIMED, "its lease still runs"
    dispatch.rescue(timezone.now() + LATER)
    after = now(due_mail)
    assert (after.status, after.token, after.lease_until) == (S.QUEUED, None, None)
    assert dispatch.deliver(make_due(due_mail).pk)
    assert sink.count(due_mail.message_id) == 1


def test_a_letter_that_kills_every_worker_is_given_up(due_mail: OutgoingMail) -> None:
    assert dispatch.claim(due_mail.pk)
    dispatch.rescue(due_mail.give_up_at + LATER)
    after = now(due_mail)
    assert (after.status, after.token) == (S.FAILED, None)
    assert after.settled_at


def test_a_letter_abandoned_after_the_gate_is_unknown(sink: SmtpSink, due_mail: OutgoingMail) -> None:
    class Killed(BaseException):
        pass

    def die() -> None:
        raise Killed

    with pytest.raises(Killed):
        dispatch.deliver(due_mail.pk, at=at_step("gate_open", die))
    assert now(due_mail).status == S.TRANSMITTING
    dispatch.rescue(timezone.now() + LATER)
    after = now(due_mail)
    assert (after.status, after.lease_until) == (S.UNCONFIRMED, None)
    assert after.reply
    sink.wait_for(aborted=1)
    assert not sink.messages


def test_a_late_yes_settles_what_was_unknown(sink: SmtpSink, due_mail: OutgoingMail) -> None:
    def declared_unknown() -> None:
        dispatch.rescue(timezone.now() + LATER)
        assert now(due_mail).status == S.UNCONFIRMED

    dispatch.deliver(due_mail.pk, at=at_step("dot", declared_unknown))
    assert sink.count(due_mail.message_id) == 1
    assert (now(due_mail).status, now(due_mail).token) == (S.SENT, None)
    assert Message.objects.count() == 1


def test_a_late_yes_does_not_overrule_the_person(sink: SmtpSink, due_mail: OutgoingMail) -> None:
    def said_by_the_person() -> None:
        dispatch.rescue(timezone.now() + LATER)
        outbox.settle(now(due_mail), arrived=True)

    dispatch.deliver(due_mail.pk, at=at_step("dot", said_by_the_person))
    assert now(due_mail).status == S.SENT
    assert Message.objects.count() == 1


def test_waiting_for_the_server_renews_the_lease(sink: SmtpSink, due_mail: OutgoingMail) -> None:
    mail = dispatch.claim(due_mail.pk)
    assert mail
    OutgoingMail.objects.filter(pk=mail.pk).update(lease_until=timezone.now())
    dispatch._renew(mail)
    lease = now(mail).lease_until
    assert lease
    assert lease > timezone.now() + dt.timedelta(seconds=25)
    dispatch.rescue(timezone.now() + LATER)
    dispatch._renew(mail)
    assert now(mail).lease_until is None, "what was taken from it is not leased again"


def test_sent_and_the_history_are_one_transaction(sink: SmtpSink, due_mail: OutgoingMail) -> None:
    """What cannot be kept is not called sent either: it becomes unknown, for a person to look at."""
    Message.objects.create(owner=due_mail.owner, application=due_mail.application, body="x", mail=due_mail)
    with pytest.raises(IntegrityError):
        dispatch.deliver(due_mail.pk)
    assert now(due_mail).status == S.TRANSMITTING
    assert attempts(due_mail) == [("", "")]
    dispatch.rescue(timezone.now() + LATER)
    assert now(due_mail).status == S.UNCONFIRMED


def test_a_mailbox_has_one_letter_in_hand(
    sink: SmtpSink, mailbox: Mailbox, recipient: ApplicationContact, other_mail: OutgoingMail
) -> None:
    first, second = make_due(queue(mailbox, recipient)), make_due(queue(mailbox, recipient))

    def meanwhile() -> None:
        assert not dispatch.deliver(second.pk)
        assert dispatch.deliver(other_mail.pk), "nobody else waits for it"

    dispatch.deliver(first.pk, at=at_step("connected", meanwhile))
    assert now(second).status == S.QUEUED
    assert dispatch.next_after(first.pk) == second.pk
    assert dispatch.deliver(second.pk)
    assert dispatch.next_after(second.pk) is None
    assert len(sink.messages) == 3


def test_an_expired_hand_does_not_hold_its_mailbox(mailbox: Mailbox, recipient: ApplicationContact) -> None:
    first, second = make_due(queue(mailbox, recipient)), make_due(queue(mailbox, recipient))
    dispatch.claim(first.pk)
    past = timezone.now() - dt.timedelta(seconds=1)
    OutgoingMail.objects.filter(pk=first.pk).update(lease_until=past)
    assert dispatch.claim(second.pk)


def test_a_letter_is_not_touched_before_its_time(mailbox: Mailbox, recipient: ApplicationContact) -> None:
    mail = queue(mailbox, recipient)
    assert not dispatch.deliver(mail.pk)
    assert not dispatch.due_now(timezone.now())
    assert dispatch.due_now(mail.due_at) == [mail.pk]


def test_a_claim_is_decided_by_the_row_itself(due_mail: OutgoingMail) -> None:
    """PostgreSQL looks again at the row's own columns after a wait, not at what a subquery had found."""
    with CaptureQueriesContext(connection) as queries:
        dispatch.claim(due_mail.pk)
    [claim] = [query["sql"] for query in queries if query["sql"].startswith("UPDATE")]
    where = claim.partition(" WHERE ")[2]
    assert '"correspondence_outgoingmail"."status" = ' in where
    assert " IN (SELECT" not in claim


def test_the_longest_due_goes_first_and_the_list_is_bounded(
    mailbox: Mailbox, recipient: ApplicationContact, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatch, "MOST_AT_ONCE", 2)
    mails = [queue(mailbox, recipient) for _letter in range(3)]
    for hours, mail in enumerate(mails):
        due_at = timezone.now() - dt.timedelta(hours=hours + 1)
        OutgoingMail.objects.filter(pk=mail.pk).update(due_at=due_at)
    assert dispatch.due_now(timezone.now()) == [mails[2].pk, mails[1].pk]


def test_nothing_secret_is_logged(
    caplog: pytest.LogCaptureFixture, sink: SmtpSink, due_mail: OutgoingMail, owner: User
) -> None:
    with caplog.at_level("DEBUG", logger="correspondence"):
        dispatch.deliver(due_mail.pk)
    assert f"mail {due_mail.pk}" in caplog.text
    for secret in (due_mail.rcpt, due_mail.sender, due_mail.subject, "Ms. Smith", owner.email):
        assert secret not in caplog.text
