"""Each step of a hand-over × each fault of the server: exactly one result, judged by the server's own log."""

from __future__ import annotations

import dataclasses
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytest_django import Settings

from correspondence.smtp import Account, Outcome, Result, Security, Step, Timeouts, hand_over, send_test
from tests.smtp_sink import (
    Fault,
    SmtpSink,
    accept_and,
    drop,
    hang,
    read_log,
    say,
    say_bytes,
    then_drop,
    wait,
)

ID = "<first@sender.example>"
HEAD = f"From: me@sender.example\r\nTo: hr@xyz.example\r\nMessage-ID: {ID}\r\n\r\n".encode()
LETTER = HEAD + b"Thank you,\r\n\r\nbut no.\r\n"
PATIENT = Timeouts(connect=5, command=5, final=5, beat=0.02)
QUICK = Timeouts(connect=2, command=0.2, final=0.25, beat=0.02)
GARBLED = say_bytes(b"\xff\xfe\x00 what?\r\n")
USERS = {"me": "pässwort: ✓"}


@pytest.fixture(scope="module")
def plain() -> Iterator[SmtpSink]:
    with SmtpSink() as sink:
        yield sink


@pytest.fixture(scope="module")
def securing() -> Iterator[SmtpSink]:
    with SmtpSink(starttls=True, users=USERS) as sink:
        yield sink


@pytest.fixture
def sink(plain: SmtpSink) -> SmtpSink:
    """A server that takes everything, with an empty log."""
    plain.forget()
    return plain


def account(sink: SmtpSink, security: Security = "none", **changes: Any) -> Account:
    return dataclasses.replace(Account(sink.host, sink.port, security), **changes)


def give(
    sink: SmtpSink,
    *,
    message: bytes = LETTER,
    gate: Callable[[], bool] = lambda: True,
    timeouts: Timeouts = PATIENT,
    recipient: str = "hr@xyz.example",
    **options: Any,
) -> Result:
    return hand_over(
        options.pop("account", None) or account(sink),
        sender="me@sender.example",
        recipient=recipient,
        message=message,
        gate=gate,
        timeouts=timeouts,
        **options,
    )


