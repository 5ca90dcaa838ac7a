"""What the page of a decline shows, gathered with a number of queries that does not grow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from correspondence import outbox
from correspondence.checks import Finding
from correspondence.models import OutgoingMail
from declines.checks import word_count
from declines.drafting import EMPLOYER_ROLES, facts_of
from declines.forms import AfterForm, AnswersForm
from declines.hunt import Found, addresses_in_letters, web_search
from declines.letters import Sendable, review
from declines.models import Decline, Letter
from declines.querysets import DeclineQuerySet
from declines.review import Desk, desk_of
from declines.ruler import ruler_of
from declines.words.scripts import IF_PRESSED, phone_script, reception_script
from tracker.forms import PersonForm
from tracker.models import ApplicationContact, Contact


@dataclass(frozen=True)
class Piece:
    """A run of a letter's text; `is_marked` if a blocking check points at it."""

    text: str
    is_marked: bool


@dataclass(frozen=True)
class LetterOnPage:
    letter: Letter
    sendable: Sendable
    pieces: list[Piece]
    words: int

    @property
    def words_x(self) -> int:
        """Where the count stands on a meter of 60 units for 138 words; its good part is 60 to 110."""
        return min(60, round(self.words * 60 / 138))

    @property
    def mail(self) -> OutgoingMail | None:
        return self.letter.mail


def declines_of(user: User) -> DeclineQuerySet:
    """The person's declines with all that their pages read."""
    letters = Letter.objects.select_related("mail", "recipient__contact__employer").order_by("audience")
    people = ApplicationContact.objects.select_related("contact__employer")
    return (
        Decline.objects.owned_by(user)
        .select_related("application__employer", "application__stage", "interview", "owner__preferences")
        .prefetch_related(Prefetch("letters", letters), Prefetch("application__people", people))
    )


def letters_of(decline: Decline) -> list[Letter]:
    """The letters of a decline from `declines_of`, each knowing that very decline, so that nothing is read
    twice."""
    letters = list(decline.letters.all())
    for letter in letters:
        letter.decline = decline
        letter.application = decline.application
        letter.owner = decline.owner
    return letters


def on_page(letter: Letter, desk: Desk) -> LetterOnPage:
    sendable = review(letter, desk)
    return LetterOnPage(
        letter=letter,
        sendable=sendable,
        pieces=marked(letter.body, sendable.blocking),
        words=word_count(letter.body),
    )


def marked(body: str, findings: list[Finding]) -> list[Piece]:
    """The letter's text cut at what the findings point at."""
    spans = sorted(
        (finding.start, finding.end)
        for finding in findings
        if finding.where == "body" and finding.start is not None and finding.end is not None
    )
    pieces, done = [], 0
    for start, end in spans:
        if start < done:
            continue
        pieces += [Piece(body[done:start], False), Piece(body[start:end], True)]
        done = end
    return [piece for piece in [*pieces, Piece(body[done:], False)] if piece.text]


@dataclass(frozen=True)
class Reader:
    """One part of “Who needs to hear it”: whom a letter goes to, and where an address may be found."""

    letter: Letter
    people: list[ApplicationContact]
    found: list[Found]
    web_search: str
    reception: str
    form: PersonForm


def reader_of(letter: Letter, form: PersonForm | None = None) -> Reader:
    people = [person for person in letter.decline.application.people.all() if _suits(person, letter)]
    contact = letter.recipient.contact if letter.recipient else None
    return Reader(
        letter=letter,
        people=people,
        found=addresses_in_letters(letter) if not (contact and contact.email) else [],
        web_search=web_search(letter),
        reception=reception_script(facts_of(letter)),
        form=form or person_form(letter),
    )


def person_form(letter: Letter, data: QueryDict | None = None, *, is_new: bool = False) -> PersonForm:
    """The form for a letter's reader: the one it has, corrected, or (`is_new`) somebody not known yet."""
    instance = letter.recipient.contact if letter.recipient and not is_new else None
    roles = [Contact.Role.RECRUITER] if letter.audience == Letter.Audience.RECRUITER else EMPLOYER_ROLES
    return PersonForm(data, roles=roles, prefix=letter.audience, instance=instance)


def _suits(person: ApplicationContact, letter: Letter) -> bool:
    return person.contact.is_recruiter == (letter.audience == Letter.Audience.RECRUITER)


@dataclass(frozen=True)
class Step:
    anchor: str
    label: str
    is_done: bool


def steps_of(decline: Decline, letters: list[Letter]) -> list[Step]:
    """The six parts of the page, each done or not by what exists."""
    return [
        Step("sure", _("Sure?"), bool(decline.put_off or decline.talked_with)),
        Step("why", _("Why"), bool(decline.reason or decline.answer or decline.private_reasons)),
        Step("who", _("Who"), all(_is_reached(letter) for letter in letters)),
        Step("letters", _("Two letters"), not any(letter.can_be_edited for letter in letters)),
        Step("send", _("Send or record"), all(letter.is_accounted for letter in letters)),
        Step("after", _("After"), not decline.is_open),
    ]


def _is_reached(letter: Letter) -> bool:
    return letter.is_accounted or bool(letter.recipient and letter.recipient.contact.email)


def guide_context(decline: Decline, **given: Any) -> dict[str, Any]:
    """Everything the guide's template reads; `given` replaces a part of it (a form with errors)."""
    letters = letters_of(decline)
    facts = facts_of(letters[0])
    desk = desk_of(decline)
    return {
        "decline": decline,
        "application": decline.application,
        "interview": decline.interview,
        "letters": [on_page(letter, desk) for letter in letters],
        "readers": [reader_of(letter) for letter in letters],
        "answers": AnswersForm(instance=decline),
        "after": AfterForm(instance=decline),
        "ruler": ruler_of(decline, timezone.now()),
        "now": timezone.now(),
        "steps": steps_of(decline, letters),
        "saved_at": max(letter.changed_at for letter in letters),
        "scripts": {letter.audience: phone_script(facts_of(letter), decline.answer) for letter in letters},
        "if_pressed": IF_PRESSED[facts.language],
        "key": outbox.new_key(),
        **given,
    }
