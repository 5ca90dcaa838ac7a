"""A mail server that can misbehave, a person with a mailbox at it, and letters of theirs that are due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Mailbox, User
from correspondence import outbox
from correspondence.models import OutgoingMail
from tests import make
from tests.smtp_sink import SmtpSink
from tracker.models import Application, ApplicationContact

Queue = Callable[..., OutgoingMail]


@pytest.fixture(scope="session")
def _server() -> Iterator[SmtpSink]:
    with SmtpSink() as sink:
        yield sink


@pytest.fixture
def sink(_server: SmtpSink) -> SmtpSink:
    """It takes everything until told otherwise, and its log is empty."""
    _server.forget()
    return _server


@pytest.fixture
def mailbox(owner: User, sink: SmtpSink) -> Mailbox:
    return make.mailbox(make.signed(owner), sink.port)


@pytest.fixture
def application(owner: User) -> Application:
    return make.application(owner)


@pytest.fixture
def recipient(application: Application) -> ApplicationContact:
    """Ms. Smith, as one of this application's people."""
    return ApplicationContact.objects.get(contact=make.hiring_manager(application), application=application)


def queue(mailbox: Mailbox, recipient: ApplicationContact, **changes: Any) -> OutgoingMail:
    """A letter in line, which still can be undone for its seconds."""
    given: dict[str, Any] = {
        "purpose": f"test:{outbox.new_key()}",
        "subject": "Second interview, Marketing Associate",
        "body": "Dear Ms. Smith,\n\nThank you, but no.\n\nKind regards,\nNadia Prameswari\n",
        "language": "en",
        "idempotency_key": outbox.new_key(),
    }
    return outbox.queue(mailbox=mailbox, recipient=recipient, **given | changes)


def make_due(mail: OutgoingMail) -> OutgoingMail:
    """Let the seconds to undo, or the wait for another try, be over."""
    OutgoingMail.objects.filter(pk=mail.pk).update(due_at=timezone.now() - dt.timedelta(seconds=1))
    return now(mail)


def now(mail: OutgoingMail) -> OutgoingMail:
    """The letter as the database has it."""
    return OutgoingMail.objects.get(pk=mail.pk)


@pytest.fixture
def due_mail(mailbox: Mailbox, recipient: ApplicationContact) -> OutgoingMail:
    return make_due(queue(mailbox, recipient))


@pytest.fixture
def other_mail(stranger: User, sink: SmtpSink) -> OutgoingMail:
    """A due letter of somebody else's, from a mailbox of their own."""
    of = make.application(stranger, "Editor", "Harrow Dairy")
    contact = make.hiring_manager(of, name="Rina Vega", email="rina@harrow.example")
    person = ApplicationContact.objects.get(contact=contact)
    return make_due(queue(make.mailbox(make.signed(stranger, "Sam Field"), sink.port), person))
