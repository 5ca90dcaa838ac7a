"""What is on the wire is what was written: no header more, none less, no letter changed."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from accounts.message_ids import is_message_id
from correspondence.compose import (
    clean_body,
    compose,
    mailto,
    new_message_id,
    reply_subject,
)

ID = "<one@sender.example>"
LETTER: dict[str, Any] = {
    "from_name": "Ada Lovelace",
    "from_email": "ada@sender.example",
    "to_name": "Ms. Smith",
    "to_email": "smith@xyz.example",
    "subject": "Second interview, Marketing Associate",
    "body": "Dear Ms. Smith,\n\nThank you, but no.\n\nKind regards\nAda",
    "message_id": ID,
    "date": datetime(2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=7))),
    "language": "en",
}
HEADERS = ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"]
HEADERS += ["Content-Transfer-Encoding", "Content-Language"]

BIDI = [*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))]
LINE_BREAKS = ["\n", "\r", "\r\n", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]
UNWRITABLE = [*LINE_BREAKS, *BIDI, "\x00", "\x07", "\x1b", "\t", "\x7f", "\ud800", "\udfff"]


def written(**changes: Any) -> bytes:
    return compose(**{**LETTER, **changes})


def read(wire: bytes) -> dict[str, str]:
    message = message_from_bytes(wire)
    return {name: str(make_header(decode_header(value))) for name, value in message.items()}


def unfolded(value: str) -> str:
    return re.sub(r"\r?\n(?=[ \t])", "", value)


def is_writable(text: str) -> bool:
    return not any(sign in BIDI or unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} for sign in text.strip(" "))


def test_a_plain_letter() -> None:
    assert written() == (
        b'From: "Ada Lovelace" <ada@sender.example>\r\n'
        b'To: "Ms. Smith" <smith@xyz.example>\r\n'
        b"Subject: Second interview, Marketing Associate\r\n"
        b"Date: Mon, 23 Nov 2026 09:30:00 +0700\r\n"
        b"Message-ID: <one@sender.example>\r\n"
        b"MIME-Version: 1.0\r\n"
        b"Content-Type: text/plain; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n"
        b"Content-Language: en\r\n"
        b"\r\n"
        b"Dear Ms. Smith,\r\n\r\nThank you, but no.\r\n\r\nKind regards\r\nAda\r\n"
    )


def test_a_letter_without_names() -> None:
    headers = read(written(from_name="", to_name=" "))
    assert (headers["From"], headers["To"]) == ("ada@sender.example", "smith@xyz.example")


ANY_TEXT = st.text(st.characters(), max_size=120) | st.sampled_from(UNWRITABLE).flatmap(
    lambda sign: st.text(max_size=20).map(lambda text: f"a{text}{sign}b")
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(from_name=ANY_TEXT, to_name=ANY_TEXT, subject=ANY_TEXT, body=ANY_TEXT)
@example(from_name='"', to_name="\\", subject="=?utf-8?q?x?=", body=".")
@example(from_name="=?utf-8?q?x?= <c@d.example>,", to_name="a, b: c;", subject="x" * 2000, body="\n.\r\n..\r")
@example(from_name="سارة محمد", to_name="🧑‍💻" * 30, subject="Ünïcödé " * 40, body="=" * 400 + " ")
def test_any_text_comes_back_as_it_was_or_is_refused(from_name: str, to_name: str, subject: str, body: str) -> None:
    headers_are_writable = all(map(is_writable, [from_name, to_name, subject]))
    body_is_writable = all(unicodedata.category(sign) not in {"Cc", "Cs"} or sign in "\t\r\n" for sign in body)
    try:
        wire = written(from_name=from_name, to_name=to_name, subject=subject, body=body)
    except ValueError:
        assert not (headers_are_writable and body_is_writable)
        return
    assert headers_are_writable
    assert body_is_writable

    assert wire.isascii()
    assert max(map(len, wire.split(b"\r\n"))) <= 400
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)|\x00", wire)
    message = message_from_bytes(wire)
    assert message.keys() == HEADERS
    assert str(make_header(decode_header(unfolded(message["Subject"])))) == subject.strip(" ")
    for header, name, address in [
        ("From", from_name, "ada@sender.example"),
        ("To", to_name, "smith@xyz.example"),
    ]:
        phrase, parsed = parseaddr(unfolded(message[header]))
        assert parsed == address
        assert str(make_header(decode_header(phrase))) == name.strip(" ")
    lines = body.replace("\r\n", "\n").replace("\r", "\n")
    payload = message.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert payload.decode() == (lines if lines.endswith("\n") else lines + "\n").replace("\n", "\r\n")


@pytest.mark.parametrize("field", ["from_name", "to_name", "subject"])
@pytest.mark.parametrize("sign", UNWRITABLE)
def test_no_header_takes_a_line_break_or_an_invisible_control(field: str, sign: str) -> None:
    for text in (f"a{sign}Bcc: x@evil.example", f"a{sign}", f"{sign}a"):
        with pytest.raises(ValueError, match="invisible control"):
            written(**{field: text})


@pytest.mark.parametrize("field", ["from_email", "to_email"])
@pytest.mark.parametrize("address", ["", "x", "a@b.example, c@d.example", "a@b.example\nBcc: x@y.example"])
def test_no_header_takes_what_is_not_one_address(field: str, address: str) -> None:
    with pytest.raises(ValueError, match="mail address"):
        written(**{field: address})


@pytest.mark.parametrize("field", ["message_id", "in_reply_to"])
@pytest.mark.parametrize(
    "text", ["x", "<a@b>\r\nBcc: x@y", "<a b@c>", "<a@b> <c@d>", "<ab>", f"<{'a' * 300}@b>", "<ä@b>"]
)
def test_no_header_takes_what_is_no_message_id(field: str, text: str) -> None:
    with pytest.raises(ValueError, match="Message-ID"):
        written(**{field: text})


@pytest.mark.parametrize("sign", ["\x00", "\x08", "\x1b", "\x9b", "\ud800"])
def test_the_letter_takes_no_control_characters(sign: str) -> None:
    with pytest.raises(ValueError, match="control character"):
        written(body=f"Dear{sign}")
    assert written(body=clean_body(f"Dear{sign}")).endswith(b"\r\n\r\nDear\r\n")


def test_a_naive_date_or_an_odd_language_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="aware"):
        written(date=datetime(2026, 1, 1))  # noqa: DTZ001
    with pytest.raises(ValueError, match="tag"):
        written(language="en\r\nBcc: x@y.example")


def test_the_date_keeps_its_zone() -> None:
    assert parsedate_to_datetime(read(written())["Date"]) == LETTER["date"]
    assert read(written(date=datetime(2026, 7, 1, 12, tzinfo=UTC)))["Date"] == "Wed, 01 Jul 2026 12:00:00 +0000"


def test_a_domain_goes_out_in_ascii() -> None:
    assert b'To: "Ms. Smith" <hr@xn--bcher-kva.example>\r\n' in written(to_email="hr@Bücher.example")


class TestThreading:
    def references(self, **changes: Any) -> list[str]:
        return message_from_bytes(written(**changes)).get("References", "").split()

    def test_an_answer_names_its_parent(self) -> None:
        headers = read(written(in_reply_to="<p@xyz.example>"))
        assert headers["In-Reply-To"] == headers["References"] == "<p@xyz.example>"

    def test_the_parent_comes_last_and_once(self) -> None:
        chain = ["<1@x>", "<p@x>", "<2@x>", "<1@x>"]
        assert self.references(in_reply_to="<p@x>", references=chain) == ["<1@x>", "<2@x>", "<p@x>"]

    def test_what_is_no_message_id_is_left_out(self) -> None:
        chain = ["<1@x>", "junk", "<2@x>\r\nBcc: a@b", "", "<[3@x]>"]
        assert self.references(references=chain) == ["<1@x>", "<[3@x]>"]

    def test_a_long_chain_keeps_its_first_and_its_latest(self) -> None:
        chain = [f"<{number}@x>" for number in range(50)]
        kept = self.references(in_reply_to="<p@x>", references=chain)
        assert kept == ["<0@x>", *chain[-18:], "<p@x>"]
        assert len(kept) == 20

    def test_exactly_as_many_as_fit_all_stay(self) -> None:
        chain = [f"<{number}@x>" for number in range(20)]
        assert self.references(references=chain) == chain

    def test_a_long_id_is_written_as_it_is(self) -> None:
        long_id = f"<{'a' * 200}@mail.xyz.example>"
        assert f"In-Reply-To: {long_id}\r\nReferences: {long_id}\r\n".encode() in written(in_reply_to=long_id)

    def test_a_fresh_letter_has_neither_header(self) -> None:
        assert list(read(written())) == HEADERS


def test_message_ids_are_new_each_time_and_end_in_the_domain() -> None:
    made = {new_message_id("Bücher.example") for _ in range(1000)}
    assert len(made) == 1000
    assert all(re.fullmatch(r"<[0-9a-f]{32}@xn--bcher-kva\.example>", each) for each in made)
    with pytest.raises(ValueError, match="not a domain"):
        new_message_id("x>\r\nBcc: a@b")


def test_message_ids_of_odd_servers_are_known_and_junk_is_not() -> None:
    assert all(map(is_message_id, ["<a@b>", "<[x@y]>", "<CA+1=x/y$%@mail.gmail.com>", "<a@b@c>"]))
    assert not any(map(is_message_id, ["", "a@b", "<>", "<a>", "<a@b", "<a\t@b>", "<<a@b>>", "<a@b>\n"]))


@pytest.mark.parametrize(
    ("subject", "answer"),
    [
        ("Interview", "Re: Interview"),
        ("Re: Interview", "Re: Interview"),
        ("RE : Interview", "RE : Interview"),
        ("re[2]: Interview", "re[2]: Interview"),
        ("AW: Einladung", "AW: Einladung"),
        ("Bls: Undangan", "Bls: Undangan"),
        ("Reg: Interview", "Re: Reg: Interview"),
        ("Rescheduled", "Re: Rescheduled"),
        (" Two\r\n lines\u2028and \x00more ", "Re: Two lines and more"),
        ("", ""),
    ],
)
def test_the_subject_of_an_answer(subject: str, answer: str) -> None:
    assert reply_subject(subject) == answer


@given(st.text(max_size=60))
def test_the_subject_of_an_answer_can_always_be_written(subject: str) -> None:
    assert read(written(subject=reply_subject(subject))).keys() == dict.fromkeys(HEADERS).keys()


@given(st.text(max_size=200))
def test_a_cleaned_letter_can_always_be_written_and_stays_clean(text: str) -> None:
    cleaned = clean_body(text)
    written(body=cleaned)
    assert clean_body(cleaned) == cleaned


def test_cleaning_turns_every_line_end_into_one_and_keeps_the_words() -> None:
    assert clean_body("a\r\nb\rc\vd\fe\x85f\u2028g\u2029h\ti\x00j — é\u202e") == "a\nb\nc\nd\ne\nf\ng\nh\tij — é\u202e"


class TestMailto:
    def test_carries_the_letter_to_the_persons_own_program(self) -> None:
        assert mailto("ann+hr@xyz.example", "Re: Thank you", "Dear Ann,\nno.") == (
            "mailto:ann%2Bhr@xyz.example?subject=Re%3A%20Thank%20you&body=Dear%20Ann%2C%0D%0Ano."
        )

    @given(subject=st.text(max_size=80), body=st.text(max_size=80))
    @example(subject="a&bcc=x@evil.example", body="50% + 1?\r\n#x=y&to=z")
    def test_smuggles_no_further_field(self, subject: str, body: str) -> None:
        parts = urlsplit(mailto("hr@xyz.example", subject, body))
        assert unquote(parts.path) == "hr@xyz.example"
        assert parts.fragment == ""
        fields = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
        assert fields == {"subject": [subject], "body": [re.sub(r"\r\n|\r|\n", "\r\n", body)]}
        assert "+" not in parts.query

    def test_needs_one_address(self) -> None:
        with pytest.raises(ValueError, match="one mail address"):
            mailto("a@b.example,c@d.example", "", "")
