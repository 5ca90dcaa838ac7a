"""How a letter leaves: claim, commit, connect, and one gate before the final dot.

Up to the gate a letter is provably unsent, whatever dies; once it is open, only the server's answer, the
person or other evidence says what became of it. No transaction is open while the network is.
"""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from collections.abc import Callable
from typing import cast

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import mailboxes
from accounts.models import Mailbox
from accounts.secrets import SecretUnreadable
from accounts.states import WrongStatus, move
from correspondence import settling
from correspondence.models import Beat, OutgoingMail, SendAttempt
from correspondence.outbox import TRANSITIONS, mark_sent
from correspondence.smtp import Account, Result, Security, hand_over

logger = logging.getLogger(__name__)

S = OutgoingMail.Status
# How long a worker may be silent before its letter is taken from it. It renews while it waits.
LEASE = dt.timedelta(seconds=30)
BACKOFF = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
MOST_AT_ONCE = 200


def deliver(pk: int, *, at: Callable[[str], None] = lambda step: None) -> bool:
    """Hand over one letter, if it is due and nobody else has it. Returns whether it was ours to try.

    `at` hears the steps of correspondence.smtp.hand_over, and "claimed" and "recording" around them.
    """
    mail = claim(pk)
    if mail is None:
        return False
    at("claimed")
    result = _hand_over(mail, at)
    at("recording")
    record(mail, result)
    return True


def claim(pk: int) -> OutgoingMail | None:
    """Take a due letter in hand and write the attempt down, before the network is touched.

    A mailbox hands over one letter at a time, so that one slow server holds one worker at the most.
    """
    now = timezone.now()
    token = uuid.uuid4()
    in_hand = OutgoingMail.objects.filter(
        mailbox=OuterRef("mailbox"), status__in=[S.CLAIMED, S.TRANSMITTING], lease_until__gte=now
    )
    theirs = Mailbox.objects.filter(outgoing=pk)
    with transaction.atomic():
        # Two claims for one mailbox come one after the other, so that the second sees the first.
        theirs.select_for_update(of=("self",), no_key=True).first()
        claimed = (
            OutgoingMail.objects.due(now)
            .filter(~Exists(in_hand), pk=pk)
            .update(status=S.CLAIMED, token=token, lease_until=now + LEASE, tries=F("tries") + 1)
        )
        if not claimed:
            return None
        mail = OutgoingMail.objects.select_related("mailbox", "application", "recipient").get(pk=pk)
        SendAttempt.objects.create(mail=mail, token=token, started_at=now)
    return mail


def _hand_over(mail: OutgoingMail, at: Callable[[str], None]) -> Result:
    mailbox = mail.mailbox
    if mailbox is None:
        return Result("refused", _("The mailbox that this letter was to leave from is gone."), "connect")
    try:
        password = mailbox.password
    except SecretUnreadable:
        return Result("login_refused", _("The mailbox’s password cannot be read any more. Enter it again."), "login")
    return hand_over(
        Account(mailbox.host, mailbox.port, cast(Security, mailbox.security), mailbox.username, password),
        sender=mail.sender,
        recipient=mail.rcpt,
        message=bytes(mail.mime),
        gate=lambda: _open_gate(mail),
        heartbeat=lambda: _renew(mail),
        at=at,
    )


def _open_gate(mail: OutgoingMail) -> bool:
    """Commit that the dot may be out; False if the letter was undone, or taken from us, in the meantime."""
    now = timezone.now()
    try:
        move(
            mail,
            S.TRANSMITTING,
            TRANSITIONS,
            where={"token": mail.token},
            handed_over_at=now,
            lease_until=now + LEASE,
        )
    except WrongStatus:
        return False
    return True


def _renew(mail: OutgoingMail) -> None:
    OutgoingMail.objects.filter(pk=mail.pk, token=_token(mail)).update(lease_until=timezone.now() + LEASE)


def _token(mail: OutgoingMail) -> uuid.UUID:
    if mail.token is None:
        raise ValueError("a mail in hand has a token")
    return mail.token