class Gate:
    """An open gate that counts who asks."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> bool:
        self.asked += 1
        return True


class TestAWillingServer:
    def test_accepts_the_letter_once_with_its_bytes_and_its_envelope(self, sink: SmtpSink) -> None:
        result = give(sink)

        assert result == Result("sent", "250 2.0.0 Ok: queued", "dot")
        assert sink.count(ID) == 1
        accepted = sink.messages[0]
        assert accepted.data == LETTER
        assert (accepted.sender, accepted.recipients) == ("me@sender.example", ("hr@xyz.example",))
        assert sink.aborted == []

    def test_is_heard_step_by_step(self, sink: SmtpSink) -> None:
        steps: list[str] = []

        def gate() -> bool:
            steps.append("gate")
            return True

        give(sink, at=steps.append, gate=gate)

        assert steps == [
            "connected",
            "mail",
            "rcpt",
            "data",
            "half_payload",
            "payload",
            "gate",
            "gate_open",
            "dot",
            "accepted",
        ]

    def test_holds_nothing_before_the_gate(self, sink: SmtpSink) -> None:
        seen: list[int] = []

        def gate() -> bool:
            time.sleep(0.05)
            seen.append(sink.count(ID))
            return True

        give(sink, gate=gate)
        assert seen == [0]
        assert sink.count(ID) == 1

    @pytest.mark.parametrize(
        ("body", "arrives"),
        [
            (b".\r\n", b".\r\n"),
            (b"..\r\n.x\r\n", b"..\r\n.x\r\n"),
            (b"a\r\n.\r\nb", b"a\r\n.\r\nb\r\n"),
            (b"a\n.\nb\r.\rc", b"a\r\n.\r\nb\r\n.\r\nc\r\n"),
            (b"a\r\n\r\n\r\n", b"a\r\n\r\n\r\n"),
            (b"a\n\r.\r\n", b"a\r\n\r\n.\r\n"),
            (b"", b""),
        ],
    )
    def test_gets_lone_dots_and_odd_line_ends_right(self, sink: SmtpSink, body: bytes, arrives: bytes) -> None:
        assert give(sink, message=HEAD + body).outcome == "sent"
        assert [message.data for message in sink.messages] == [HEAD + arrives]

    def test_takes_a_large_letter(self, sink: SmtpSink) -> None:
        large = HEAD + (b"x" * 70 + b"\r\n") * 20_000
        assert give(sink, message=large, timeouts=PATIENT).outcome == "sent"
        assert sink.messages[0].data == large

    def test_is_not_kept_waiting_by_small_packets(self, sink: SmtpSink) -> None:
        durations = []
        for _ in range(10):
            began = time.monotonic()
            give(sink)
            durations.append(time.monotonic() - began)
        assert min(durations) < 0.03  # waiting for a delayed ACK costs 0.04 s a letter


class TestTheGate:
    def test_shut_withdraws_the_letter(self, sink: SmtpSink) -> None:
        assert give(sink, gate=lambda: False) == Result("withdrawn", "", "gate")
        sink.wait_for(aborted=1)
        assert sink.count(ID) == 0
        assert sink.aborted[0].data + b"\r\n" == LETTER

    def test_that_fails_leaves_the_letter_unsent(self, sink: SmtpSink) -> None:
        def gate() -> bool:
            raise ConnectionError("the database is gone")

        with pytest.raises(ConnectionError, match="the database is gone"):
            give(sink, gate=gate)
        sink.wait_for(aborted=1)
        assert sink.count(ID) == 0

    @pytest.mark.parametrize("point", ["connected", "mail", "rcpt", "data", "half_payload", "payload", "gate_open"])
    def test_is_not_passed_by_what_breaks_before_the_dot(self, sink: SmtpSink, point: str) -> None:
        def at(step: str) -> None:
            if step == point:
                raise OSError("struck by lightning")

        with pytest.raises(OSError, match="struck by lightning"):
            give(sink, at=at)
        if point in {"data", "half_payload", "payload", "gate_open"}:
            sink.wait_for(aborted=1)
        assert sink.count(ID) == 0

    def test_stays_shut_when_the_server_left_or_complained_meanwhile(self, sink: SmtpSink) -> None:
        for fault, expected in [
            (drop(), ("try_later", 0)),
            (say("421 4.4.2 Timeout"), ("try_later", 0)),
            (say("552 5.3.4 Too much"), ("refused", 0)),
            (say("250 2.0.0 Ok: queued"), ("try_later", 0)),
            (GARBLED, ("try_later", 0)),
        ]:
            sink.behave()
            sink.at("body", fault)
            gate = Gate()

            result = give(
                sink,
                at=lambda step: time.sleep(0.05) if step == "half_payload" else None,
                gate=gate,
            )

            assert (result.outcome, sink.count(ID)) == expected, fault
            assert gate.asked == 0, fault


FOUR = say("451 4.7.1 Greylisted, try again")
FIVE = say("550 5.1.1 No such person")
SPLIT_FIVE = say_bytes(b"55", b"0-5.1.1 No\r", b"\n550-5.1.1 such\r\n550", b" 5.1.1 person\r\n")
OTHER = say("299 Hm")
LATE = wait(0.4)
SILENT = {hang(), LATE, say_bytes(b"25"), say_bytes(b"250-yes\r\n")}
SILENT |= {accept_and(fault) for fault in SILENT}


def patience(fault: Fault) -> Timeouts:
    """Short limits only where the server is to overstep them, so that a busy machine makes no test fail."""
    return QUICK if fault in SILENT else PATIENT


BEFORE_THE_GATE: list[tuple[str, Fault, Outcome, Step]] = [
    ("connect", say("421 4.3.2 Busy"), "try_later", "connect"),
    ("connect", say("554 5.7.1 Not from there"), "try_later", "connect"),
    ("connect", GARBLED, "try_later", "connect"),
    ("connect", OTHER, "try_later", "connect"),
    ("connect", drop(), "try_later", "connect"),
    ("connect", hang(), "try_later", "connect"),
    ("ehlo", then_drop(say("421 4.3.2 Busy")), "try_later", "connect"),
    ("ehlo", GARBLED, "try_later", "connect"),
    ("ehlo", drop(), "try_later", "connect"),
    ("ehlo", hang(), "try_later", "connect"),
    ("mail", FOUR, "try_later", "mail"),
    ("mail", FIVE, "refused", "mail"),
    ("mail", say("530 5.7.0 Authentication required"), "login_refused", "mail"),
    ("rcpt", FOUR, "try_later", "rcpt"),
    ("rcpt", FIVE, "refused", "rcpt"),
    ("rcpt", SPLIT_FIVE, "refused", "rcpt"),
    ("rcpt", say("550"), "refused", "rcpt"),
    ("rcpt", say("421 4.3.2 Shutting down"), "try_later", "rcpt"),
    ("data", FOUR, "try_later", "data"),
    ("data", FIVE, "refused", "data"),
    ("data", say("250 2.0.0 Ok"), "try_later", "data"),
    *[
        (verb, fault, outcome, step)
        for verb, step in [("mail", "mail"), ("rcpt", "rcpt"), ("data", "data")]
        for fault, outcome in [
            (GARBLED, "try_later"),
            (OTHER, "try_later"),
            (say("250-one", "550 two"), "try_later"),
            (say_bytes(b"25"), "try_later"),
            (say_bytes(b"250-yes\r\n"), "try_later"),
            (say_bytes(b"250 " + b"x" * 200_000 + b"\r\n"), "try_later"),
            (then_drop(say_bytes(b"250 yes")), "try_later"),
            (drop(), "try_later"),
            (hang(), "try_later"),
            (LATE, "try_later"),
        ]
    ],  # type: ignore[list-item]
]


@pytest.mark.parametrize(("verb", "fault", "outcome", "step"), BEFORE_THE_GATE)
def test_whatever_happens_before_the_gate_is_unsent_and_never_unclear(
    sink: SmtpSink, verb: str, fault: Fault, outcome: Outcome, step: Step
) -> None:
    sink.at(verb, fault)
    gate = Gate()

    result = give(sink, gate=gate, timeouts=patience(fault))

    assert (result.outcome, result.step) == (outcome, step)
    assert gate.asked == 0
    assert sink.count(ID) == 0


AFTER_THE_DOT: list[tuple[Fault, Outcome, int]] = [
    (say("451 4.3.0 Try again"), "try_later", 0),
    (then_drop(say("421 4.3.0 Shutting down")), "try_later", 0),
    (say("554 5.7.1 Looks like spam"), "refused", 0),
    (say_bytes(b"5", b"54-Looks\r\n55", b"4 like spam\r\n"), "refused", 0),
    (drop(), "unclear", 0),
    (hang(), "unclear", 0),
    (GARBLED, "unclear", 0),
    (accept_and(drop()), "unclear", 1),
    (accept_and(hang()), "unclear", 1),
    (accept_and(GARBLED), "unclear", 1),
    (accept_and(say("200 Ok")), "unclear", 1),
    (accept_and(say("354 More")), "unclear", 1),
    (accept_and(then_drop(say_bytes(b"250 Ok"))), "unclear", 1),
    (accept_and(say_bytes(b"250-yes\r\n")), "unclear", 1),
    (accept_and(say("250-Ok", "550 No")), "unclear", 1),
    (accept_and(say_bytes(b"250 " + b"x" * 200_000 + b"\r\n")), "unclear", 1),
    (accept_and(say("250")), "sent", 1),
    (accept_and(say_bytes(b"2", b"50-Ok", b"\r\n250 done\r", b"\n")), "sent", 1),
    (accept_and(say_bytes(b"250 Ok\n")), "sent", 1),
    (accept_and(say_bytes(b"250 " + b"x" * 9_000 + b"\r\n")), "sent", 1),
    (accept_and(then_drop(say("250 Ok"))), "sent", 1),
    (wait(0.2), "sent", 1),
    (LATE, "unclear", 1),
]


@pytest.mark.parametrize(("fault", "outcome", "copies"), AFTER_THE_DOT)
def test_after_the_dot_only_a_clear_answer_is_believed(
    sink: SmtpSink, fault: Fault, outcome: Outcome, copies: int
) -> None:
    sink.at("dot", fault)

    result = give(sink, timeouts=patience(fault))

    assert (result.outcome, result.step) == (outcome, "dot")
    sink.wait_for(copies)
    assert sink.count(ID) == copies
    assert [entry["message_id"] for entry in read_log(sink.log)].count(ID) >= copies


def test_the_answer_to_quit_changes_nothing(sink: SmtpSink) -> None:
    for fault in (drop(), hang(), GARBLED, FIVE):
        sink.at("quit", fault, times=1)
        assert give(sink).outcome == "sent"


def test_one_address_may_be_refused_and_the_next_letter_still_goes(sink: SmtpSink) -> None:
    sink.at("rcpt", FIVE, recipient="gone@xyz.example")

    assert give(sink, recipient="Gone@XYZ.example").outcome == "refused"
    assert give(sink).outcome == "sent"
    assert [message.recipients for message in sink.messages] == [("hr@xyz.example",)]


class TestWords:
    def test_are_the_servers_own_with_their_code_on_one_line(self, sink: SmtpSink) -> None:
        sink.at("rcpt", say("550-5.1.1 No such person", "550 5.1.1 at xyz.example"))
        assert give(sink).reply == "550 5.1.1 No such person 5.1.1 at xyz.example"

    def test_are_freed_of_controls_and_cut(self, sink: SmtpSink) -> None:
        words = "550 caf\u00e9 \u202e\x1b[31m\x00 ".encode() + b"\xff" + b"y" * 3000 + b"\r\n"
        sink.at("rcpt", say_bytes(words))
        reply = give(sink).reply
        assert reply.startswith("550 café [31m �yyy")
        assert len(reply) == 1000

    def test_never_repeat_the_password(self) -> None:
        with SmtpSink(users=USERS) as sink:
            secret = "AG1lAHDDpHNzd29ydDog4pyT"
            sink.at("auth", say(f"501 5.5.2 Cannot read {secret} (pässwort: ✓)"))
            result = give(sink, account=account(sink, username="me", password=USERS["me"]))
        assert result.reply == "501 5.5.2 Cannot read … (…)"

    def test_say_what_happened_when_the_server_says_nothing(self, sink: SmtpSink) -> None:
        sink.at("mail", hang())
        assert give(sink, timeouts=QUICK).reply == "localhost did not answer in time."
        sink.behave()
        sink.at("mail", drop())
        assert give(sink).reply == "localhost closed the connection."


class TestConnecting:
    def test_to_nobody(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        result = hand_over(
            Account("localhost", port, "none"),
            sender="a@b.example",
            recipient="c@d.example",
            message=LETTER,
            gate=lambda: True,
            address="127.0.0.1",
        )
        assert result == Result("try_later", "localhost refused the connection.", "connect")

    def test_tries_the_next_address(self, sink: SmtpSink) -> None:
        assert give(sink, address=["127.0.0.2", "127.0.0.1"]).outcome == "sent"

    def test_goes_to_the_checked_address_whatever_the_name_means_now(self, sink: SmtpSink) -> None:
        moved = account(sink, host="rebound.invalid")
        assert give(sink, account=moved, address="127.0.0.1").outcome == "sent"

    def test_checks_the_host_itself_when_nobody_did(self, sink: SmtpSink, settings: Settings) -> None:
        settings.MAIL_ALLOW_PRIVATE_HOSTS = False
        before = sink.connections
        result = give(sink, account=account(sink, port=587))
        assert result == Result("try_later", "localhost is not a mail server on the public internet.", "connect")
        assert sink.connections == before

    def test_an_unknown_name_may_be_known_later(self, sink: SmtpSink) -> None:
        result = give(sink, account=account(sink, host="no-such-host.invalid"))
        assert (result.outcome, result.step) == ("try_later", "connect")

    def test_falls_back_to_helo(self, sink: SmtpSink) -> None:
        sink.at("ehlo", say("502 5.5.1 What?"))
        assert give(sink).outcome == "sent"

    @pytest.mark.parametrize("address", ["a@b.example>\r\nRCPT TO:<x@y.example", "a b@c.example", "nobody", "a@ß"])
    def test_puts_no_broken_address_on_the_wire(self, sink: SmtpSink, address: str) -> None:
        result = give(sink, recipient=address)
        assert (result.outcome, result.step) == ("refused", "mail")
        assert sink.count(ID) == 0

    def test_does_not_wait_for_a_server_that_drips(self, sink: SmtpSink) -> None:
        sink.at("mail", say_bytes(*[b"250-x\r\n"] * 100, pause=0.05))
        began = time.monotonic()
        assert give(sink, timeouts=QUICK).outcome == "try_later"
        assert time.monotonic() - began < 1

    def test_leaves_no_socket_open(self, sink: SmtpSink) -> None:
        """Ours would raise ResourceWarning, an error here; this looks from the other side."""
        for fault in (None, FIVE, hang(), drop(), GARBLED):
            sink.behave()
            if fault:
                sink.at("rcpt", fault)
            give(sink, timeouts=QUICK)
        deadline = time.monotonic() + 2
        while sink.open_connections and time.monotonic() < deadline:
            time.sleep(0.01)
        assert not sink.open_connections


class TestEncryption:
    @pytest.fixture
    def careful(self, securing: SmtpSink) -> SmtpSink:
        securing.forget()
        return securing

    def login(self, sink: SmtpSink, **changes: Any) -> Account:
        return account(sink, "starttls", **{"username": "me", "password": USERS["me"], **changes})

    def test_by_starttls_and_only_then_the_login(self, careful: SmtpSink) -> None:
        result = give(careful, account=self.login(careful), context=careful.context)
        assert result.outcome == "sent"
        assert (careful.messages[0].tls, careful.messages[0].user) == (True, "me")

    def test_from_the_first_byte(self) -> None:
        with SmtpSink(tls=True, users=USERS) as sink:
            encrypted = account(sink, "tls", username="me", password=USERS["me"])
            assert give(sink, account=encrypted, context=sink.context).outcome == "sent"
            assert give(sink, account=encrypted, context=sink.context, gate=lambda: False).outcome == "withdrawn"
            sink.wait_for(1, aborted=1)
            assert (sink.count(ID), sink.messages[0].tls) == (1, True)

    @pytest.mark.parametrize("fault", [drop(), accept_and(drop())])
    def test_a_line_cut_under_it_after_the_dot_is_unclear(self, careful: SmtpSink, fault: Fault) -> None:
        careful.at("dot", fault)
        result = give(careful, account=self.login(careful), context=careful.context)
        assert (result.outcome, result.step) == ("unclear", "dot")
        assert len(careful.messages) == int(fault.accept)

    def test_is_not_given_up_when_the_server_offers_none(self, sink: SmtpSink) -> None:
        result = give(sink, account=account(sink, "starttls"), context=sink.context)
        assert (result.outcome, result.step) == ("try_later", "starttls")
        assert "mail" not in sink.verbs

    @pytest.mark.parametrize(
        "fault",
        [
            say("454 4.7.0 Not now"),
            say("501 5.5.2 No"),
            GARBLED,
            drop(),
            hang(),
            say("220 Go", "250 smuggled"),
        ],
    )
    def test_that_fails_to_begin_sends_nothing_in_clear(self, careful: SmtpSink, fault: Fault) -> None:
        careful.at("starttls", fault)
        result = give(careful, account=self.login(careful), context=careful.context, timeouts=patience(fault))
        assert (result.outcome, result.step) == ("try_later", "starttls")
        assert not {"auth", "mail"} & set(careful.verbs)

    def test_with_a_certificate_nobody_vouches_for(self, careful: SmtpSink) -> None:
        result = give(careful, account=self.login(careful))
        assert (result.outcome, result.step) == ("try_later", "starttls")
        assert result.reply == "The certificate of localhost cannot be trusted: self-signed certificate."
        with SmtpSink(tls=True) as sink:
            result = give(sink, account=account(sink, "tls"))
        assert (result.outcome, result.step) == ("try_later", "connect")
        assert "cannot be trusted" in result.reply

    def test_with_a_certificate_for_another_name(self, careful: SmtpSink) -> None:
        elsewhere = self.login(careful, host="mail.xyz.example")
        result = give(careful, account=elsewhere, context=careful.context, address="127.0.0.1")
        assert (result.outcome, result.step) == ("try_later", "starttls")
        assert "mail.xyz.example" in result.reply

    def test_asks_for_the_hosts_name_at_the_pinned_address(self, careful: SmtpSink) -> None:
        result = give(careful, account=self.login(careful), context=careful.context, address="127.0.0.1")
        assert result.outcome == "sent"

    def test_against_a_server_that_speaks_none(self, sink: SmtpSink) -> None:
        result = give(sink, account=account(sink, "tls"), context=sink.context, timeouts=QUICK)
        assert (result.outcome, result.step) == ("try_later", "connect")


class TestLogin:
    @pytest.mark.parametrize("offered", ["PLAIN LOGIN", "LOGIN", "login plain"])
    def test_by_what_the_server_offers(self, offered: str) -> None:
        with SmtpSink(users=USERS, auth=offered) as sink:
            known = account(sink, username="me", password=USERS["me"])
            assert give(sink, account=known).outcome == "sent"
            assert sink.messages[0].user == "me"

    @pytest.mark.parametrize("offered", ["PLAIN", "LOGIN"])
    def test_refused(self, offered: str) -> None:
        with SmtpSink(users=USERS, auth=offered) as sink:
            result = give(sink, account=account(sink, username="me", password="wrong"))
        assert result == Result("login_refused", "535 5.7.8 Username and Password not accepted", "login")

    @pytest.mark.parametrize(
        ("fault", "outcome"),
        [
            (say("454 4.7.0 Temporary failure"), "try_later"),
            (say("421 4.7.0 Too many logins"), "try_later"),
            (say("534 5.7.9 Application password required"), "login_refused"),
            (say("530 5.7.0 Must use STARTTLS"), "login_refused"),
            (say("550 5.7.8 Blocked"), "login_refused"),
            (say("334 more"), "try_later"),
            (GARBLED, "try_later"),
            (drop(), "try_later"),
            (hang(), "try_later"),
        ],
    )
    def test_that_fails_otherwise(self, fault: Fault, outcome: Outcome) -> None:
        with SmtpSink(users=USERS) as sink:
            sink.at("auth", fault)
            known = account(sink, username="me", password=USERS["me"])
            result = give(sink, account=known, timeouts=patience(fault))
        assert (result.outcome, result.step) == (outcome, "login")
        assert sink.messages == []

    def test_that_the_server_does_not_offer(self, sink: SmtpSink) -> None:
        result = give(sink, account=account(sink, username="me", password="x"))
        assert (result.outcome, result.step) == ("login_refused", "login")

    def test_that_was_forgotten(self) -> None:
        with SmtpSink(users=USERS) as sink:
            result = give(sink)
        assert result == Result("login_refused", "530 5.7.0 Authentication required", "mail")

    def test_keeps_the_password_out_of_the_accounts_repr(self) -> None:
        assert "hunter2" not in repr(Account("h", 25, "tls", "me", "hunter2"))


class TestSize:
    def test_beyond_what_the_server_announces_is_refused_before_any_byte(self) -> None:
        with SmtpSink(size=1000) as sink:
            result = give(sink, message=HEAD + b"x" * 2000)
            assert (result.outcome, result.step) == ("refused", "mail")
            assert "1000" in result.reply
            assert "mail" not in sink.verbs
            assert give(sink).outcome == "sent"

    def test_is_told_to_the_server(self, sink: SmtpSink) -> None:
        sink.at("mail", say("552 5.3.4 Over quota"))
        assert give(sink) == Result("refused", "552 5.3.4 Over quota", "mail")


class TestHeartbeat:
    def test_goes_on_while_the_final_answer_is_awaited(self, sink: SmtpSink) -> None:
        sink.at("dot", wait(0.25))
        beats: list[float] = []
        assert give(sink, heartbeat=lambda: beats.append(time.monotonic())).outcome == "sent"
        assert 4 <= len(beats) <= 15

    def test_goes_on_while_the_server_drips(self, sink: SmtpSink) -> None:
        sink.at("dot", accept_and(say_bytes(*[b"250-x\r\n"] * 20, b"250 x\r\n", pause=0.01)))
        beats: list[None] = []
        assert give(sink, heartbeat=lambda: beats.append(None)).outcome == "sent"
        assert len(beats) >= 4

    def test_that_fails_before_the_dot_ends_the_hand_over(self, sink: SmtpSink) -> None:
        sink.at("rcpt", wait(0.2))

        def heartbeat() -> None:
            raise RuntimeError("the lease is lost")

        with pytest.raises(RuntimeError, match="the lease is lost"):
            give(sink, heartbeat=heartbeat)
        assert sink.count(ID) == 0

    def test_that_fails_after_the_dot_does_not_hide_the_answer(self, sink: SmtpSink) -> None:
        sink.at("dot", wait(0.2))

        def heartbeat() -> None:
            raise RuntimeError("the database is away")

        assert give(sink, heartbeat=heartbeat, timeouts=dataclasses.replace(PATIENT, beat=0.1)).outcome == "sent"
        assert sink.count(ID) == 1


def test_the_defaults_are_those_that_were_promised() -> None:
    assert Timeouts() == Timeouts(connect=15, command=60, final=600, beat=5)


def test_a_test_message_goes_at_once_and_answers_in_the_servers_words(sink: SmtpSink) -> None:
    sink.at("rcpt", say("550 5.7.1 Not your address"), times=1)
    options: dict[str, Any] = {
        "sender": "me@sender.example",
        "recipient": "me@sender.example",
        "message": LETTER,
    }
    assert send_test(account(sink), **options) == Result("refused", "550 5.7.1 Not your address", "rcpt")
    assert send_test(account(sink), **options).outcome == "sent"


def test_many_letters_at_once_do_not_mix(sink: SmtpSink) -> None:
    results: list[Result] = []

    def one(number: int) -> None:
        letter = LETTER.replace(ID.encode(), f"<{number}@sender.example>".encode())
        results.append(
            give(
                sink,
                message=letter,
                recipient=f"r{number}@xyz.example",
                timeouts=PATIENT,
            )
        )

    threads = [threading.Thread(target=one, args=(number,)) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [result.outcome for result in results] == ["sent"] * 40
    assert {(message.message_id, message.recipients) for message in sink.messages} == {
        (f"<{number}@sender.example>", (f"r{number}@xyz.example",)) for number in range(40)
    }
    assert set(sink.counts().values()) == {1}


def test_the_servers_certificate_is_not_trusted_by_default(sink: SmtpSink) -> None:
    assert sink.context.verify_mode is ssl.CERT_REQUIRED
    assert sink.context.check_hostname
