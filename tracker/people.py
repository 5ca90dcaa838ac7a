"""Who has to do with an application: the only writer of its people."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from accounts.models import User
from tracker.models import Application, ApplicationContact, Contact


@transaction.atomic
def keep_person(application: Application, **fields: Any) -> ApplicationContact:
    """Keep a person, by the fields of a Contact, with an application.

    Somebody the owner already knows is met again rather than kept twice: what is said now is written over
    what was kept, and what is left blank leaves it alone. Everybody but a recruiter works for the
    application's employer unless `employer` says otherwise.
    """
    if fields["role"] != Contact.Role.RECRUITER:
        fields["employer"] = fields.get("employer") or application.employer
    contact = known(application.owner, fields) or Contact(owner=application.owner)
    for name, value in fields.items():
        if value or contact.pk is None:
            setattr(contact, name, value)
    contact.save()
    return attach(application, contact)


def known(user: User, fields: dict[str, Any]) -> Contact | None:
    """The same person among those kept: of that name, and with that address or, where one of the two
    addresses is unknown, in the same role for the same house. A shared inbox does not make two people one."""
    same_name = Contact.objects.owned_by(user).filter(name__iexact=fields["name"])
    email = fields.get("email") or ""
    at_that_address = same_name.filter(email__iexact=email).first() if email else None
    if at_that_address:
        return at_that_address
    same_house = same_name.filter(
        role=fields["role"], agency__iexact=fields.get("agency") or "", employer=fields.get("employer")
    )
    return (same_house.filter(email="") if email else same_house).first()


def attach(application: Application, contact: Contact) -> ApplicationContact:
    """Add somebody already kept; adding them twice changes nothing."""
    return ApplicationContact.objects.get_or_create(owner=application.owner, application=application, contact=contact)[
        0
    ]


def detach(application: Application, contact: Contact) -> None:
    """Take a person off an application; they stay among the contacts.

    Raises django.db.models.RestrictedError while a letter of this application is addressed to them.
    """
    ApplicationContact.objects.filter(application=application, contact=contact).delete()


@transaction.atomic
def forget(contact: Contact) -> None:
    """Delete a contact, taking them off their applications first.

    Raises django.db.models.RestrictedError, changing nothing, while letters or messages name them.
    """
    ApplicationContact.objects.filter(contact=contact).delete()
    contact.delete()
