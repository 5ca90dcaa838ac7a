"""Nudges that fall due at once, from their rows to the mail server, beside plain smtplib on one kept connection."""

from __future__ import annotations

import datetime as dt
import smtplib
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from bench.grounds import Figures
from bench.people import people
from bench.sink import RAW, judged, sink
from declines.interview_nudges import InvitationNotAnswered
from reminders.letterhead import mail_of
from reminders.models import Nudge, Reminder
from reminders.sweep import deliver_nudges, raise_due
from tracker.models import ApplicationContact, Interview


def measure(count: str) -> Figures:
    """Nudges per second: raised and delivered, and delivered alone. Raw before and after, for the machine is not
    as quick at all times."""
    port = urlsplit(settings.EMAIL_URL).port or 0
    with sink(port) as server:
        fall_due(people(int(count), [port]))
        raised_in = seconds(lambda: raise_due(timezone.now()))
        sample = mail_of(Nudge.objects.filter(channel=Nudge.Channel.EMAIL).select_related("reminder")[0])
        message = sample.message().as_bytes()
        raw_in = seconds(lambda: send_raw(port, message, int(count)))
        delivered_in = seconds(lambda: deliver_nudges(timezone.now()))
        raw_in = (raw_in + seconds(lambda: send_raw(port, message, int(count)))) / 2
        mails = Nudge.objects.filter(channel=Nudge.Channel.EMAIL)
        unsettled = mails.exclude(status=Nudge.Status.SENT).count()
    return {
        "nudges_to_raw": round(raw_in / delivered_in, 2),
        "nudges_from_due_to_raw": round(raw_in / (raised_in + delivered_in), 2),
        "nudges_per_s": round(int(count) / delivered_in),
        "nudges_raised_per_s": round(int(count) / raised_in),
        "nudges_raw_per_s": round(int(count) / raw_in),
        "unsettled": unsettled,
        **judged([server], int(count)),
    }


def fall_due(recipients: list[ApplicationContact]) -> None:
    """An invitation for each person, which should have been answered by now."""
    now = timezone.now()
    interviews = Interview.objects.bulk_create(
        Interview(
            owner_id=each.owner_id,
            application_id=each.application_id,
            invited_at=now - dt.timedelta(hours=25),
            starts_at=now + dt.timedelta(days=5),
        )
        for each in recipients
    )
    Reminder.objects.bulk_create(
        Reminder(
            owner_id=interview.owner_id,
            kind=InvitationNotAnswered.name,
            subject=f"{InvitationNotAnswered.noun}:{interview.pk}",
            sequence="first",
            due_at=now - dt.timedelta(hours=1),
        )
        for interview in interviews
    )


def seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def send_raw(port: int, message: bytes, count: int) -> None:
    """The same message again and again, over one connection."""
    with smtplib.SMTP("127.0.0.1", port, local_hostname="localhost") as server:
        for number in range(count):
            marked = message.replace(b"Message-ID: <", b"Message-ID: " + RAW.encode() + b"%d." % number, 1)
            server.sendmail("kind-regards@localhost", ["person@example.com"], marked)
