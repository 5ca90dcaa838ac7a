"""From the records to a draft: what a letter is told, and nothing that is only the person's."""

from __future__ import annotations

import datetime as dt
from typing import cast

from django.utils import timezone

from declines.models import Decline, Letter
from declines.words.facts import Audience, Declined, Draft, Facts, Honorific, Language, Person, Reason, Told, Tone
from declines.words.letters import draft
from tracker.models import ApplicationContact, Contact, Interview

# Who at an employer should hear of it first.
EMPLOYER_ROLES = (Contact.Role.HIRING_MANAGER, Contact.Role.HR, Contact.Role.INTERVIEWER)


def choose_recipient(decline: Decline, audience: str) -> ApplicationContact | None:
    """The person of this application whom a letter should go to, if one is recorded."""
    people = list(decline.application.people.select_related("contact", "contact__employer"))
    roles = (Contact.Role.RECRUITER,) if audience == Letter.Audience.RECRUITER else EMPLOYER_ROLES
    ranked = [person for role in roles for person in people if person.contact.role == role]
    return next((person for person in ranked if person.contact.email), ranked[0] if ranked else None)


def facts_of(letter: Letter) -> Facts:
    """What this letter may say."""
    decline = letter.decline
    application = decline.application
    interview = decline.interview
    employers = _employers_letter(decline)
    preferences = decline.owner.preferences
    return Facts(
        language=cast(Language, letter.language),
        audience=cast(Audience, letter.audience),
        tone=cast(Tone, letter.tone),
        reason=cast(Reason, decline.reason),
        declined=_what(interview),
        round=interview.round if interview else 1,
        recipient=reader_of(letter.recipient),
        employer=application.employer.name,
        position=application.position,
        interview_on=_day_of(interview),
        sender_name=preferences.name,
        sender_phone=preferences.phone,
        employer_person=reader_of(employers.recipient) if employers and employers != letter else None,
        told=_told(employers),
        have_met=decline.have_met,
        field_of_interest=decline.roles_welcome if letter.audience == Letter.Audience.RECRUITER else "",
        reply_subject=interview.invitation_subject if interview and _answers_the_invitation(letter) else "",
    )


def draft_of(letter: Letter) -> Draft:
    return draft(facts_of(letter))


def thread_of(letter: Letter) -> tuple[str, str]:
    """In-Reply-To and References of a letter that answers a mail; two empty strings if it begins one."""
    interview = letter.decline.interview
    if interview is None or not _answers_the_invitation(letter):
        return "", ""
    return interview.invitation_message_id, interview.invitation_references


def _answers_the_invitation(letter: Letter) -> bool:
    """Only whoever sent the invitation finds it in their own mail."""
    interview = letter.decline.interview
    if interview is None or not interview.invitation_message_id:
        return False
    return interview.invited_by == letter.audience


def _what(interview: Interview | None) -> Declined:
    if interview is None:
        return "application"
    return "second_interview" if interview.round == 2 else "interview"


def _day_of(interview: Interview | None) -> dt.date | None:
    """The day as the reader's own calendar has it."""
    if interview is None or interview.starts_at is None:
        return None
    return timezone.localtime(interview.starts_at, interview.tzinfo).date()


def reader_of(recipient: ApplicationContact | None) -> Person | None:
    """The reader as the words of a letter know them."""
    if recipient is None:
        return None
    contact = recipient.contact
    return Person(
        name=contact.name,
        honorific=cast(Honorific, contact.honorific),
        salutation_name=contact.salutation_name,
        job_title=contact.job_title,
    )


def _employers_letter(decline: Decline) -> Letter | None:
    """The letter whose reader a recruiter's letter names; none while the first is being drafted."""
    return next((each for each in decline.letters.all() if each.audience == Letter.Audience.EMPLOYER), None)


def _told(employers: Letter | None) -> Told:
    """How the employer hears of it. A letter that left the mailbox today still says “I am writing”: the
    recruiter's, which goes in the same hour, must not change while it is being looked over."""
    if employers is None or not employers.is_accounted:
        return "writing"
    if employers.accounted == Letter.Accounted.NOT_NEEDED:
        return "not_told"
    return "writing" if _left_today(employers) else "told"


def _left_today(letter: Letter) -> bool:
    if letter.accounted != Letter.Accounted.MAILBOX or letter.accounted_at is None:
        return False
    zone = letter.decline.owner.preferences.tzinfo
    return timezone.localtime(letter.accounted_at, zone).date() == timezone.localtime(None, zone).date()
