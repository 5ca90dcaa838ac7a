"""A person with a search, and the manners that every address of these pages shares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from correspondence.models import OutgoingMail
from declines import guide
from declines.models import Letter
from tests import make
from tracker import progress
from tracker.models import Application
from tracker.stages import stages_of

HTMX = {"HX-Request": "true"}

Count = Callable[[str], int]


@pytest.fixture
def count_queries(owner_client: Client) -> Count:
    """How many queries the owner's page at an address takes, once it has been there before."""

    def count(url: str) -> int:
        assert owner_client.get(url).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            owner_client.get(url)
        return len(queries)

    return count


def add(owner: User, position: str, *, stage: int = 1, days_ago: float = 1, **fields: Any) -> Application:
    """An application last spoken of some days ago, in the owner's stage of that number."""
    then = timezone.now() - dt.timedelta(days=days_ago)
    return progress.start(
        Application(
            owner=owner,
            employer=progress.employer_named(owner, str(fields.pop("employer", f"{position} Ltd"))),
            position=position,
            stage=stages_of(owner)[stage],
            last_activity_at=then,
            created_at=then,
            **fields,
        )
    )


def mail_of(letter: Letter, status: str, **fields: Any) -> OutgoingMail:
    """A sending of a letter, as it stands after the mail server was talked to."""
    now = timezone.now()
    assert letter.recipient is not None
    in_hand = {"token": "0" * 32, "lease_until": now} if status in ("claimed", "transmitting") else {}
    mail = OutgoingMail.objects.create(
        **{
            "owner": letter.owner,
            "application": letter.application,
            "recipient": letter.recipient,
            "purpose": letter.purpose,
            "idempotency_key": f"{letter.pk}-{status}",
            "sender": "nadia@prameswari.example",
            "rcpt": letter.recipient.contact.email,
            "to_name": letter.recipient.contact.name,
            "subject": letter.subject,
            "body": letter.body,
            "language": "en",
            "message_id": f"<{letter.pk}@prameswari.example>",
            "mime": b"",
            "shown_hash": "",
            "status": status,
            "queued_at": now,
            "due_at": now,
            "give_up_at": now + dt.timedelta(hours=48),
            **in_hand,
            **fields,
        }
    )
    Letter.objects.filter(pk=letter.pk).update(mail=mail)
    return mail


def busy_search(owner: User, size: int) -> None:
    """`size` applications, of every fifth an invitation, and two declines under way."""
    make.signed(owner)
    for number in range(size):
        application = add(owner, f"Role {number}", stage=number % 3, days_ago=number % 20)
        if number % 5 == 0:
            make.interview(application, round_=1 + number % 2)
    for number in range(2):
        application = add(owner, f"Declined role {number}")
        make.hiring_manager(application, name=f"Manager {number}", email=f"m{number}@example.com")
        guide.decline_interview(make.interview(application))


def for_the_owner_alone(client: Client, stranger_client: Client, view: str, *args: object) -> None:
    """Strangers get 404, guests the way to log in."""
    url = reverse(view, args=args)
    assert stranger_client.get(url).status_code == 404
    answer = client.get(url)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))


def posted_by_the_owner_alone(
    client: Client, owner_client: Client, stranger_client: Client, view: str, *args: object
) -> None:
    """Strangers get 404, guests the way to log in, other methods 405."""
    url = reverse(view, args=args)
    assert stranger_client.post(url).status_code == 404
    answer = client.post(url)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))
    assert owner_client.put(url).status_code == 405


def text_of(answer: Any) -> str:
    """The words of an answer, with its white space made plain."""
    return " ".join(answer.content.decode().split())
