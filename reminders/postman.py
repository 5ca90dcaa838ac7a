"""The instance's own mail, over one connection that is kept while there is something to carry."""

from __future__ import annotations

import contextlib
import smtplib
from types import TracebackType
from typing import Any, Self

from django.core import mail
from django.core.mail import EmailMessage


class ServerAway(Exception):
    """The mail server cannot be reached, or does not let the instance in: no message is at fault."""


class NotAccepted(Exception):
    """The server did not take this message. `is_final`: nor would it tomorrow."""

    def __init__(self, words: str, *, is_final: bool) -> None:
        super().__init__(words)
        self.is_final = is_final


class Postman:
    """Carries messages one by one; `carry` returns once the next hop has accepted the message."""

    def __init__(self) -> None:
        # Django 6.1 keeps its backends under `mailers`; before, there was one connection to ask for.
        mailers: Any = getattr(mail, "mailers", None)
        self._backend: Any = mailers["default"] if mailers is not None else mail.get_connection()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._hang_up()

    def carry(self, message: EmailMessage) -> None:
        """Raises ServerAway or NotAccepted."""
        if not message.recipients():  # backends say nothing of it
            raise NotAccepted("the message has no recipient", is_final=True)
        try:
            self._backend.open()
        except (OSError, smtplib.SMTPException) as error:
            self._hang_up()
            raise ServerAway(words_of(error)) from error
        try:
            self._backend.send_messages([message])
        except TimeoutError as error:
            self._hang_up()
            raise ServerAway(words_of(error)) from error
        except (OSError, smtplib.SMTPException) as error:
            self._hang_up()
            raise NotAccepted(words_of(error), is_final=_is_final(error)) from error

    def _hang_up(self) -> None:
        with contextlib.suppress(OSError, smtplib.SMTPException):
            self._backend.close()


def words_of(error: OSError | smtplib.SMTPException) -> str:
    """The server's own answer, “550 No such user”, or what the system says of the line."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, reply = next(iter(error.recipients.values()))
        return _said(code, reply)
    if isinstance(error, smtplib.SMTPResponseException):
        return _said(error.smtp_code, error.smtp_error)
    return str(error) or type(error).__name__


def _said(code: int, reply: bytes | str) -> str:
    text = reply.decode(errors="replace") if isinstance(reply, bytes) else reply
    return f"{code} {' '.join(text.split())}"[:500]


def _is_final(error: OSError | smtplib.SMTPException) -> bool:
    """5xx for this recipient or this text. A refused sender is the instance's fault and may be mended."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500
