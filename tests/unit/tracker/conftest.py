"""A search of one application, with the people and the invitation that belong to it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from accounts.models import User
from correspondence.models import OutgoingMail
from tracker.models import Application, Contact, Employer, Interview, Note, Stage
from tracker.people import attach
from tracker.progress import start
from tracker.stages import stages_of


@pytest.fixture
def stages(owner: User) -> dict[str, Stage]:
    """The owner's default seven by name."""
    return {stage.name: stage for stage in stages_of(owner)}


@pytest.fixture
def application(owner: User, stages: dict[str, Stage]) -> Application:
    employer = Employer.objects.create(owner=owner, name="XYZ Corporation")
    return start(
        Application(owner=owner, employer=employer, position="Marketing Associate", stage=stages["First interview"])
    )


@pytest.fixture
def contact(owner: User, application: Application) -> Contact:
    """Ms. Smith, who has to do with the application."""
    contact = Contact.objects.create(
        owner=owner,
        role=Contact.Role.HIRING_MANAGER,
        honorific=Contact.Honorific.MS,
        name="Eleanor Smith",
        employer=application.employer,
        email="e.smith@xyz.example",
    )
    attach(application, contact)
    return contact


@pytest.fixture
def interview(owner: User, application: Application) -> Interview:
    return Interview.objects.create(owner=owner, application=application, round=2)


@pytest.fixture
def note(owner: User, application: Application) -> Note:
    return Note.objects.create(owner=owner, application=application, body="Ask Rina before deciding.")


@pytest.fixture
def letter_to(contact: Contact) -> Contact:
    """A contact to whom a letter is on its way."""
    place = contact.applications.get()
    now = timezone.now()
    OutgoingMail.objects.create(
        owner=contact.owner,
        application=place.application,
        recipient=place,
        purpose="letter:1",
        idempotency_key="once",
        sender="owner@example.com",
        rcpt=contact.email,
        to_name=contact.name,
        subject="Declining the second interview",
        body="Dear Ms. Smith,",
        language="en",
        message_id="<1@example.com>",
        mime=b"",
        shown_hash="",
        due_at=now,
        give_up_at=now,
        queued_at=now,
    )
    return contact
