"""The judge of delivery is judged first: it counts what any client sends, and nothing else."""

from __future__ import annotations

import smtplib
from pathlib import Path

import pytest

from tests.smtp_sink import SmtpSink, accept_and, drop, read_log, say

LETTER = "From: a@b.example\r\nTo: c@d.example\r\nMessage-ID: <1@b.example>\r\n\r\n.dot\r\n"


def send(sink: SmtpSink) -> None:
    with smtplib.SMTP(sink.host, sink.port, local_hostname="test", timeout=5) as client:
        client.sendmail("a@b.example", ["c@d.example"], LETTER)


def test_it_counts_each_copy_and_keeps_it_on_disk(tmp_path: Path) -> None:
    log = tmp_path / "accepted.jsonl"
    with SmtpSink(log=log) as sink:
        send(sink)
        send(sink)
        assert sink.count("<1@b.example>") == 2
        assert sink.messages[0].data == LETTER.encode()
        assert sink.messages[0].parsed["To"] == "c@d.example"
        assert [entry["message_id"] for entry in read_log(log)] == ["<1@b.example>"] * 2


def test_it_shows_how_a_sender_that_tries_again_after_an_unclear_end_sends_twice() -> None:
    with SmtpSink() as sink:
        sink.at("dot", accept_and(drop()), times=1)
        with pytest.raises(smtplib.SMTPServerDisconnected):
            send(sink)
        send(sink)
        assert sink.count("<1@b.example>") == 2


def test_a_message_without_its_final_dot_is_aborted_and_never_accepted() -> None:
    with SmtpSink() as sink:
        client = smtplib.SMTP(sink.host, sink.port, local_hostname="test", timeout=5)
        for command in ("EHLO test", "MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "DATA"):
            client.docmd(command)
        client.send(LETTER + ".")
        client.close()
        sink.wait_for(aborted=1, seconds=5)
        assert sink.messages == []
        assert sink.aborted[0].recipients == ("c@d.example",)
        assert list(read_log(sink.log)) == []


def test_a_fault_can_be_for_one_address_and_for_a_number_of_times() -> None:
    with SmtpSink() as sink:
        sink.at("rcpt", say("550 No"), recipient="other@d.example")
        sink.at("rcpt", say("451 Later"), times=1)
        with pytest.raises(smtplib.SMTPRecipientsRefused) as refusal:
            send(sink)
        assert refusal.value.recipients == {"c@d.example": (451, b"Later")}
        send(sink)
        assert sink.count("<1@b.example>") == 1