def record(mail: OutgoingMail, result: Result) -> None:
    """Write down what the server said, under the token: a letter that was taken from us in the meantime is
    left alone, save that a late yes settles an unknown outcome."""
    token = _token(mail)
    with transaction.atomic():
        SendAttempt.objects.filter(token=token).update(
            ended_at=timezone.now(), step=result.step, outcome=result.outcome, reply=result.reply
        )
        try:
            _move_on(mail, result)
        except WrongStatus as wrong:
            logger.info("mail %s: %s came when it was already %s", mail.pk, result.outcome, wrong.current)
            return
    logger.info("mail %s: %s at %s", mail.pk, result.outcome, result.step)
    if mail.status in (S.SENT, S.FAILED, S.UNCONFIRMED):
        settling.tell(mail)


def _move_on(mail: OutgoingMail, result: Result) -> None:
    now = timezone.now()
    ours: dict[str, object] = {"token": mail.token}
    let_go = {"token": None, "lease_until": None, "reply": result.reply}
    match result.outcome:
        case "sent":
            mark_sent(mail, where=ours, reply=result.reply)
        case "refused":
            move(mail, S.FAILED, TRANSITIONS, where=ours, settled_at=now, **let_go)
        case "try_later" if now + _backoff(mail) > mail.give_up_at:
            move(mail, S.FAILED, TRANSITIONS, where=ours, settled_at=now, **let_go)
        case "try_later":
            move(mail, S.QUEUED, TRANSITIONS, where=ours, due_at=now + _backoff(mail), **let_go)
        case "login_refused":
            # The mailbox is at fault, not the letter: no try is burnt, and all of its letters wait.
            if mail.mailbox is not None:
                mailboxes.pause(mail.mailbox, result.reply)
            move(mail, S.QUEUED, TRANSITIONS, where=ours, due_at=now, tries=mail.tries - 1, **let_go)
        case "unclear":
            # The token stays: a late answer that carries it still counts.
            move(mail, S.UNCONFIRMED, TRANSITIONS, where=ours, reply=result.reply, lease_until=None)
        case "withdrawn":
            raise WrongStatus(None)


def _backoff(mail: OutgoingMail) -> dt.timedelta:
    return BACKOFF[min(mail.tries, len(BACKOFF)) - 1]


def rescue(now: dt.datetime) -> None:
    """Take letters from hands that have gone silent: before the gate back into the line, unless it is too late
    for another try; after it unknown."""
    for mail in OutgoingMail.objects.abandoned(now)[:MOST_AT_ONCE]:
        where: dict[str, object] = {"status": mail.status, "token": mail.token, "lease_until__lt": now}
        try:
            if mail.status == S.CLAIMED and now < mail.give_up_at:
                move(mail, S.QUEUED, TRANSITIONS, where=where, token=None, lease_until=None, due_at=now)
            elif mail.status == S.CLAIMED:
                move(mail, S.FAILED, TRANSITIONS, where=where, token=None, lease_until=None, settled_at=now)
                settling.tell(mail)
            else:
                reply = _("Nothing was heard from the server after the letter was handed over.")
                move(mail, S.UNCONFIRMED, TRANSITIONS, where=where, lease_until=None, reply=reply)
                settling.tell(mail)
        except WrongStatus:
            continue  # heard from after all


def due_now(now: dt.datetime) -> list[int]:
    """The letters to try, longest due first; at most 200."""
    return list(OutgoingMail.objects.due(now).order_by("due_at").values_list("pk", flat=True)[:MOST_AT_ONCE])


def next_after(pk: int) -> int | None:
    """The letter that waited because the mailbox was busy with letter `pk`."""
    mailbox = OutgoingMail.objects.filter(pk=pk).exclude(mailbox=None).values("mailbox")
    due = OutgoingMail.objects.due(timezone.now()).filter(mailbox__in=mailbox)
    return due.order_by("due_at").values_list("pk", flat=True).first()


def note_beat(name: str) -> None:
    """Remember that a sweep ran: a page warns when none has for a while."""
    Beat.objects.update_or_create(name=name, defaults={"at": timezone.now()})
