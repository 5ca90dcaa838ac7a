"""Letters through the whole gate, beside the same bytes by plain smtplib."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import smtplib
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from django.db import connections
from django.utils import timezone

from accounts.models import Mailbox
from bench.grounds import Figures
from bench.people import people
from bench.sink import RAW, judged, sink
from config.tether import die_with
from correspondence import compose, dispatch, outbox
from correspondence.models import OutgoingMail
from tracker.models import ApplicationContact

ROUNDS = 3
WORKERS = 4
SINKS = 2  # one alone would be what is measured
BODY = "Dear Ms. Smith,\n\nThank you for the invitation to a second interview. I have decided not to go on.\n\n" * 6


@dataclass(frozen=True)
class Parcel:
    """What plain smtplib needs for one message."""

    port: int
    sender: str
    recipient: str
    message: bytes


def measure(count: str) -> Figures:
    """Letters per second: ours by WORKERS processes; raw by as many threads, with a connection for each message."""
    ours: list[float] = []
    raw: list[float] = []
    ceiling: list[float] = []
    with ExitStack() as stack:
        sinks = [stack.enter_context(sink()) for _ in range(SINKS)]
        recipients = people(int(count), [each.port for each in sinks])
        mailboxes = {mailbox.owner_id: mailbox for mailbox in Mailbox.objects.all()}
        connections.close_all()  # what is forked must not share them
        processes = stack.enter_context(worker_processes())
        threads = stack.enter_context(ThreadPoolExecutor(WORKERS))
        for number in range(ROUNDS):
            mails = queued(recipients, mailboxes, f"round-{number}")
            parcels = [parcel_of(mail, mailboxes[mail.owner_id]) for mail in mails]
            raw.append(rate(threads, send_raw, parcels))
            ours.append(rate(processes, dispatch.deliver, [mail.pk for mail in mails]))
            ceiling.append(rate(processes, send_raw, parcels))
        unsettled = OutgoingMail.objects.exclude(status=OutgoingMail.Status.SENT).count()
    return {
        "letters_to_raw": round(statistics.median(a / b for a, b in zip(ours, raw, strict=True)), 2),
        "letters_per_s": round(statistics.median(ours)),
        "letters_raw_per_s": round(statistics.median(raw)),
        "sink_ceiling_per_s": round(statistics.median(ceiling)),
        "unsettled": unsettled,
        **judged(sinks, ROUNDS * int(count)),
    }


@contextmanager
def worker_processes() -> Iterator[Executor]:
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(WORKERS, mp_context=fork, initializer=die_with, initargs=(os.getpid(),)) as executor:
        list(executor.map(time.sleep, [0.1] * WORKERS))  # all are there before the clock runs
        yield executor


def rate(executor: Executor, act: Callable[..., object], things: Sequence[object]) -> float:
    """Things done per second."""
    began = time.perf_counter()
    list(executor.map(act, things, chunksize=5))
    return len(things) / (time.perf_counter() - began)


def queued(recipients: Sequence[ApplicationContact], mailboxes: dict[int, Mailbox], purpose: str) -> list[OutgoingMail]:
    """A letter to each, as correspondence.outbox.queue freezes them, with the seconds to undo over."""
    now = timezone.now()
    return OutgoingMail.objects.bulk_create(_mail(each, mailboxes[each.owner_id], purpose, now) for each in recipients)


def _mail(recipient: ApplicationContact, mailbox: Mailbox, purpose: str, now: dt.datetime) -> OutgoingMail:
    contact = recipient.contact
    message_id = compose.new_message_id("example.com")
    subject = "Second interview, Marketing Associate"
    mime = compose.compose(
        from_name="Nadia Prameswari",
        from_email=mailbox.email,
        to_name=contact.name,
        to_email=contact.email,
        subject=subject,
        body=BODY,
        message_id=message_id,
        date=now,
        language="en",
    )
    return OutgoingMail(
        owner_id=recipient.owner_id,
        application_id=recipient.application_id,
        recipient=recipient,
        mailbox=mailbox,
        purpose=purpose,
        idempotency_key=purpose,
        sender=mailbox.email,
        rcpt=contact.email,
        to_name=contact.name,
        subject=subject,
        body=BODY,
        language="en",
        message_id=message_id,
        mime=mime,
        shown_hash=outbox.fingerprint(contact.email, subject, BODY),
        queued_at=now,
        due_at=now,
        give_up_at=now + outbox.GIVE_UP_AFTER,
    )


def parcel_of(mail: OutgoingMail, mailbox: Mailbox) -> Parcel:
    """The same letter, marked as the comparison's."""
    message = bytes(mail.mime).replace(mail.message_id.encode(), RAW.encode() + mail.message_id[1:].encode())
    return Parcel(mailbox.port, mail.sender, mail.rcpt, message)


def send_raw(parcel: Parcel) -> None:
    with smtplib.SMTP("127.0.0.1", parcel.port, local_hostname="localhost") as server:
        server.sendmail(parcel.sender, [parcel.recipient], parcel.message)
