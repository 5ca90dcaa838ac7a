"""What no code can write, for the database refuses it: whatever writes to it, in plain SQL."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from accounts.models import Mailbox, User
from correspondence.models import Message, OutgoingMail
from declines.models import Decline, Letter
from tests import make
from tests.smtp_sink import SmtpSink
from tests.unit.correspondence.conftest import queue
from tracker.models import Application, ApplicationContact, Contact

FROZEN = [
    "owner_id",
    "application_id",
    "recipient_id",
    "purpose",
    "idempotency_key",
    "sender",
    "rcpt",
    "to_name",
    "subject",
    "body",
    "language",
    "message_id",
    "in_reply_to",
    "references",
    "mime",
    "shown_hash",
]


def insert_like(row: models.Model, **changes: Any) -> None:
    """INSERT a copy of `row` with some columns changed, past all of our code."""
    fields = [field for field in row._meta.local_concrete_fields if not field.primary_key]
    columns = [str(field.column) for field in fields]
    values = [changes.get(str(field.column), getattr(row, field.attname)) for field in fields]
    _execute(
        f"INSERT INTO {row._meta.db_table} ({', '.join(map(_quoted, columns))}) "
        f"VALUES ({', '.join(['%s'] * len(columns))})",
        values,
    )


def update(row: models.Model, **changes: Any) -> None:
    assignments = ", ".join(f"{_quoted(column)} = %s" for column in changes)
    _execute(f"UPDATE {row._meta.db_table} SET {assignments} WHERE id = %s", [*changes.values(), row.pk])


def _execute(sql: str, values: list[Any]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(sql, values)


def _quoted(column: str) -> str:
    return connection.ops.quote_name(column)


def _attribute(row: models.Model, column: str) -> str:
    return next(field.attname for field in row._meta.local_concrete_fields if field.column == column)


def refused(rule: str) -> Any:
    return pytest.raises(IntegrityError, match=rule)


@pytest.fixture
def mail(mailbox: Mailbox, recipient: ApplicationContact) -> OutgoingMail:
    return queue(mailbox, recipient)


@pytest.fixture
def elsewhere(owner: User) -> ApplicationContact:
    """The owner's own contact, but of another application."""
    of = make.application(owner, "Editor", "Harrow Dairy")
    contact = make.hiring_manager(of, name="Rina Vega", email="rina@harrow.example")
    return ApplicationContact.objects.get(contact=contact)


@pytest.fixture
def theirs(stranger: User) -> ApplicationContact:
    """Somebody else's contact."""
    return ApplicationContact.objects.get(contact=make.hiring_manager(make.application(stranger)))


NEW = {"purpose": "another", "idempotency_key": "another"}


def test_a_mail_goes_to_one_of_its_own_applications_people(
    mail: OutgoingMail, elsewhere: ApplicationContact, theirs: ApplicationContact
) -> None:
    rule = "correspondence_outgoingmail_recipient_id_belongs"
    with refused(rule):
        insert_like(mail, **NEW, recipient_id=elsewhere.pk)
    with refused(rule):
        insert_like(mail, **NEW, recipient_id=theirs.pk)
    with refused(rule):
        insert_like(mail, **NEW, application_id=elsewhere.application_id)
    with refused("belongs"):
        insert_like(mail, **NEW, owner_id=theirs.owner_id)
    insert_like(mail, **NEW)
    assert OutgoingMail.objects.count() == 2


def test_a_mail_leaves_from_its_own_persons_mailbox(mail: OutgoingMail, stranger: User, sink: SmtpSink) -> None:
    other = make.mailbox(stranger, sink.port)
    with refused("correspondence_outgoingmail_mailbox_id_belongs"):
        insert_like(mail, **NEW, mailbox_id=other.pk)
    with refused("correspondence_outgoingmail_mailbox_id_belongs"):
        update(mail, mailbox_id=other.pk)
    update(mail, mailbox_id=None)


def test_a_mailbox_can_go_while_its_letters_wait(mail: OutgoingMail, mailbox: Mailbox) -> None:
    mailbox.delete()
    mail.refresh_from_db()
    assert mail.mailbox is None


