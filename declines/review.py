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
    own = letter.decline.application
    own_people = {person.contact_id for person in own.people.all()}
    contacts = list(
        Contact.objects.owned_by(owner).values_list(
            "pk", "name", "email", "agency", "employer_id", "employer__name"
        )
    )
    employers = Employer.objects.owned_by(owner).exclude(pk=own.employer_id)
    return Others(
        employers=tuple(employers.values_list("name", flat=True)),
        positions=tuple(
            Application.objects.owned_by(owner)
            .exclude(pk=own.pk)
            .exclude(position__iexact=own.position)
            .values_list("position", flat=True)
            .distinct()
        ),
        people=tuple(name for pk, name, *_ in contacts if pk not in own_people),
        domains=tuple(
            (email.rpartition("@")[2].lower(), name)
            for pk, _, email, agency, employer_id, name in contacts
            if email and name and not agency and employer_id != own.employer_id and pk not in own_people
        ),
        own_employer=own.employer.name,
        own_names=tuple(name for pk, name, *_ in contacts if pk in own_people)
        + tuple(agency for pk, _, _, agency, *_ in contacts if pk in own_people and agency)
        + (own.position, owner.preferences.name),
    )


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
