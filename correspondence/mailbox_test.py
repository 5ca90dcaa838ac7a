"""A test message from a person's mailbox to themselves, over the same line that letters take."""

from __future__ import annotations

from typing import cast

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import mailboxes
from accounts.models import Mailbox, User
from accounts.secrets import SecretUnreadable
from correspondence.compose import compose, new_message_id
from correspondence.smtp import Account, Result, Security, send_test


def try_out(mailbox: Mailbox, person: User) -> Result:
    """Send the message now, and wait for the server's answer; a mailbox that works is paused no more."""
    try:
        password = mailbox.password
    except SecretUnreadable:
        return Result("login_refused", _("The mailbox’s password cannot be read any more. Enter it again."), "login")
    account = Account(mailbox.host, mailbox.port, cast(Security, mailbox.security), mailbox.username, password)
    try:
        message = _message(mailbox, person)
    except ValueError as refusal:
        return Result("refused", str(refusal), "connect")
    result = send_test(account, sender=mailbox.email, recipient=person.email, message=message)
    if result.outcome == "sent":
        mailboxes.passed_test(mailbox)
    return result


def _message(mailbox: Mailbox, person: User) -> bytes:
    preferences = person.preferences
    return compose(
        from_name=preferences.name,
        from_email=mailbox.email,
        to_name=preferences.name,
        to_email=person.email,
        subject=_("A test from Kind Regards"),
        body=_(
            "If you can read this, your mailbox works, and your letters can leave from it.\n\n"
            "Nobody but you has got this message."
        ),
        message_id=new_message_id(mailbox.email.rpartition("@")[2]),
        date=timezone.localtime(),
        language=preferences.language,
    )
