"""What a person does with a letter: press Send, undo it, settle what nobody else can know."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Mailbox
from accounts.states import move
from correspondence import compose, settling
from correspondence.models import Message, OutgoingMail
from tracker.models import ApplicationContact
from tracker.progress import touch

S = OutgoingMail.Status
TRANSITIONS: dict[str, tuple[str, ...]] = {
    S.QUEUED: (S.CLAIMED, S.CANCELLED, S.FAILED),
    S.CLAIMED: (S.TRANSMITTING, S.QUEUED, S.CANCELLED, S.FAILED),
    S.TRANSMITTING: (S.SENT, S.QUEUED, S.FAILED, S.UNCONFIRMED),
    S.UNCONFIRMED: (S.SENT, S.FAILED),
    S.SENT: (),
    S.FAILED: (),
    S.CANCELLED: (),
}
# Four days is what mail servers themselves allow; a decline is stale after two.
GIVE_UP_AFTER = dt.timedelta(hours=48)


class AlreadyOnItsWay(Exception):
    """Another sending of the same letter is under way, or its outcome is unknown."""


def fingerprint(rcpt: str, subject: str, body: str) -> str:
    """SHA-256 over what the person was shown, in hex: Send posts it, so that a stale tab cannot surprise."""
    whole = "\0".join((rcpt, subject, compose.clean_body(body)))
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


def queue(
    *,
    mailbox: Mailbox,
    recipient: ApplicationContact,
    purpose: str,
    subject: str,
    body: str,
    language: str,
    idempotency_key: str,
    in_reply_to: str = "",
    references: str = "",
    message_id: str = "",
) -> OutgoingMail:
    """Freeze a letter and put it in line; it may leave once the person's seconds to undo are over.

    A second call with the same key returns the first one's row. `message_id` is given when a letter whose
    outcome was unknown is sent again: both copies are then one to whoever receives them.
    Raises AlreadyOnItsWay, and ValueError with a sentence for the person about an address or a header.
    """
    owner = recipient.owner
    earlier = OutgoingMail.objects.owned_by(owner).filter(idempotency_key=idempotency_key).first()
    if earlier:
        return earlier
    preferences = owner.preferences
    contact = recipient.contact
    if not contact.email:
        raise ValueError(_("There is no address for %(name)s yet.") % {"name": contact.name})
    now = timezone.now()
    body = compose.clean_body(body)
    message_id = message_id or compose.new_message_id(mailbox.email.rpartition("@")[2])
    mime = compose.compose(
        from_name=preferences.name,
        from_email=mailbox.email,
        to_name=contact.name,
        to_email=contact.email,
        subject=subject,
        body=body,
        message_id=message_id,
        date=timezone.localtime(now, preferences.tzinfo),
        language=language,
        in_reply_to=in_reply_to,
        references=references.split(),
    )
    try:
        with transaction.atomic():
            return OutgoingMail.objects.create(
                owner=owner,
                application_id=recipient.application_id,
                recipient=recipient,
                mailbox=mailbox,
                purpose=purpose,
                idempotency_key=idempotency_key,
                sender=mailbox.email,
                rcpt=contact.email,
                to_name=contact.name,
                subject=subject,
                body=body,
                language=language,
                message_id=message_id,
                in_reply_to=in_reply_to,
                references=references,
                mime=mime,
                shown_hash=fingerprint(contact.email, subject, body),
                queued_at=now,
                due_at=now + dt.timedelta(seconds=preferences.undo_seconds),
                give_up_at=now + GIVE_UP_AFTER,
            )
    except IntegrityError as error:
        # Lost the race: to the same press of the button, or to another one.
        same = OutgoingMail.objects.owned_by(owner).filter(idempotency_key=idempotency_key).first()
        if same:
            return same
        raise AlreadyOnItsWay from error


def new_key() -> str:
    """A one-time key for a form that sends."""
    return uuid.uuid4().hex


def undo(mail: OutgoingMail) -> None:
    """Take a letter back. Works up to the gate; after it raises accounts.states.WrongStatus."""
    move(mail, S.CANCELLED, TRANSITIONS, token=None, lease_until=None, settled_at=timezone.now())


def settle(mail: OutgoingMail, *, arrived: bool) -> None:
    """Say what became of a letter whose outcome is unknown: only the person can. Raises WrongStatus."""
    with transaction.atomic():
        if arrived:
            mark_sent(mail, where={"status": S.UNCONFIRMED}, reply=mail.reply)
        else:
            move(
                mail,
                S.FAILED,
                TRANSITIONS,
                where={"status": S.UNCONFIRMED},
                settled_at=timezone.now(),
                token=None,
            )
    settling.tell(mail)


def mark_sent(mail: OutgoingMail, *, where: dict[str, object], reply: str) -> None:
    """Write down, in the caller's transaction, that the next mail server has accepted a letter; it joins the
    history."""
    now = timezone.now()
    move(mail, S.SENT, TRANSITIONS, where=where, settled_at=now, reply=reply, token=None, lease_until=None)
    occurred_at = mail.handed_over_at or now
    Message.objects.create(
        owner_id=mail.owner_id,
        application_id=mail.application_id,
        contact_id=mail.recipient.contact_id,
        direction=Message.Direction.OUT,
        channel=Message.Channel.EMAIL,
        subject=mail.subject,
        body=mail.body,
        occurred_at=occurred_at,
        message_id=mail.message_id,
        in_reply_to=mail.in_reply_to,
        references=mail.references,
        mail=mail,
    )
    touch(mail.application, occurred_at)
