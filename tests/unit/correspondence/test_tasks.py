"""The doorbells: they look, ring for who waited, and lose nothing when there is nobody to ring for."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts.models import Mailbox
from correspondence import dispatch, tasks
from correspondence.models import Beat, OutgoingMail
from tests.smtp_sink import SmtpSink
from tests.unit.correspondence.conftest import make_due, now, queue
from tracker.models import ApplicationContact

S = OutgoingMail.Status


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[tuple[tuple[Any, ...], dict[str, Any]]]:
    """The bells that were rung, in place of a broker."""
    bells: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
    monkeypatch.setattr(tasks.deliver, "apply_async", lambda args, **options: bells.append((args, options)))
    monkeypatch.setattr(tasks.deliver, "delay", lambda *args: bells.append((args, {})))
    return bells


def test_deliver_hands_over_and_rings_for_the_next_of_the_mailbox(
    sink: SmtpSink, mailbox: Mailbox, recipient: ApplicationContact, rung: list[Any]
) -> None:
    first, second = make_due(queue(mailbox, recipient)), make_due(queue(mailbox, recipient))
    tasks.deliver(first.pk)
    assert now(first).status == S.SENT
    assert rung == [((second.pk,), {})]
    tasks.deliver(second.pk)
    assert len(rung) == 1
    assert len(sink.messages) == 2


def test_a_bell_for_nothing_is_harmless(sink: SmtpSink, due_mail: OutgoingMail, rung: list[Any]) -> None:
    for pk in (due_mail.pk, due_mail.pk, due_mail.pk, 0):
        tasks.deliver(pk)
    assert sink.counts() == {due_mail.message_id: 1}
    assert rung == []


def test_the_sweep_finds_what_is_due_and_says_that_it_ran(
    mailbox: Mailbox, recipient: ApplicationContact, due_mail: OutgoingMail, rung: list[Any]
) -> None:
    waiting = queue(mailbox, recipient)
    before = timezone.now()
    tasks.sweep()
    assert [args for args, _options in rung] == [(due_mail.pk,)]
    assert all(options["expires"] for _args, options in rung)
    assert Beat.objects.get(name="letters").at >= before
    assert now(waiting).status == S.QUEUED


def test_the_sweep_takes_letters_from_the_dead(due_mail: OutgoingMail, rung: list[Any]) -> None:
    dispatch.claim(due_mail.pk)
    past = timezone.now() - dt.timedelta(seconds=1)
    OutgoingMail.objects.filter(pk=due_mail.pk).update(lease_until=past)
    tasks.sweep()
    assert now(due_mail).status == S.QUEUED
    assert [args for args, _options in rung] == [(due_mail.pk,)]


def test_without_a_broker_the_sweep_has_done_its_own_work_first(due_mail: OutgoingMail) -> None:
    """The bell fails within its second; the letter is in the database and the next sweep rings again."""
    dispatch.claim(due_mail.pk)
    past = timezone.now() - dt.timedelta(seconds=1)
    OutgoingMail.objects.filter(pk=due_mail.pk).update(lease_until=past)
    with pytest.raises(OperationalError):
        tasks.sweep()
    assert now(due_mail).status == S.QUEUED
    assert Beat.objects.filter(name="letters").exists()


def test_a_task_carries_a_key_and_nothing_else() -> None:
    assert tasks.deliver.ignore_result
    assert tasks.sweep.ignore_result
    assert not tasks.deliver.acks_late
    assert tasks.deliver.name == "correspondence.tasks.deliver"
