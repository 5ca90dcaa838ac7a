"""A mail server of our own that can misbehave at any verb, and whose log is the only judge of delivery.

    with SmtpSink() as sink:
        sink.at("rcpt", say("550 5.1.1 No such user"), recipient="gone@example.com")
        ...
        assert sink.count("<id@example.com>") == 0

Verbs: connect (in place of the greeting), ehlo, starttls, auth, mail, rcpt, data (in place of 354), body
(once half of the first packet of the message is in), dot (after the final dot), rset, noop, quit. A message
is in the log, on disk, before its 250 leaves. One that never got its final dot is `aborted`, not accepted.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import datetime as dt
import email
import ipaddress
import json
import os
import re
import ssl
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

LONGEST_LINE = 1_000_000


@dataclass(frozen=True)
class Fault:
    """What happens at a verb: wait `delay` seconds, accept the message (only at "dot"), answer with
    `packets`, and then go on, drop the line or say nothing more. Without packets, drop or hang the usual
    answer follows the delay."""

    packets: tuple[bytes, ...] = ()
    pause: float = 0.0
    delay: float = 0.0
    accept: bool = False
    drop: bool = False
    hang: bool = False


def say(*lines: str) -> Fault:
    """These lines instead of the usual answer, each ended by CRLF."""
    return Fault(packets=("".join(f"{line}\r\n" for line in lines).encode(),))


def say_bytes(*packets: bytes, pause: float = 0.01) -> Fault:
    """Exactly these bytes instead of the usual answer, one packet after the other."""
    return Fault(packets=packets, pause=pause)


def drop() -> Fault:
    """Cut the line without an answer."""
    return Fault(drop=True)


def hang() -> Fault:
    """Keep the line and never answer again."""
    return Fault(hang=True)


def wait(seconds: float) -> Fault:
    """The usual answer, late."""
    return Fault(delay=seconds)


def accept_and(fault: Fault) -> Fault:
    """At "dot": put the message into the log, then do this instead of saying 250."""
    return replace(fault, accept=True)


def then_drop(fault: Fault) -> Fault:
    """Cut the line after this."""
    return replace(fault, drop=True)


@dataclass(frozen=True)
class Accepted:
    """A message that this server took responsibility for."""

    message_id: str
    sender: str
    recipients: tuple[str, ...]
    data: bytes
    at: float
    user: str
    tls: bool

    @property
    def parsed(self) -> email.message.Message[str, str]:
        return email.message_from_bytes(self.data)


@dataclass(frozen=True)
class Aborted:
    """A message whose connection ended before its final dot: what came of it."""

    sender: str
    recipients: tuple[str, ...]
    data: bytes


@dataclass(frozen=True)
class _Planned:
    verb: str
    fault: Fault
    recipient: str
    times: list[int] = field(default_factory=list)  # what is left, empty: always


class SmtpSink:
    """The server, in a thread of its own, on a free port of 127.0.0.1.

    `tls` speaks TLS from the first byte, `starttls` offers it; `context` trusts the certificate either way,
    which is for the name "localhost" and 127.0.0.1. `users` maps user to password and makes login required.
    `size` is the limit in bytes that EHLO announces and the final dot enforces. `log` is the file, one JSON
    object a line, that is written through to the disk (`fsync=False` for measuring speed alone).
    """

    host = "localhost"

    def __init__(
        self,
        *,
        port: int = 0,
        tls: bool = False,
        starttls: bool = False,
        users: dict[str, str] | None = None,
        auth: str = "PLAIN LOGIN",
        size: int = 0,
        log: Path | None = None,
        fsync: bool = True,
    ) -> None:
        self.port = port
        self.tls = tls
        self.starttls = starttls
        self.users = users
        self.auth = auth
        self.size = size
        self.fsync = fsync
        self.messages: list[Accepted] = []
        self.aborted: list[Aborted] = []
        self.verbs: list[str] = []
        self.connections = 0
        self._own_folder = None if log else tempfile.TemporaryDirectory(prefix="smtp-sink-")
        self.log = log or Path(self._own_folder.name if self._own_folder else ".") / "accepted.jsonl"
        self._counts: Counter[str] = Counter()
        self._planned: list[_Planned] = []
        self._changed = threading.Condition()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="smtp-sink", daemon=True)
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping: asyncio.Event | None = None
        self._started = threading.Event()
        self._failure: BaseException | None = None

    # What a test says and asks.

    @property
    def context(self) -> ssl.SSLContext:
        """A client's context that trusts this server's certificate and nothing else."""
        return ssl.create_default_context(cadata=_certificate()[0].decode())

    def at(self, verb: str, fault: Fault, *, recipient: str = "", times: int = 0) -> None:
        """From now on do this at `verb`; only where `recipient` is in the envelope, only so many times (0:
        always)."""
        self._planned.append(_Planned(verb, fault, recipient.lower(), [times] if times else []))

    def behave(self) -> None:
        """Forget all planned faults."""
        self._planned.clear()

    def forget(self) -> None:
        """Begin anew in memory: no planned faults, nothing accepted. The file keeps what it has.

        Connections that are being closed are waited for, so that none is counted later."""
        self.behave()
        end = time.monotonic() + 5
        while self._tasks and time.monotonic() < end:
            time.sleep(0.002)
        self.messages.clear()
        self.aborted.clear()
        self.verbs.clear()
        self._counts.clear()

    @property
    def open_connections(self) -> int:
        return len(self._tasks)

    def count(self, message_id: str) -> int:
        """How many times the message with this Message-ID was accepted."""
        return self._counts[message_id]

    def counts(self) -> dict[str, int]:
        """Message-ID to copies accepted."""
        return dict(self._counts)

    def wait_for(self, messages: int = 0, *, aborted: int = 0, seconds: float = 10) -> None:
        """Wait until at least so many messages are accepted and so many aborted; AssertionError if they do
        not come."""
        with self._changed:
            came = self._changed.wait_for(
                lambda: len(self.messages) >= messages and len(self.aborted) >= aborted, seconds
            )
        assert came, f"{len(self.messages)} accepted and {len(self.aborted)} aborted after {seconds} s"

    # Life.

    def __enter__(self) -> SmtpSink:
        self._thread.start()
        self._started.wait(10)
        if self._failure is not None:
            raise self._failure
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._stopping is not None:
            self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(10)
        if self._own_folder is not None:
            self._own_folder.cleanup()

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._serve())
        except BaseException as error:
            self._failure = error
        finally:
            self._started.set()
            self._loop.close()

    async def _serve(self) -> None:
        self._stopping = asyncio.Event()
        with self.log.open("ab") as log_file:
            self._log_file = log_file
            server = await asyncio.start_server(
                self._welcome,
                "127.0.0.1",
                self.port,
                ssl=_server_context() if self.tls else None,
                limit=LONGEST_LINE,
                backlog=512,
            )
            self.port = server.sockets[0].getsockname()[1]
            self._started.set()
            await self._stopping.wait()
            server.close()
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
            await asyncio.sleep(0)

    async def _welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self.connections += 1
        session = _Session(self, reader, writer)
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError, _LineCut):
                await session.serve()
        finally:
            session.end()
            writer.transport.abort()
            self._tasks.discard(task)

    # Called by sessions, in the loop's thread.

    def fault_for(self, verb: str, recipients: list[str]) -> Fault | None:
        self.verbs.append(verb)
        for planned in list(self._planned):
            if planned.verb != verb or (planned.recipient and planned.recipient not in recipients):
                continue
            if planned.times:
                planned.times[0] -= 1
                if planned.times[0] == 0:
                    self._planned.remove(planned)
            return planned.fault
        return None

    def accept(self, message: Accepted) -> None:
        entry = {
            "at": message.at,
            "message_id": message.message_id,
            "sender": message.sender,
            "recipients": message.recipients,
            "user": message.user,
            "tls": message.tls,
            "data": base64.b64encode(message.data).decode(),
        }
        self._log_file.write(json.dumps(entry).encode() + b"\n")
        self._log_file.flush()
        if self.fsync:
            os.fsync(self._log_file.fileno())
        with self._changed:
            self.messages.append(message)
            self._counts[message.message_id] += 1
            self._changed.notify_all()

    def abort(self, message: Aborted) -> None:
        with self._changed:
            self.aborted.append(message)
            self._changed.notify_all()


class _LineCut(Exception):
    """The planned end of a connection."""


class _Session:
    """One connection: RFC 5321 as far as a client can notice, and what was planned against it."""

    def __init__(self, sink: SmtpSink, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.sink = sink
        self.reader = reader
        self.writer = writer
        self.tls = sink.tls
        self.user = ""
        self._forget_envelope()

    async def serve(self) -> None:
        await self._answer("connect", "220 sink ESMTP")
        while line := await self.reader.readline():
            verb, _, rest = line.decode("latin-1").strip().partition(" ")
            handler = getattr(self, f"_on_{verb.lower()}", None)
            if handler is None:
                await self._write(b"500 5.5.2 Unknown command\r\n")
            else:
                await handler(rest)

    def end(self) -> None:
        if self.data_began:
            self.sink.abort(Aborted(self.sender, tuple(self.recipients), b"".join(self.lines)))

    async def _on_ehlo(self, rest: str) -> None:
        offers = ["sink", "8BITMIME", f"SIZE {self.sink.size}" if self.sink.size else "SIZE"]
        if self.sink.starttls and not self.tls:
            offers.append("STARTTLS")
        if self.sink.users is not None and (self.tls or not self.sink.starttls):
            offers.append(f"AUTH {self.sink.auth}")
        lines = [f"250-{offer}" for offer in offers[:-1]] + [f"250 {offers[-1]}"]
        await self._answer("ehlo", *lines)

    async def _on_helo(self, rest: str) -> None:
        await self._answer("helo", "250 sink")

    async def _on_starttls(self, rest: str) -> None:
        if await self._answer("starttls", "220 2.0.0 Go ahead"):
            await self.writer.start_tls(_server_context())
            self.tls = True

    async def _on_auth(self, rest: str) -> None:
        mechanism, _, first = rest.partition(" ")
        if mechanism.upper() == "PLAIN":
            _, user, password = base64.b64decode(first).decode().split("\0")
        else:
            user = await self._ask("334 VXNlcm5hbWU6")
            password = await self._ask("334 UGFzc3dvcmQ6")
        if (self.sink.users or {}).get(user) != password:
            await self._answer("auth", "535 5.7.8 Username and Password not accepted")
        elif await self._answer("auth", "235 2.7.0 Welcome"):
            self.user = user

    async def _on_mail(self, rest: str) -> None:
        if self.sink.users is not None and not self.user:
            await self._write(b"530 5.7.0 Authentication required\r\n")
            return
        if await self._answer("mail", "250 2.1.0 Sender ok"):
            self._forget_envelope()
            self.sender = _angled(rest)

    async def _on_rcpt(self, rest: str) -> None:
        recipient = _angled(rest)
        if await self._answer("rcpt", "250 2.1.5 Recipient ok", recipients=[recipient.lower()]):
            self.recipients.append(recipient)

    async def _on_data(self, rest: str) -> None:
        if not self.recipients:
            await self._write(b"503 5.5.1 No recipients\r\n")
        elif await self._answer("data", "354 End data with <CR><LF>.<CR><LF>"):
            self.data_began = True
            await self._receive()

    async def _receive(self) -> None:
        size = 0
        while (line := await self.reader.readline()) != b".\r\n":
            if not line:
                raise _LineCut
            self.lines.append(line.removeprefix(b"."))
            size += len(line)
            if len(self.lines) == 1 and (fault := self.sink.fault_for("body", self._lower())):
                await self._suffer(fault)
        self.data_began = False
        if 0 < self.sink.size < size:
            await self._write(b"552 5.3.4 Message too big\r\n")
            return
        data = b"".join(self.lines)
        fault = self.sink.fault_for("dot", self._lower())
        message_id = re.search(rb"(?im)^Message-ID:\s*(<[^>]*>)", data)
        accepted = Accepted(
            message_id=message_id[1].decode() if message_id else "",
            sender=self.sender,
            recipients=tuple(self.recipients),
            data=data,
            at=time.time(),
            user=self.user,
            tls=self.tls,
        )
        if fault and fault.delay:
            await asyncio.sleep(fault.delay)
        usual = fault is None or not (fault.packets or fault.drop or fault.hang)
        if usual or (fault and fault.accept):
            self.sink.accept(accepted)
        self._forget_envelope()
        if usual:
            await self._write(b"250 2.0.0 Ok: queued\r\n")
        elif fault:
            await self._suffer(replace(fault, delay=0))

    async def _on_rset(self, rest: str) -> None:
        self._forget_envelope()
        await self._answer("rset", "250 2.0.0 Ok")

    async def _on_noop(self, rest: str) -> None:
        await self._answer("noop", "250 2.0.0 Ok")

    async def _on_quit(self, rest: str) -> None:
        await self._answer("quit", "221 2.0.0 Bye")
        raise _LineCut

    async def _ask(self, challenge: str) -> str:
        await self._write(f"{challenge}\r\n".encode())
        return base64.b64decode(await self.reader.readline()).decode()

    async def _answer(self, verb: str, *usual: str, recipients: list[str] | None = None) -> bool:
        """Answer as usual or as planned; True if it was a plain yes."""
        fault = self.sink.fault_for(verb, self._lower() if recipients is None else recipients)
        if fault is not None and await self._suffer(fault):
            return False
        await self._write("".join(f"{line}\r\n" for line in usual).encode())
        return usual[0][0] in "23"

    async def _suffer(self, fault: Fault) -> bool:
        """Do what was planned; True if that took the place of the answer."""
        if fault.delay:
            await asyncio.sleep(fault.delay)
        for number, packet in enumerate(fault.packets):
            if number and fault.pause:
                await asyncio.sleep(fault.pause)
            await self._write(packet)
        if fault.drop:
            raise _LineCut
        if fault.hang:
            while await self.reader.read(65_536):
                pass
            raise _LineCut
        return bool(fault.packets)

    async def _write(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    def _lower(self) -> list[str]:
        return [recipient.lower() for recipient in self.recipients]

    def _forget_envelope(self) -> None:
        self.sender = ""
        self.recipients: list[str] = []
        self.lines: list[bytes] = []
        self.data_began = False


def _angled(argument: str) -> str:
    return argument[argument.index("<") + 1 : argument.index(">")]


@lru_cache(maxsize=1)
def _certificate() -> tuple[bytes, bytes]:
    """A self-signed certificate for localhost and its key, both PEM, made once per process."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    names: list[x509.GeneralName] = [
        x509.DNSName("localhost"),
        x509.IPAddress(ipaddress.ip_address("127.0.0.1")),
    ]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    return (
        certificate.public_bytes(serialization.Encoding.PEM),
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()),
    )


def _server_context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.NamedTemporaryFile(suffix=".pem") as file:
        file.write(b"".join(_certificate()))
        file.flush()
        context.load_cert_chain(file.name)
    return context


def read_log(path: Path) -> Iterator[dict[str, Any]]:
    """The accepted messages of a sink's log file, oldest first, also while it is still writing."""
    if path.exists():
        for line in path.read_bytes().splitlines():
            yield json.loads(line)