def test_a_message_belongs_to_one_person(
    application: Application, mail: OutgoingMail, elsewhere: ApplicationContact, theirs: ApplicationContact
) -> None:
    message = Message.objects.create(owner=application.owner, application=application, body="Hello")
    with refused("correspondence_message_application_id_belongs"):
        update(message, application_id=theirs.application_id)
    with refused("correspondence_message_contact_id_belongs"):
        update(message, contact_id=theirs.contact_id)
    with refused("correspondence_message_mail_id_belongs"):
        insert_like(message, application_id=elsewhere.application_id, mail_id=mail.pk)
    with refused("belongs"):
        insert_like(message, owner_id=theirs.owner_id)
    insert_like(message, mail_id=mail.pk)


def test_a_contact_joins_applications_of_its_own_person_alone(
    recipient: ApplicationContact, theirs: ApplicationContact, elsewhere: ApplicationContact
) -> None:
    with refused("tracker_applicationcontact_contact_id_belongs"):
        update(recipient, contact_id=theirs.contact_id)
    with refused("tracker_applicationcontact_application_id_belongs"):
        update(recipient, application_id=theirs.application_id)
    update(recipient, contact_id=elsewhere.contact_id)


def test_a_letter_is_read_by_one_of_its_own_applications_people(
    owner: User, elsewhere: ApplicationContact, theirs: ApplicationContact
) -> None:
    letter = make.letter(make.decline(owner))
    rule = "declines_letter_recipient_id_belongs"
    with refused(rule):
        update(letter, recipient_id=elsewhere.pk)
    with refused(rule):
        update(letter, recipient_id=theirs.pk)
    with refused("declines_letter_decline_id_belongs"):
        update(letter, application_id=elsewhere.application_id, recipient_id=None)
    recruiter = make.letter(letter.decline, "recruiter")
    update(letter, recipient_id=recruiter.recipient_id)


def test_a_letter_is_sent_by_a_mail_of_its_own_application(owner: User, mail: OutgoingMail, mailbox: Mailbox) -> None:
    letter = make.letter(make.decline(owner))
    with refused("declines_letter_mail_id_belongs"):
        update(letter, mail_id=mail.pk)
    recipient = letter.recipient
    assert recipient
    update(letter, mail_id=queue(mailbox, recipient).pk)


def test_a_decline_is_of_its_own_applications_interview(owner: User, stranger: User) -> None:
    decline = make.decline(owner)
    other = make.interview(make.application(owner, "Editor", "Harrow Dairy"))
    with refused("declines_decline_interview_id_belongs"):
        update(decline, interview_id=other.pk)
    with refused("declines_"):
        update(decline, application_id=make.application(stranger).pk)
    with refused("declines_"):
        update(decline, owner_id=stranger.pk)
    update(decline, interview_id=None)
    assert Decline.objects.get().interview is None


@pytest.mark.parametrize("column", FROZEN)
def test_a_frozen_column_never_changes(mail: OutgoingMail, column: str) -> None:
    before = getattr(mail, _attribute(mail, column))
    changed = before + 1 if isinstance(before, int) else b"x" if column == "mime" else f"x{before[1:]}"
    # A key that points elsewhere breaks another rule too, and either may speak first.
    with refused("frozen|belongs" if column.endswith("_id") and column != "message_id" else "frozen"):
        update(mail, **{column: changed})
    update(mail, **{column: before})


def test_a_queued_letter_cannot_be_turned_to_another_of_its_applications_people(mail: OutgoingMail) -> None:
    recruiter = make.recruiter(mail.application)
    other = ApplicationContact.objects.get(contact=recruiter)
    with refused("correspondence_outgoingmail_frozen"):
        update(mail, recipient_id=other.pk)


def test_what_is_not_frozen_may_change(mail: OutgoingMail) -> None:
    update(mail, status=OutgoingMail.Status.FAILED, reply="550 No", tries=3)
    mail.refresh_from_db()
    assert (mail.status, mail.tries) == ("failed", 3)


def test_people_that_letters_name_cannot_be_deleted(mail: OutgoingMail, owner: User) -> None:
    for row in (mail.application, mail.recipient, mail.recipient.contact):
        with pytest.raises(models.RestrictedError):
            row.delete()


def test_an_account_goes_with_all_of_its_letters(mail: OutgoingMail, owner: User) -> None:
    make.decline(owner)
    owner.delete()
    assert not OutgoingMail.objects.exists()
    assert not Letter.objects.exists()
    assert not Contact.objects.exists()
