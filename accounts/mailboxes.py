"""The life of a person's own mailbox: saved, tested, paused when its server refuses the log-in, resumed."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import Mailbox, User


def save(mailbox: Mailbox, password: str = "") -> None:
    """Write a mailbox, new or changed; an empty `password` keeps the one it has. Whatever was known of the
    old settings is forgotten: they are not tested any more, and not paused either."""
    if password:
        mailbox.password = password
    elif not mailbox.username:
        mailbox.password = ""
    mailbox.tested_at = mailbox.paused_at = None
    mailbox.paused_reply = ""
    mailbox.save()


def use_catcher(user: User, host: str, port: int) -> Mailbox:
    """Point the person's mailbox at the mail catcher of a trial installation: nothing leaves the machine."""
    mailbox = Mailbox.objects.owned_by(user).first() or Mailbox(owner=user)
    mailbox.email, mailbox.host, mailbox.port = user.email, host, port
    mailbox.security, mailbox.username = Mailbox.Security.NONE, ""
    save(mailbox)
    return mailbox


def passed_test(mailbox: Mailbox) -> None:
    """Note that the server took a test message: the mailbox works, and is paused no more. Says nothing if
    the settings were changed while the test was under way."""
    tested = {name: getattr(mailbox, name) for name in ("host", "port", "security", "username")}
    tested["sealed_password"] = mailbox.sealed_password
    Mailbox.objects.filter(pk=mailbox.pk, **tested).update(tested_at=timezone.now(), paused_at=None, paused_reply="")


def pause(mailbox: Mailbox, reply: str) -> None:
    """Let no letter try this mailbox until the person has looked at it. `reply` is what its server said; the
    first one is kept."""
    Mailbox.objects.filter(pk=mailbox.pk, paused_at=None).update(paused_at=timezone.now(), paused_reply=reply[:1000])


def resume(mailbox: Mailbox) -> None:
    """Let waiting letters try again."""
    Mailbox.objects.filter(pk=mailbox.pk).update(paused_at=None, paused_reply="")
