"""What a person does to a letter before it leaves: write, redraft, choose its reader, check, send.

Every change claims the letter's version and refuses while a sending holds it, so that an old tab, an
autosave that came late or a double press can never change what was confirmed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Mailbox
from accounts.states import WrongStatus
from correspondence import outbox
from correspondence.checks import Finding
from correspondence.models import OutgoingMail
from declines.drafting import draft_of, thread_of
from declines.models import Decline, Letter
from declines.review import Desk, desk_of, findings_of
from tracker.models import ApplicationContact


class Stale(Exception):
    """The letter is no longer what the person saw. `letter` is what it is now."""

    def __init__(self, letter: Letter) -> None:
        super().__init__(letter.pk)
        self.letter = letter


class Blocked(Exception):
    """The letter has what no letter may have. `findings` say what and where."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(len(findings))
        self.findings = findings


class NoMailbox(Exception):
    """The person has connected no mailbox to send from."""


def write(letter: Letter, subject: str, body: str, version: int) -> None:
    """Keep what the person has typed. Raises Stale if it was changed elsewhere since `version`."""
    if (subject, body) == (letter.subject, letter.body) and version == letter.version:
        return
    _change(letter, version, subject=subject, body=body, is_edited=True)


def redraft(letter: Letter, *, language: str = "", tone: str = "") -> None:
    """Draft anew, in another language or tone if given; what the person had written is kept to bring back."""
    kept = {"kept_subject": letter.subject, "kept_body": letter.body} if letter.is_edited else {}
    letter.language, letter.tone = language or letter.language, tone or letter.tone
    drafted = draft_of(letter)
    _change(
        letter,
        letter.version,
        language=letter.language,
        tone=letter.tone,
        subject=drafted.subject,
        body=drafted.body,
        is_edited=False,
        **kept,
    )


def bring_back(letter: Letter) -> None:
    """The person's own words again, after a new draft; what they have written since takes their place."""
    written_since = (letter.subject, letter.body) if letter.is_edited else ("", "")
    if letter.kept_body:
        _change(
            letter,
            letter.version,
            subject=letter.kept_subject,
            body=letter.kept_body,
            is_edited=True,
            kept_subject=written_since[0],
            kept_body=written_since[1],
        )


@transaction.atomic
def address(letter: Letter, recipient: ApplicationContact | None) -> None:
    """Choose who reads it; drafts follow, the person's own words stay as they are."""
    _change(letter, letter.version, recipient=recipient)
    refresh_drafts(letter.decline)


@transaction.atomic
def refresh_drafts(decline: Decline) -> None:
    """Draft anew every letter that the person has not touched: a reason, a name or a date has changed."""
    for letter in decline.letters.select_related("decline", "recipient__contact__employer", "mail"):
        if letter.can_be_edited and not letter.is_edited:
            drafted = draft_of(letter)
            if (drafted.subject, drafted.body) != (letter.subject, letter.body):
                _change(letter, letter.version, subject=drafted.subject, body=drafted.body)


def _change(letter: Letter, version: int, **changes: Any) -> None:
    rows = Letter.objects.filter(pk=letter.pk, version=version, accounted="", decline__status=Decline.Status.OPEN)
    rows = rows.exclude(mail__status__in=OutgoingMail.HOLDING)
    changes["changed_at"] = timezone.now()
    if rows.update(version=F("version") + 1, **changes) != 1:
        raise Stale(Letter.objects.select_related("mail", "decline").get(pk=letter.pk))
    letter.version = version + 1
    for name, value in changes.items():
        setattr(letter, name, value)


@dataclass(frozen=True)
class Sendable:
    """Everything the final review shows, and what Send posts back to prove that it was shown."""

    letter: Letter
    mailbox: Mailbox | None
    findings: list[Finding]
    fingerprint: str

    @property
    def blocking(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.level == "block"]

    @property
    def is_ready(self) -> bool:
        return not self.blocking and self.mailbox is not None and self.letter.can_be_edited


def review(letter: Letter, desk: Desk | None = None) -> Sendable:
    """What Send would send, checked; `desk` if the other letter's check has read it already."""
    desk = desk or desk_of(letter.decline)
    email = letter.recipient.contact.email if letter.recipient else ""
    return Sendable(
        letter=letter,
        mailbox=desk.mailbox,
        findings=findings_of(letter, desk),
        fingerprint=outbox.fingerprint(email, letter.subject, letter.body),
    )


@transaction.atomic
def send(letter: Letter, *, fingerprint: str, key: str) -> OutgoingMail:
    """Freeze the letter exactly as shown and put it in line. A second press of the same button returns the
    same mail.

    Raises Stale if it is not what was shown, Blocked by its findings, NoMailbox, WrongStatus if it is
    accounted for or the decline is over, outbox.AlreadyOnItsWay, ValueError about an address or header.
    """
    earlier = OutgoingMail.objects.owned_by(letter.owner).filter(idempotency_key=key).first()
    if earlier is not None and earlier.purpose == letter.purpose:
        return earlier
    if letter.is_accounted or not letter.decline.is_open:
        raise WrongStatus(letter.accounted or letter.decline.status)
    if letter.held_by is not None:
        raise outbox.AlreadyOnItsWay
    sendable = review(letter)
    if sendable.fingerprint != fingerprint:
        raise Stale(letter)
    if sendable.blocking:
        raise Blocked(sendable.blocking)
    if sendable.mailbox is None:
        raise NoMailbox
    if letter.recipient is None:
        raise ValueError(_("Choose who should read this letter."))
    in_reply_to, references = thread_of(letter)
    mail = outbox.queue(
        mailbox=sendable.mailbox,
        recipient=letter.recipient,
        purpose=letter.purpose,
        subject=letter.subject,
        body=letter.body,
        language=letter.language,
        idempotency_key=key,
        in_reply_to=in_reply_to,
        references=references,
        message_id=_unsettled_message_id(letter),
    )
    held = Letter.objects.filter(pk=letter.pk, version=letter.version, accounted="")
    if held.update(mail=mail, version=F("version") + 1) != 1:
        raise Stale(Letter.objects.select_related("mail", "decline").get(pk=letter.pk))
    letter.mail, letter.version = mail, letter.version + 1
    return mail


def _unsettled_message_id(letter: Letter) -> str:
    """A letter that may have arrived already keeps its Message-ID, so that two copies are one to a reader."""
    mail = letter.mail
    return mail.message_id if mail is not None and mail.handed_over_at is not None else ""
