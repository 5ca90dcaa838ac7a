"""A decline from the decision to its end: the only writer of its status.

open ─ every letter accounted for ─▶ completed ─ “I’ll go after all” ─▶ reconsidered
open ─ “I’ll go after all” ─▶ reconsidered          completed ─ a record taken back ─▶ open
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.states import WrongStatus, move
from correspondence import outbox
from correspondence.models import Message, OutgoingMail
from declines.drafting import choose_recipient, draft_of
from declines.letters import Stale, refresh_drafts
from declines.models import Decline, Letter
from tracker import interviews, progress
from tracker.models import Application, Interview, Outcome

S = Decline.Status
TRANSITIONS: dict[str, tuple[str, ...]] = {
    S.OPEN: (S.COMPLETED, S.RECONSIDERED),
    S.COMPLETED: (S.OPEN, S.RECONSIDERED),
    S.RECONSIDERED: (),
}
A_DAY = dt.timedelta(hours=24)
AT_ONCE = dt.timedelta(hours=1)


def deadline(decided_at: dt.datetime, starts_at: dt.datetime | None) -> dt.datetime:
    """When every letter should have left: a day after the decision, and a day before the interview.

    Where that is past already it is within the hour. (docs/declines.md gives the sources.)
    """
    by = decided_at + A_DAY
    if starts_at is not None:
        by = min(by, starts_at - A_DAY)
    return max(by, decided_at + AT_ONCE)


def decline_interview(interview: Interview) -> Decline:
    """Decide to decline: starts the clock and drafts both letters at once.

    Returns the decline that is open already, if one is. Raises WrongStatus for an interview that is neither
    invited nor confirmed, or on a closed application.
    """
    if not interview.can_be_declined:
        raise WrongStatus(interview.status)
    return _begin(interview.application, interview)


def withdraw(application: Application) -> Decline:
    """Decide to withdraw an application that has no interview to decline. Raises WrongStatus if closed."""
    return _begin(application, None)


def _begin(application: Application, interview: Interview | None) -> Decline:
    if not application.is_open:
        raise WrongStatus("closed")
    now = timezone.now()
    owner = application.owner
    try:
        with transaction.atomic():
            decline = Decline.objects.create(
                owner=owner,
                application=application,
                interview=interview,
                interview_status_before=interview.status if interview else "",
                decided_at=now,
                send_by=deadline(now, interview.starts_at if interview else None),
            )
            for audience in (Letter.Audience.EMPLOYER, Letter.Audience.RECRUITER):
                _first_draft(decline, audience)
            progress.touch(application, now)
    except IntegrityError:
        earlier = Decline.objects.open().filter(application=application).first()
        if earlier is None:
            raise
        return earlier
    return decline


def _first_draft(decline: Decline, audience: Letter.Audience) -> Letter:
    letter = Letter(
        owner=decline.owner,
        decline=decline,
        application=decline.application,
        audience=audience,
        recipient=choose_recipient(decline, audience),
        language=decline.owner.preferences.letter_language,
        tone=Letter.Tone.FORMAL if audience == Letter.Audience.EMPLOYER else Letter.Tone.WARM,
    )
    drafted = draft_of(letter)
    letter.subject, letter.body = drafted.subject, drafted.body
    letter.save()
    return letter


@transaction.atomic
def record(letter: Letter, how: str, note: str = "") -> None:
    """Note that the reader has heard: “I sent it” (elsewhere), “I phoned” (phoned), or need not (not_needed).

    A letter still waiting to leave is undone first, so that nobody hears twice. It joins the history; the
    last one completes the decline. Raises WrongStatus if it is accounted for already or is leaving now,
    ValueError for an unknown `how`.
    """
    if how not in (Letter.Accounted.ELSEWHERE, Letter.Accounted.PHONED, Letter.Accounted.NOT_NEEDED):
        raise ValueError(how)
    mail = letter.held_by
    if mail is not None and mail.status != OutgoingMail.Status.UNCONFIRMED:
        outbox.undo(mail)
    now = timezone.now()
    _account(letter, how, now, note)
    if how == Letter.Accounted.NOT_NEEDED:
        progress.touch(letter.decline.application, now)
    else:
        _keep_in_history(letter, how, note, now)
    if not complete_if_accounted(letter.decline):
        _tell_the_other_letter(letter.decline)


def _account(letter: Letter, how: str, at: dt.datetime, note: str = "") -> None:
    changes = {"accounted": how, "accounted_at": at, "account_note": note[:500]}
    open_ones = Letter.objects.filter(pk=letter.pk, accounted="", decline__status=S.OPEN)
    if open_ones.update(**changes) != 1:
        raise WrongStatus(letter.accounted or letter.decline.status)
    for name, value in changes.items():
        setattr(letter, name, value)


def _keep_in_history(letter: Letter, how: str, note: str, at: dt.datetime) -> None:
    phoned = how == Letter.Accounted.PHONED
    Message.objects.create(
        owner_id=letter.owner_id,
        application_id=letter.application_id,
        contact_id=letter.recipient.contact_id if letter.recipient else None,
        direction=Message.Direction.OUT,
        channel=Message.Channel.PHONE if phoned else Message.Channel.EMAIL,
        subject="" if phoned else letter.subject,
        body=note if phoned else letter.body,
        occurred_at=at,
        purpose=letter.purpose,
    )
    progress.touch(letter.decline.application, at)


@transaction.atomic
def take_back(letter: Letter) -> None:
    """Undo a record made by mistake; a decline that it had completed is open again, nudges and all.

    Raises WrongStatus for a letter that was sent from the mailbox, or once the person goes after all.
    """
    final = [Letter.Accounted.NO, Letter.Accounted.MAILBOX]
    recorded = Letter.objects.filter(pk=letter.pk).exclude(accounted__in=final)
    rows = recorded.exclude(decline__status=S.RECONSIDERED)
    if rows.update(accounted="", accounted_at=None, account_note="") != 1:
        raise WrongStatus(letter.accounted)
    letter.accounted, letter.accounted_at, letter.account_note = "", None, ""
    Message.objects.owned_by(letter.owner).filter(purpose=letter.purpose).delete()
    decline = letter.decline
    if decline.status == S.COMPLETED:
        if Decline.objects.open().filter(application=decline.application_id).exists():
            raise WrongStatus(decline.status)  # the person has decided anew since
        move(decline, S.OPEN, TRANSITIONS, ended_at=None)
        _restore(decline)
    _tell_the_other_letter(decline)


def _tell_the_other_letter(decline: Decline) -> None:
    """The recruiter's draft says how the employer hears of it, and that has changed. A letter that the person
    is writing at this very moment is theirs."""
    with suppress(Stale):
        refresh_drafts(decline)


@transaction.atomic
def note_sent(mail: OutgoingMail) -> None:
    """A mail server has accepted a letter: account for it, and end the decline if it was the last."""
    if mail.status != OutgoingMail.Status.SENT:
        return
    for letter in Letter.objects.filter(mail=mail, accounted="").select_related("decline"):
        at = mail.handed_over_at or mail.settled_at or timezone.now()
        Letter.objects.filter(pk=letter.pk, accounted="").update(accounted=Letter.Accounted.MAILBOX, accounted_at=at)
        if not complete_if_accounted(letter.decline):
            _tell_the_other_letter(letter.decline)


@transaction.atomic
def complete_if_accounted(decline: Decline) -> bool:
    """End an open decline once no letter of it waits: the interview is declined and, unless the person wished
    otherwise, the application closed. Returns whether it ended now."""
    if Letter.objects.filter(decline=decline, accounted="").exists():
        return False
    now = timezone.now()
    try:
        move(decline, S.COMPLETED, TRANSITIONS, where={"status": S.OPEN}, ended_at=now)
    except WrongStatus:
        return False
    interview = decline.interview
    if interview is not None and interview.can_be_declined:
        interviews.mark(interview, Interview.Status.DECLINED)
    application = Application.objects.get(pk=decline.application_id)
    if decline.closes_application and application.is_open:
        progress.close(application, Outcome.DECLINED if interview else Outcome.WITHDRAWN, now)
    return True


@transaction.atomic
def reconsider(decline: Decline) -> None:
    """“I’ll go after all”: nothing more is sent, nudges end, interview and application are as they were.

    Letters waiting to leave are undone; what has left cannot be. Raises WrongStatus while one is leaving
    at this moment, or if it was reconsidered before.
    """
    was = decline.status
    for mail in OutgoingMail.objects.filter(letters__decline=decline, status__in=OutgoingMail.LIVE):
        if mail.status != OutgoingMail.Status.UNCONFIRMED:
            outbox.undo(mail)
    move(decline, S.RECONSIDERED, TRANSITIONS, ended_at=timezone.now())
    if was == S.COMPLETED:
        _restore(decline)
    progress.touch(decline.application)


def _restore(decline: Decline) -> None:
    """Put back what completing had changed, save what the person has changed since."""
    interview = decline.interview
    if interview is not None and interview.status == Interview.Status.DECLINED:
        interviews.mark(interview, decline.interview_status_before)
    application = Application.objects.get(pk=decline.application_id)
    if not application.is_open and application.outcome in (Outcome.DECLINED, Outcome.WITHDRAWN):
        progress.reopen(application)


def complete_what_is_accounted() -> int:
    """Make up for what a process that died could not tell: account for sent letters, end finished declines.

    Returns how many declines ended.
    """
    missed = OutgoingMail.objects.filter(status=OutgoingMail.Status.SENT, letters__accounted="")
    for mail in missed.distinct()[:200]:
        note_sent(mail)
    return sum(map(complete_if_accounted, Decline.objects.all_accounted()[:200]))
