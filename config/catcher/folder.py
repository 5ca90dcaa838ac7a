"""Caught messages as files, one each: what the wire carried, under the envelope it came in.

The envelope stands as `Return-Path` and `Delivered-To` lines above the message, as mail servers write it.
"""

import os
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from pathlib import Path

from config.preflight import private_folder

KEPT = 500  # messages; the oldest go
LARGEST = 10 * 1024 * 1024  # bytes
MOST_PARTS = 50
NAME = re.compile(r"[0-9]{10,25}")


def keep(folder: Path, sender: str, recipients: Sequence[str], content: bytes) -> Path:
    """Writes one message and drops the oldest beyond KEPT; the name is the time in nanoseconds."""
    envelope = [f"Return-Path: <{sender}>", *(f"Delivered-To: {recipient}" for recipient in recipients)]
    private_folder(folder)
    path = folder / f"{time.time_ns()}.eml"
    draft = path.with_suffix(".part")
    with draft.open("wb") as file:
        file.write("".join(f"{line}\r\n" for line in envelope).encode() + content)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)
    for old in sorted(folder.glob("*.eml"))[:-KEPT]:
        old.unlink(missing_ok=True)
    return path


@dataclass(frozen=True)
class Caught:
    """One message as the pages show it; everything in it is text to be escaped."""

    name: str
    message: Message

    def header(self, name: str) -> str:
        value = str(self.message.get(name, ""))
        try:
            return str(make_header(decode_header(value)))
        except (LookupError, ValueError):
            return value

    @property
    def headers(self) -> list[tuple[str, str]]:
        names = ("From", "To", "Reply-To", "Date", "Message-ID", "In-Reply-To", "References")
        return [(name, value) for name in names if (value := self.header(name))]

    @property
    def subject(self) -> str:
        return self.header("Subject")

    @property
    def sender(self) -> str:
        return self.header("From")

    @property
    def recipients(self) -> list[str]:
        return self.message.get_all("Delivered-To", [])

    @property
    def text(self) -> str:
        """The plain text; the source where there is none."""
        for number, part in enumerate(self.message.walk()):
            if number == MOST_PARTS:
                break
            if part.get_content_type() == "text/plain":
                body = part.get_payload(decode=True)
                if isinstance(body, bytes):
                    return decoded(body, part.get_content_charset("utf-8"))
        return self.message.as_string()


def decoded(body: bytes, charset: str) -> str:
    try:
        return body.decode(charset, errors="replace")
    except LookupError:
        return body.decode(errors="replace")


def names(folder: Path) -> list[str]:
    """The names of the caught messages, newest first."""
    return sorted((path.stem for path in folder.glob("*.eml")), reverse=True)


def read(folder: Path, name: str) -> Caught | None:
    """The message of that name, if there is one."""
    path = folder / f"{name}.eml"
    if not NAME.fullmatch(name) or not path.is_file():
        return None
    return Caught(name, message_from_bytes(path.read_bytes()[:LARGEST]))
