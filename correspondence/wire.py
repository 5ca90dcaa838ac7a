"""The line to a mail server: smtplib's commands, with every wait bounded and every odd answer noticed.

smtplib alone waits per packet (a server that drips one byte a minute holds a worker for ever), trusts an
answer that came before its question, and turns an over-long line into a made-up 500. Between "sent" and "not
known" these differences decide, so the reading of replies is our own; EHLO and its extensions stay
smtplib's.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

LONGEST_REPLY = 65_536  # bytes of one reply, all lines together; RFC 5321 needs 512 a line
CHUNK = 65_536  # bytes of payload handed to the kernel at a time
REPLY_LINE = re.compile(rb"([2-5][0-9][0-9])(?:([ -])(.*))?", re.DOTALL)
# The greeting names us; a constant tells the server nothing about this machine and needs no DNS.
OUR_NAME = "[127.0.0.1]"


@dataclass(frozen=True)
class Timeouts:
    """Seconds to wait: for a connection, for the answer to a command, for the answer to the final dot; and
    the longest time between two heartbeats while waiting."""

    connect: float = 15
    command: float = 60
    final: float = 600
    beat: float = 5


class Reply(NamedTuple):
    """One reply of the server: its code (200 to 599) and its text, lines joined by a newline."""

    code: int
    text: bytes


class LineError(Exception):
    """The conversation cannot go on. `str()` of it is a sentence for the person."""


class LineBroken(LineError):
    """The connection was not made, was cut, or the server did not answer in time."""


class LineGarbled(LineError):
    """The server said something that is no SMTP reply, or spoke before it was asked."""


class CertificateRefused(LineError):
    """The server's certificate does not prove that it is the host that was asked for."""


