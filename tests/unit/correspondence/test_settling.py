"""Who wants to hear of a letter's fate hears of it once it is certain, and cannot undo it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from correspondence import dispatch, outbox, settling
from correspondence.models import Message, OutgoingMail
from tests.smtp_sink import SmtpSink, drop, say
from tests.unit.correspondence.conftest import now

S = OutgoingMail.Status


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str]]:
    """What the only listener was told."""
    told: list[tuple[int, str]] = []
    monkeypatch.setattr(settling, "_listeners", [])
    settling.when_settled(lambda mail: told.append((mail.pk, mail.status)))
    return told


def test_it_is_told_when_a_letter_was_accepted(
    sink: SmtpSink, due_mail: OutgoingMail, heard: list[tuple[int, str]]
) -> None:
    dispatch.deliver(due_mail.pk)
    assert heard == [(due_mail.pk, S.SENT)]


def test_it_is_told_of_a_refusal_and_of_silence(
    sink: SmtpSink, due_mail: OutgoingMail, other_mail: OutgoingMail, heard: list[tuple[int, str]]
) -> None:
    sink.at("rcpt", say("550 No"), times=1)
    dispatch.deliver(due_mail.pk)
    sink.at("dot", drop())
    dispatch.deliver(other_mail.pk)
    assert heard == [(due_mail.pk, S.FAILED), (other_mail.pk, S.UNCONFIRMED)]


def test_it_is_told_what_the_rescue_and_the_person_found(due_mail: OutgoingMail, heard: list[tuple[int, str]]) -> None:
    mail = dispatch.claim(due_mail.pk)
    assert mail
    dispatch._open_gate(mail)
    dispatch.rescue(timezone.now() + dt.timedelta(minutes=5))
    outbox.settle(now(due_mail), arrived=True)
    assert heard == [(due_mail.pk, S.UNCONFIRMED), (due_mail.pk, S.SENT)]


def test_what_is_to_be_tried_again_is_not_settled(
    sink: SmtpSink, due_mail: OutgoingMail, heard: list[tuple[int, str]]
) -> None:
    sink.at("rcpt", say("451 Later"))
    dispatch.deliver(due_mail.pk)
    assert heard == []


@pytest.mark.django_db(transaction=True)
def test_it_is_told_after_the_commit(sink: SmtpSink, due_mail: OutgoingMail, heard: list[tuple[int, str]]) -> None:
    within: list[bool] = []
    settling.when_settled(lambda mail: within.append(connection.in_atomic_block))
    dispatch.deliver(due_mail.pk)
    assert within == [False]


def test_a_listener_that_fails_undoes_nothing_and_keeps_nobody_from_hearing(
    sink: SmtpSink,
    due_mail: OutgoingMail,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(mail: OutgoingMail) -> None:
        raise RuntimeError("a listener's own trouble")

    told: list[int] = []
    monkeypatch.setattr(settling, "_listeners", [])
    settling.when_settled(fail)
    settling.when_settled(lambda mail: told.append(mail.pk))
    assert dispatch.deliver(due_mail.pk)
    assert now(due_mail).status == S.SENT
    assert Message.objects.count() == 1
    assert told == [due_mail.pk]
    assert "a listener failed" in caplog.text


def test_the_same_listener_is_told_once(
    sink: SmtpSink, due_mail: OutgoingMail, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []

    def listener(mail: OutgoingMail) -> None:
        told.append(mail.pk)

    monkeypatch.setattr(settling, "_listeners", [])
    settling.when_settled(listener)
    settling.when_settled(listener)
    dispatch.deliver(due_mail.pk)
    assert told == [due_mail.pk]
