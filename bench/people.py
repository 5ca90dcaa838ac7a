"""Many people, each with a mailbox, one application and somebody to write to."""

from __future__ import annotations

from collections.abc import Sequence

from accounts.models import Mailbox, Preferences, User
from tracker.models import Application, ApplicationContact, Contact, Employer, Stage


def people(count: int, ports: Sequence[int]) -> list[ApplicationContact]:
    """The person whom each of `count` people writes to. Their mailboxes are at `ports` by turns."""
    users = User.objects.bulk_create(User(email=f"person{number}@example.com") for number in range(count))
    Preferences.objects.bulk_create(Preferences(user=user, name=f"Nadia {user.pk}") for user in users)
    Mailbox.objects.bulk_create(
        Mailbox(
            owner=user,
            email=user.email,
            host="127.0.0.1",
            port=ports[number % len(ports)],
            security=Mailbox.Security.NONE,
        )
        for number, user in enumerate(users)
    )
    stages = Stage.objects.bulk_create(
        Stage(owner=user, name="First interview", kind=Stage.Kind.INTERVIEW, round=1, position=0) for user in users
    )
    employers = Employer.objects.bulk_create(Employer(owner=user, name="XYZ Corporation") for user in users)
    applications = Application.objects.bulk_create(
        Application(owner=user, employer=employer, stage=stage, position="Marketing Associate")
        for user, employer, stage in zip(users, employers, stages, strict=True)
    )
    contacts = Contact.objects.bulk_create(
        Contact(
            owner=user,
            name="Eleanor Smith",
            role=Contact.Role.HIRING_MANAGER,
            email=f"e.smith{user.pk}@xyz-corporation.example",
        )
        for user in users
    )
    return ApplicationContact.objects.bulk_create(
        ApplicationContact(owner=user, application=application, contact=contact)
        for user, application, contact in zip(users, applications, contacts, strict=True)
    )
