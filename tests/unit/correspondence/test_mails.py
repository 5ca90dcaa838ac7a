"""The buttons of a letter on its way: Undo, “it arrived”, “it did not”."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from correspondence.models import Message, OutgoingMail
from tests.unit.correspondence.conftest import now

S = OutgoingMail.Status
HTMX = {"HX-Request": "true"}


def put(mail: OutgoingMail, status: str) -> None:
    changes: dict[str, Any] = {"token": "0" * 32, "lease_until": timezone.now(), "handed_over_at": timezone.now()}
    OutgoingMail.objects.filter(pk=mail.pk).update(status=status, **changes)


def undo(mail: OutgoingMail) -> str:
    return f"/mail/{mail.pk}/undo/"


def settle(mail: OutgoingMail) -> str:
    return f"/mail/{mail.pk}/settle/"


def said(answer: Any) -> str:
    return " ".join(map(str, get_messages(answer.wsgi_request)))


def test_undo_takes_it_back_and_returns(owner_client: Client, due_mail: OutgoingMail) -> None:
    answer = owner_client.post(undo(due_mail), {"next": "/correspondence/?q=x"})
    assert answer.headers["Location"] == "/correspondence/?q=x"
    assert now(due_mail).status == S.CANCELLED
    assert "Nothing left" in said(answer)


def test_undo_by_htmx_says_it_in_place(owner_client: Client, due_mail: OutgoingMail) -> None:
    answer = owner_client.post(undo(due_mail), headers=HTMX)
    assert answer.status_code == 200
    assert b"Nothing left" in answer.content
    assert b"<html" not in answer.content


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (S.TRANSMITTING, "handed over at this moment"),
        (S.SENT, "accepted by the mail server already"),
        (S.UNCONFIRMED, "not known whether it arrived"),
        (S.CANCELLED, "taken back already"),
        (S.FAILED, "did not leave"),
    ],
)
def test_undo_that_comes_too_late_says_where_the_letter_is(
    owner_client: Client, due_mail: OutgoingMail, status: str, words: str
) -> None:
    put(due_mail, status)
    for answer in (owner_client.post(undo(due_mail)), owner_client.post(undo(due_mail), headers=HTMX)):
        assert answer.status_code == 409
        assert words in answer.content.decode()
    assert now(due_mail).status == status


def test_it_arrived(owner_client: Client, due_mail: OutgoingMail) -> None:
    put(due_mail, S.UNCONFIRMED)
    answer = owner_client.post(settle(due_mail), {"arrived": "yes"})
    assert answer.headers["Location"] == "/correspondence/"
    assert now(due_mail).status == S.SENT
    assert Message.objects.get().mail == due_mail


def test_it_did_not(owner_client: Client, due_mail: OutgoingMail) -> None:
    put(due_mail, S.UNCONFIRMED)
    answer = owner_client.post(settle(due_mail), {"arrived": "no"})
    assert "sent again" in said(answer)
    assert now(due_mail).status == S.FAILED
    assert not Message.objects.exists()


@pytest.mark.parametrize("status", [status for status in S if status != S.UNCONFIRMED])
def test_only_the_unknown_is_settled(owner_client: Client, due_mail: OutgoingMail, status: str) -> None:
    put(due_mail, status)
    assert owner_client.post(settle(due_mail), {"arrived": "yes"}).status_code == 409
    assert now(due_mail).status == status


@pytest.mark.parametrize("given", [{}, {"arrived": ""}, {"arrived": "perhaps"}])
def test_no_answer_is_asked_for_again(owner_client: Client, due_mail: OutgoingMail, given: dict[str, str]) -> None:
    put(due_mail, S.UNCONFIRMED)
    answer = owner_client.post(settle(due_mail), given)
    assert answer.status_code == 422
    assert "Did the letter arrive?" in answer.content.decode()
    assert now(due_mail).status == S.UNCONFIRMED


@pytest.mark.parametrize("address", [undo, settle])
def test_for_its_owner_alone_and_by_post(
    client: Client, owner_client: Client, stranger_client: Client, due_mail: OutgoingMail, address: Any
) -> None:
    assert stranger_client.post(address(due_mail), {"arrived": "yes"}).status_code == 404
    assert client.post(address(due_mail)).headers["Location"].startswith("/account/login/")
    assert owner_client.get(address(due_mail)).status_code == 405
    assert now(due_mail).status == S.QUEUED