class Line(smtplib.SMTP):
    """One connection to the mail server `host`.

    `heartbeat` is called about every `timeouts.beat` seconds while waiting; what it raises is passed on.
    """

    def __init__(self, host: str, timeouts: Timeouts, heartbeat: Callable[[], None]) -> None:
        super().__init__(local_hostname=OUR_NAME)
        self._host = host
        self._timeouts = timeouts
        self._heartbeat = heartbeat
        self._last_beat = time.monotonic()
        self._unread = b""

    def open(self, addresses: Sequence[str], port: int, tls: ssl.SSLContext | None) -> Reply:
        """Connect to the first of `addresses` that answers, under TLS from the first byte if `tls` is given,
        and read the greeting."""
        sock = self._dial(addresses, port)
        # The final dot is a packet of its own: without this it would wait for the payload's delayed ACK.
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock = sock
        if tls is not None:
            self._wrap(tls)
        return self.read_reply(self._timeouts.command)

    def secure(self, tls: ssl.SSLContext) -> Reply:
        """Ask for STARTTLS and, when the server agrees, go on under TLS; the caller says EHLO again."""
        reply = Reply(*self.docmd("STARTTLS"))
        if reply.code == 220:
            self._nothing_unasked()  # plain text slipped in before the handshake is an attack
            self._wrap(tls)
            self.esmtp_features = {}
            self.ehlo_resp = self.helo_resp = None
            self.does_esmtp = False
        return reply

    def getreply(self) -> Reply:
        return self.read_reply(self._timeouts.command)

    def putcmd(self, cmd: str, args: str = "") -> None:
        self._nothing_unasked()
        super().putcmd(cmd, args)

    def send(self, s: str | bytes | bytearray | memoryview) -> None:  # type: ignore[override]
        data = s.encode("ascii") if isinstance(s, str) else bytes(s)
        for start in range(0, len(data), CHUNK):
            self._beat()
            try:
                sock = self._open_socket()
                sock.settimeout(self._timeouts.command)
                sock.sendall(data[start : start + CHUNK])
            except OSError as error:
                raise self._broken(error) from error

    def read_reply(self, seconds: float) -> Reply:
        """Read one reply, of however many lines and packets, within `seconds`."""
        deadline = time.monotonic() + seconds
        code, texts, length = b"", [], 0
        while True:
            line = self._read_line(deadline)
            length += len(line)
            parts = REPLY_LINE.fullmatch(line)
            if parts is None or length > LONGEST_REPLY or code not in {b"", parts[1]}:
                raise LineGarbled(_("The mail server gave an answer that is not SMTP."))
            code = parts[1]
            texts.append((parts[3] or b"").strip())
            if parts[2] != b"-":
                return Reply(int(code), b"\n".join(texts))

    def interruption(self) -> Reply | None:
        """What the server said while it had nothing to answer, None if it is still there and silent."""
        sock = self._open_socket()
        sock.settimeout(0)
        try:
            while not self._unread:
                self._unread = sock.recv(4096)
                if not self._unread:
                    raise self._broken(None)
        except (BlockingIOError, ssl.SSLWantReadError):
            return None
        except OSError as error:
            raise self._broken(error) from error
        return self.read_reply(self._timeouts.command)

    def leave(self) -> None:
        """Say QUIT without waiting for the answer, which changes nothing any more."""
        try:
            sock = self._open_socket()
            sock.settimeout(1)
            sock.sendall(b"QUIT\r\n")
        except (OSError, LineBroken):
            pass
        finally:
            self.close()

    def _dial(self, addresses: Sequence[str], port: int) -> socket.socket:
        failure: OSError | None = None
        for address in addresses:
            self._beat()
            try:
                return socket.create_connection((address, port), timeout=self._timeouts.connect)
            except OSError as error:
                failure = error
        raise self._broken(failure) from failure

    def _wrap(self, tls: ssl.SSLContext) -> None:
        sock = self._open_socket()
        sock.settimeout(self._timeouts.connect)
        try:
            self.sock = tls.wrap_socket(sock, server_hostname=self._host)
        except ssl.SSLCertVerificationError as error:
            raise CertificateRefused(
                _("The certificate of %(host)s cannot be trusted: %(reason)s.")
                % {"host": self._host, "reason": error.verify_message.rstrip(".")}
            ) from error
        except OSError as error:
            raise LineBroken(_("No encrypted connection to %(host)s could be made.") % {"host": self._host}) from error

    def _read_line(self, deadline: float) -> bytes:
        while b"\n" not in self._unread:
            if len(self._unread) > LONGEST_REPLY:
                raise LineGarbled(_("The mail server gave an answer without an end."))
            self._unread += self._receive(deadline)
        line, self._unread = self._unread.split(b"\n", 1)
        return line.removesuffix(b"\r")

    def _receive(self, deadline: float) -> bytes:
        while True:
            self._beat()
            left = deadline - time.monotonic()
            if left <= 0:
                raise self._broken(TimeoutError())
            try:
                sock = self._open_socket()
                sock.settimeout(min(left, self._timeouts.beat))
                received = sock.recv(4096)
            except TimeoutError:
                continue
            except OSError as error:
                raise self._broken(error) from error
            if not received:
                raise self._broken(None)
            return received

    def _beat(self) -> None:
        if time.monotonic() - self._last_beat >= self._timeouts.beat:
            self._heartbeat()
            self._last_beat = time.monotonic()

    def _open_socket(self) -> socket.socket:
        if self.sock is None:
            raise self._broken(None)
        return self.sock

    def _nothing_unasked(self) -> None:
        if self._unread:
            raise LineGarbled(_("The mail server answered before it was asked."))

    def _broken(self, error: OSError | None) -> LineBroken:
        if isinstance(error, TimeoutError):
            return LineBroken(_("%(host)s did not answer in time.") % {"host": self._host})
        if isinstance(error, ConnectionRefusedError):
            return LineBroken(_("%(host)s refused the connection.") % {"host": self._host})
        if self.sock is None:
            return LineBroken(_("No connection to %(host)s could be made.") % {"host": self._host})
        return LineBroken(_("%(host)s closed the connection.") % {"host": self._host})
