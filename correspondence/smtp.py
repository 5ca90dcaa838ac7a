"""Hand one letter to a mail server, step by step, with a gate before the final dot.

A server must forget a message whose connection ends before the dot (RFC 5321, 4.1.1.10). Everything that
goes wrong up to the gate is therefore provably unsent; only what happens after it can be unclear.
django.core.mail cannot tell the two apart, so letters do not go through it.
"""

from __future__ import annotations

import base64
import logging
import re
import ssl
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from django.utils.translation import gettext as _

from correspondence.hosts import check_smtp_host
from correspondence.wire import Line, LineBroken, LineError, LineGarbled, Reply, Timeouts

logger = logging.getLogger(__name__)

Security = Literal["tls", "starttls", "none"]
Outcome = Literal["sent", "refused", "try_later", "login_refused", "withdrawn", "unclear"]
Step = Literal["connect", "starttls", "login", "mail", "rcpt", "data", "payload", "gate", "dot"]

LONGEST_WORDS = 1000  # characters of the server's words that are kept
LOGIN_WANTED = {
    530,
    535,
}  # "authentication required" / "credentials invalid", at whichever step they are said
BIDI_CONTROLS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
ENVELOPE_ADDRESS = re.compile(r"[!-~]+@[!-~]+")
BARE_LINE_END = re.compile(rb"\r\n|\r|\n")

__all__ = ["Account", "Outcome", "Result", "Security", "Step", "Timeouts", "hand_over", "send_test"]


@dataclass(frozen=True)
class Account:
    """A person's own outgoing mail server. Without a `username` no login is tried."""

    host: str
    port: int
    security: Security
    username: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class Result:
    """What became of a letter.

    sent           the server accepted it: 250 after the final dot
    refused        it said no for good (5xx), or the letter is too large for it: unsent
    try_later      any failure that may pass: unsent
    login_refused  the mailbox's settings need the person: unsent, and no fault of the letter
    withdrawn      the gate stayed shut: unsent
    unclear        the dot may have arrived and no clear answer came back: never to be sent again by itself

    `reply` is the server's own words with their code, or a sentence of ours where it said nothing; one line,
    at most 1,000 characters, free of control characters and of the password. `step` is where it ended.
    """

    outcome: Outcome
    reply: str
    step: Step


class _Ended(Exception):
    def __init__(self, result: Result) -> None:
        self.result = result


def hand_over(
    account: Account,
    *,
    sender: str,
    recipient: str,
    message: bytes,
    gate: Callable[[], bool],
    heartbeat: Callable[[], None] | None = None,
    at: Callable[[str], None] = lambda step: None,
    timeouts: Timeouts | None = None,
    context: ssl.SSLContext | None = None,
    address: str | Sequence[str] | None = None,
) -> Result:
    """Give `message` (complete MIME bytes) to the account's server for exactly one `recipient`.

    `gate` is asked once, when the server holds everything but the final dot: False withdraws the letter,
    True means that the caller has durably noted that the dot may be out. `heartbeat` is called every few
    seconds of waiting. `at` hears "connected", "mail", "rcpt", "data", "half_payload", "payload",
    "gate_open", "dot" and "accepted".

    `address`: the checked addresses to connect to; without any, the host is resolved and checked here. The
    certificate is verified against the host's name in either case, under `context` or the system's trusted
    roots.

    Never raises for what a server does. What `gate`, `heartbeat` or `at` raise is passed on with the
    connection closed; a heartbeat that fails after the dot is only logged, for the server's answer must
    still be heard.
    """
    talk = _Talk(account, timeouts or Timeouts(), heartbeat or (lambda: None), context)
    with closing(talk.line):
        try:
            talk.connect(address)
            at("connected")
            talk.log_in()
            wire_bytes = _dot_stuffed(message)
            talk.name_sender(sender, recipient, len(wire_bytes))
            at("mail")
            talk.name_recipient(recipient)
            at("rcpt")
            talk.open_data()
            at("data")
            half = len(wire_bytes) // 2
            talk.line.send(wire_bytes[:half])
            at("half_payload")
            talk.line.send(wire_bytes[half:])
            talk.listen_before_the_gate()
            at("payload")
        except _Ended as ended:
            return ended.result
        except LineError as error:
            return Result("try_later", _tidy(str(error)), talk.step)
        if not gate():
            return Result("withdrawn", "", "gate")
        at("gate_open")
        return talk.final_dot(at)


def send_test(
    account: Account,
    *,
    sender: str,
    recipient: str,
    message: bytes,
    timeouts: Timeouts | None = None,
    context: ssl.SSLContext | None = None,
    address: str | Sequence[str] | None = None,
) -> Result:
    """Send a test message at once; the person waits for the answer on the screen, so the limits are short."""
    return hand_over(
        account,
        sender=sender,
        recipient=recipient,
        message=message,
        gate=lambda: True,
        timeouts=timeouts or Timeouts(connect=10, command=15, final=30),
        context=context,
        address=address,
    )


