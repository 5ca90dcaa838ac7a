"""The bytes of one letter, as they will stand on the wire.

Written by hand rather than with email.message: some supported Pythons encode long Message-IDs as words and
let line breaks slip into headers. Seven-bit throughout, so that no server has a reason to rewrite anything.
"""

from __future__ import annotations

import binascii
import re
import secrets
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from email.header import Header
from email.utils import format_datetime
from urllib.parse import quote

from django.utils.translation import gettext as _

from accounts.addresses import ascii_domain, mail_address
from accounts.message_ids import is_message_id

MOST_REFERENCES = 20
LINE_LENGTH = 76
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
REPLY_PREFIX = re.compile(r"\s*(re|aw|sv|antw|bls|balas)\s*(\[\d+\])?\s*[:：]", re.IGNORECASE)
BIDI_CONTROLS = frozenset(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))
# Unicode's controls (C0, C1), lone surrogates, line and paragraph separators.
UNWRITABLE = {"Cc", "Cs", "Zl", "Zp"}
LINE_END = re.compile(r"\r\n|\r|\n")
CRLF = "\r\n"
FOLD = CRLF + " "


def compose(
    *,
    from_name: str,
    from_email: str,
    to_name: str,
    to_email: str,
    subject: str,
    body: str,
    message_id: str,
    date: datetime,
    language: str,
    in_reply_to: str = "",
    references: Iterable[str] = (),
) -> bytes:
    """A complete plain-text letter to one person, 7-bit ASCII with CRLF line ends.

    `date` is aware; `message_id` and `in_reply_to` are `<…@…>`; `references` is the parent's chain, oldest
    first: what is no Message-ID in it is left out, `in_reply_to` is added at the end, and beyond 20 the
    first and the latest stay.

    Raises ValueError with a sentence for the person when a header would hold a line break, a control
    character, a lone surrogate or a bidirectional control, when an address is not one address, or when the
    body holds what no text may.
    """
    if date.tzinfo is None:
        raise ValueError("date must be aware")
    if not LANGUAGE.fullmatch(language):
        raise ValueError("language must be a tag such as en or id")
    parent = _message_id(in_reply_to) if in_reply_to else ""
    headers = [
        ("From", _mailbox(from_name, from_email, _("your name"))),
        ("To", _mailbox(to_name, to_email, _("the recipient's name"))),
        ("Subject", _text("Subject", subject, _("the subject"))),
        ("Date", format_datetime(date)),
        ("Message-ID", _message_id(message_id)),
        ("In-Reply-To", parent),
        ("References", FOLD.join(_chain(references, parent))),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "quoted-printable"),
        ("Content-Language", language),
    ]
    head = "".join(f"{name}: {value}\r\n" for name, value in headers if value or name == "Subject")
    return f"{head}\r\n".encode("ascii") + _quoted_printable(body)


def new_message_id(domain: str) -> str:
    """A Message-ID that nobody can guess and no other letter has. Raises ValueError if `domain` is not
    one."""
    return f"<{secrets.token_hex(16)}@{ascii_domain(domain)}>"


def reply_subject(subject: str) -> str:
    """`subject` as the subject of an answer: one "Re:", whatever came in cleaned of what no header may
    hold."""
    cleaned = " ".join("".join(" " if _is_unwritable(sign) else sign for sign in subject).split())
    if not cleaned or REPLY_PREFIX.match(cleaned):
        return cleaned
    return f"Re: {cleaned}"


def clean_body(text: str) -> str:
    """`text` as a person pasted it, without the invisible controls that word processors leave and mail may
    not hold.

    Every kind of line end becomes a newline.
    """
    text = re.sub(r"\r\n|[\r\v\f\x85\u2028\u2029]", "\n", text)
    return "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"})


def mailto(to: str, subject: str, body: str) -> str:
    """A `mailto:` address (RFC 6068) that opens the letter in the person's own mail program.

    Raises ValueError if `to` is not one address or the texts hold lone surrogates.
    """
    query = f"subject={quote(subject, safe='')}&body={quote(LINE_END.sub(CRLF, body), safe='')}"
    return f"mailto:{quote(mail_address(to), safe='@')}?{query}"


def _mailbox(name: str, address: str, called: str) -> str:
    bare = f"<{mail_address(address)}>"
    shown = name.strip(" ")
    if not shown:
        return bare.strip("<>")
    _refuse_unwritable(shown, called)
    if shown.isascii() and "=?" not in shown and len(shown) <= LINE_LENGTH:
        escaped = shown.replace("\\", "\\\\").replace('"', '\\"')
        phrase = f'"{escaped}"'
    else:
        phrase = _encoded(shown, len("From: "))
    fits = len(phrase.rpartition("\n")[2]) + len(bare) < LINE_LENGTH - len("From: ")
    return f"{phrase}{' ' if fits else FOLD}{bare}"


def _text(header: str, text: str, called: str) -> str:
    shown = text.strip(" ")
    _refuse_unwritable(shown, called)
    room = LINE_LENGTH - len(header) - 2
    if shown.isascii() and "=?" not in shown and len(shown) <= room:
        return shown
    return _encoded(shown, len(header) + 2)


def _encoded(text: str, taken: int) -> str:
    """`text` in encoded words (RFC 2047), the first line shorter by what the header's name has `taken`."""
    return Header(text, "utf-8", maxlinelen=LINE_LENGTH, header_name="x" * (taken - 2)).encode(linesep=CRLF)


def _refuse_unwritable(text: str, called: str) -> None:
    if any(map(_is_unwritable, text)):
        raise ValueError(_("There is a line break or an invisible control character in %(what)s.") % {"what": called})


def _is_unwritable(sign: str) -> bool:
    return sign in BIDI_CONTROLS or unicodedata.category(sign) in UNWRITABLE


def _message_id(text: str) -> str:
    if not is_message_id(text):
        raise ValueError(_("“%(text)s” is not a Message-ID: it looks like <…@…>.") % {"text": text})
    return text


def _chain(references: Iterable[str], parent: str) -> list[str]:
    chain = list(dict.fromkeys(filter(is_message_id, references)))
    if parent:
        chain = [*(reference for reference in chain if reference != parent), parent]
    return chain if len(chain) <= MOST_REFERENCES else [chain[0], *chain[1 - MOST_REFERENCES :]]


def _quoted_printable(body: str) -> bytes:
    if any(unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\t\r\n" for sign in body):
        raise ValueError(_("There is an invisible control character in the letter."))
    text = LINE_END.sub(CRLF, body)
    if not text.endswith(CRLF):
        text += CRLF
    return binascii.b2a_qp(text.encode("utf-8"), istext=True)
