"""A letter under every check: those that any letter must pass, and those of a decline."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import Mailbox
from correspondence.checks import Finding, Others, check_letter
from correspondence.models import Message
from declines.checks import check_decline
from declines.drafting import facts_of
from declines.models import Decline, Letter
from tracker.models import Application, Contact, Employer, Interview

A_DAY = dt.timedelta(hours=24)


@dataclass(frozen=True)
class Desk:
    """What the letters of one decline are checked against and sent from, read once for all of them."""

    contacts: list[Contact]
    employers: tuple[str, ...]
    positions: tuple[str, ...]
    mailbox: Mailbox | None
    phone_first: bool


def desk_of(decline: Decline) -> Desk:
    """The person's other records: none of them may stand in a letter of this decline."""
    owner, application = decline.owner, decline.application
    employers = Employer.objects.owned_by(owner).exclude(pk=application.employer_id)
    positions = Application.objects.owned_by(owner).exclude(position__iexact=application.position)
    calls = Message.objects.owned_by(owner).filter(
        application=application,
        channel=Message.Channel.PHONE,
        direction=Message.Direction.OUT,
        occurred_at__gte=decline.decided_at,
    )
    return Desk(
        contacts=list(Contact.objects.owned_by(owner).select_related("employer")),
        employers=tuple(employers.values_list("name", flat=True)),
        positions=tuple(positions.order_by().values_list("position", flat=True).distinct()),
        mailbox=Mailbox.objects.owned_by(owner).first(),
        phone_first=_is_within_a_day(decline.interview) and not calls.exists(),
    )


def findings_of(letter: Letter, desk: Desk) -> list[Finding]:
    """What the checks say of a letter as it is saved, blocking ones first."""
    email = letter.recipient.contact.email if letter.recipient else ""
    found = check_letter(letter.subject, letter.body, email, others=others_of(letter, desk))
    found += check_decline(letter.subject, letter.body, facts_of(letter), desk.phone_first)
    return sorted(found, key=lambda finding: ("block", "warn", "ok").index(finding.level))


def others_of(letter: Letter, desk: Desk) -> Others:
    """Every other employer, position and person, and what is this letter's own."""
    application = letter.decline.application
    its_people = {person.contact_id for person in application.people.all()}
    own = [contact for contact in desk.contacts if contact.pk in its_people]
    others = [contact for contact in desk.contacts if contact.pk not in its_people]
    return Others(
        employers=desk.employers,
        positions=desk.positions,
        people=tuple(contact.name for contact in others),
        domains=tuple(
            (_domain(contact), contact.employer.name)
            for contact in others
            if contact.email and contact.employer and contact.employer_id != application.employer_id
        ),
        own_employer=application.employer.name,
        own_names=(
            application.position,
            letter.owner.preferences.name,
            letter.decline.roles_welcome,
            *(name for contact in own for name in (contact.name, contact.agency, contact.job_title)),
        ),
        own_domains=tuple(_domain(contact) for contact in own if contact.email and not _reads(contact, letter)),
    )


def _domain(contact: Contact) -> str:
    return contact.email.rpartition("@")[2].lower()


def _reads(contact: Contact, letter: Letter) -> bool:
    return letter.recipient is not None and letter.recipient.contact_id == contact.pk


def _is_within_a_day(interview: Interview | None) -> bool:
    """Under a day before the interview one phones first."""
    if interview is None or interview.starts_at is None:
        return False
    now = timezone.now()
    return now < interview.starts_at < now + A_DAY