class _Talk:
    """The conversation with one server, and the step it has come to."""

    def __init__(
        self,
        account: Account,
        timeouts: Timeouts,
        heartbeat: Callable[[], None],
        context: ssl.SSLContext | None,
    ) -> None:
        self.account = account
        self.timeouts = timeouts
        self.step: Step = "connect"
        self._heartbeat = heartbeat
        self._dot_is_out = False
        self._context = context
        self.line = Line(account.host, timeouts, self._beat)

    def connect(self, address: str | Sequence[str] | None) -> None:
        addresses = [address] if isinstance(address, str) else list(address or ())
        if not addresses:
            try:
                addresses = check_smtp_host(self.account.host, self.account.port)
            except ValueError as refusal:
                raise LineBroken(str(refusal)) from refusal
        security = self.account.security
        tls = None if security == "none" else self._context or _trusted_roots()
        self._expect(self.line.open(addresses, self.account.port, tls if security == "tls" else None), 220)
        self._greet()
        if security == "starttls" and tls is not None:
            self.step = "starttls"
            if not self.line.has_extn("starttls"):
                self._end("try_later", _("The mail server offers no encryption (STARTTLS)."))
            self._expect(self.line.secure(tls), 220)
            self._greet()

    def log_in(self) -> None:
        username, password = self.account.username, self.account.password
        if not username:
            return
        self.step = "login"
        offered = self.line.esmtp_features.get("auth", "").upper().split()
        if "PLAIN" in offered:
            self._command(f"AUTH PLAIN {_base64(f'{chr(0)}{username}{chr(0)}{password}')}", 235)
        elif "LOGIN" in offered:
            self._command("AUTH LOGIN", 334)
            self._command(_base64(username), 334)
            self._command(_base64(password), 235)
        else:
            self._end("login_refused", _("The mail server offers no way to log in that we know."))

    def name_sender(self, sender: str, recipient: str, size: int) -> None:
        self.step = "mail"
        for written in (sender, recipient):
            if not ENVELOPE_ADDRESS.fullmatch(written) or set(written) & set('<>"(),;:\\[]'):
                self._end("refused", _("“%(address)s” is not a mail address.") % {"address": written})
        largest = self.line.esmtp_features.get("size", "")
        if largest.isdecimal() and 0 < int(largest) < size:
            self._end(
                "refused",
                _("The letter has %(size)s bytes; the mail server takes no more than %(largest)s.")
                % {"size": size, "largest": largest},
            )
        self._command(f"MAIL FROM:<{sender}>" + (f" SIZE={size}" if self.line.has_extn("size") else ""), 250)

    def name_recipient(self, recipient: str) -> None:
        self.step = "rcpt"
        self._command(f"RCPT TO:<{recipient}>", 250, 251)

    def open_data(self) -> None:
        self.step = "data"
        self._command("DATA", 354)
        self.step = "payload"

    def listen_before_the_gate(self) -> None:
        """A server that has hung up or complained meanwhile is heard now, while the letter is still provably
        unsent."""
        self.step = "gate"
        interruption = self.line.interruption()
        if interruption is not None:
            self._expect(interruption)

    def final_dot(self, at: Callable[[str], None]) -> Result:
        self.step = "dot"
        self._dot_is_out = True
        try:
            self.line.send(b"\r\n.\r\n")
            at("dot")
            reply = self.line.read_reply(self.timeouts.final)
        except LineError as error:
            return Result("unclear", _tidy(str(error)), self.step)
        if reply.code == 250:
            at("accepted")
            self.line.leave()
            return Result("sent", self._words(reply), self.step)
        self.line.leave()
        outcomes: dict[int, Outcome] = {4: "try_later", 5: "refused"}
        return Result(outcomes.get(reply.code // 100, "unclear"), self._words(reply), self.step)

    def _greet(self) -> None:
        if self.line.ehlo()[0] != 250:
            self._expect(Reply(*self.line.helo()), 250)

    def _command(self, command: str, *wanted: int) -> None:
        self._expect(Reply(*self.line.docmd(command)), *wanted)

    def _expect(self, reply: Reply, *wanted: int) -> None:
        """Go on if the reply is one of `wanted`, else end with what it means at this step."""
        if reply.code in wanted:
            return
        if reply.code < 400:
            raise LineGarbled(_("The mail server gave an answer that does not fit: %s") % self._words(reply))
        outcome: Outcome = "try_later"
        if reply.code >= 500 and self.step not in {"connect", "starttls"}:
            login = self.step == "login" or reply.code in LOGIN_WANTED
            outcome = "login_refused" if login else "refused"
        self._end(outcome, self._words(reply))

    def _end(self, outcome: Outcome, words: str) -> None:
        self.line.leave()
        raise _Ended(Result(outcome, _tidy(words), self.step))

    def _words(self, reply: Reply) -> str:
        text = reply.text.decode("utf-8", "replace")
        username, password = self.account.username, self.account.password
        if password:  # some servers quote the line that they did not like
            for secret in (_base64(f"\0{username}\0{password}"), _base64(password), password):
                text = text.replace(secret, "…")
        return _tidy(f"{reply.code} {text}")

    def _beat(self) -> None:
        try:
            self._heartbeat()
        except Exception:
            if not self._dot_is_out:
                raise
            logger.exception("heartbeat failed while waiting for the answer to the final dot")


@lru_cache(maxsize=1)
def _trusted_roots() -> ssl.SSLContext:
    """The system's trusted roots, read once: it takes longer than a whole letter."""
    return ssl.create_default_context()


def _dot_stuffed(message: bytes) -> bytes:
    """`message` as DATA wants it (RFC 5321, 4.5.2), without its last line end, which belongs to the final
    dot."""
    lines = BARE_LINE_END.split(message)
    if lines[-1] == b"":
        lines.pop()
    return b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines)


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _tidy(words: str) -> str:
    shown = "".join(character if character.isprintable() else " " for character in words.translate(BIDI_CONTROLS))
    return " ".join(shown.split())[:LONGEST_WORDS]
