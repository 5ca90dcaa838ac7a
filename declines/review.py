"""A letter under every check: those that any letter must pass, and those of a decline."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from correspondence.checks import Finding, Others, check_letter
from correspondence.models import Message
from declines.checks import check_decline
from declines.drafting import facts_of
from declines.models import Letter
from tracker.models import Application, Contact, Employer

A_DAY = dt.timedelta(hours=24)


def findings_of(letter: Letter) -> list[Finding]:
    """What the checks say of a letter as it is saved, blocking ones first."""
    email = letter.recipient.contact.email if letter.recipient else ""
    found = check_letter(letter.subject, letter.body, email, others=others_of(letter))
    found += check_decline(letter.subject, letter.body, facts_of(letter), _should_phone_first(letter))
    return sorted(found, key=lambda finding: ("block", "warn", "ok").index(finding.level))


def others_of(letter: Letter) -> Others:
    """Every other employer, position and person of the same owner: none of them may stand in this letter."""
    owner = letter.owner
    application = letter.decline.application
    its_people = {person.contact_id for person in application.people.all()}
    contacts = Contact.objects.owned_by(owner).select_related("employer")
    own = [contact for contact in contacts if contact.pk in its_people]
    others = [contact for contact in contacts if contact.pk not in its_people]
    employers = Employer.objects.owned_by(owner).exclude(pk=application.employer_id)
    positions = Application.objects.owned_by(owner).exclude(position__iexact=application.position)
    return Others(
        employers=tuple(employers.values_list("name", flat=True)),
        positions=tuple(positions.order_by().values_list("position", flat=True).distinct()),
        people=tuple(contact.name for contact in others),
        domains=tuple(
            (_domain(contact), contact.employer.name)
            for contact in others
            if contact.email and contact.employer and contact.employer_id != application.employer_id
        ),
        own_employer=application.employer.name,
        own_names=(
            application.position,
            owner.preferences.name,
            letter.decline.roles_welcome,
            *(name for contact in own for name in (contact.name, contact.agency, contact.job_title)),
        ),
        own_domains=tuple(_domain(contact) for contact in own if contact.email and not _reads(contact, letter)),
    )


def _domain(contact: Contact) -> str:
    return contact.email.rpartition("@")[2].lower()


def _reads(contact: Contact, letter: Letter) -> bool:
    return letter.recipient is not None and letter.recipient.contact_id == contact.pk


def _should_phone_first(letter: Letter) -> bool:
    """Under a day before the interview one phones first; true while no call is recorded."""
    interview = letter.decline.interview
    if interview is None or interview.starts_at is None:
        return False
    if not timezone.now() < interview.starts_at < timezone.now() + A_DAY:
        return False
    calls = Message.objects.owned_by(letter.owner).filter(
        application_id=letter.application_id,
        channel=Message.Channel.PHONE,
        direction=Message.Direction.OUT,
        occurred_at__gte=letter.decline.decided_at,
    )
    return not calls.exists()
