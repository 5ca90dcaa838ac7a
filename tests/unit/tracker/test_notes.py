"""Notes: written, corrected, deleted and put back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.unit.tracker.said import undo_of
from tracker.models import Application, Note


def test_a_note_is_kept_and_counts_as_activity(owner_client: Client, application: Application) -> None:
    long_ago = timezone.now() - dt.timedelta(days=9)
    Application.objects.filter(pk=application.pk).update(last_activity_at=long_ago)
    url = reverse("tracker:note_add", args=[application.pk])
    answer = owner_client.post(url, {"body": "Ask Rina.", "next": "/board/"})
    assert answer.headers["Location"] == "/board/"
    assert application.notes.get().body == "Ask Rina."
    application.refresh_from_db()
    assert application.last_activity_at > long_ago + dt.timedelta(days=8)


def test_htmx_hears_that_something_changed(owner_client: Client, application: Application) -> None:
    url = reverse("tracker:note_add", args=[application.pk])
    answer = owner_client.post(url, {"body": "Ask Rina."}, headers={"HX-Request": "true"})
    assert "application-changed" in answer.headers["HX-Trigger"]


@pytest.mark.parametrize("body", ["", "   ", "x" * 20_001])
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_nothing_is_no_note(
    owner_client: Client, application: Application, note: Note, body: str, headers: dict[str, str]
) -> None:
    addresses = [
        reverse("tracker:note_add", args=[application.pk]),
        reverse("tracker:note_edit", args=[note.pk]),
    ]
    for url in addresses:
        answer = owner_client.post(url, {"body": body}, headers=headers)
        assert answer.status_code == 422
        assert body.strip() in answer.content.decode()
    assert application.notes.get().body == "Ask Rina before deciding."


def test_a_note_is_corrected(owner_client: Client, note: Note) -> None:
    url = reverse("tracker:note_edit", args=[note.pk])
    assert "Ask Rina" in owner_client.get(url).content.decode()
    answer = owner_client.post(url, {"body": "Asked Rina."})
    assert answer.headers["Location"] == note.application.get_absolute_url()
    note.refresh_from_db()
    assert note.body == "Asked Rina."


def test_a_deleted_note_comes_back_as_it_was(owner_client: Client, note: Note) -> None:
    answer = owner_client.post(reverse("tracker:note_delete", args=[note.pk]))
    assert not Note.objects.exists()
    undo = undo_of(answer)
    assert owner_client.post(undo, {"next": "/board/"}).headers["Location"] == "/board/"
    kept = Note.objects.get()
    assert (kept.pk, kept.body, kept.owner) == (note.pk, note.body, note.owner)
    assert owner_client.post(undo).status_code == 404


def test_only_who_deleted_it_can_put_it_back(owner_client: Client, stranger_client: Client, note: Note) -> None:
    undo = undo_of(owner_client.post(reverse("tracker:note_delete", args=[note.pk])))
    assert stranger_client.post(undo).status_code == 404
    assert not Note.objects.exists()


def test_what_it_belonged_to_may_be_gone(owner_client: Client, note: Note) -> None:
    undo = undo_of(owner_client.post(reverse("tracker:note_delete", args=[note.pk])))
    Application.objects.all().delete()
    assert owner_client.post(undo).status_code == 409
    assert not Note.objects.exists()


def test_the_last_five_deletions_are_remembered(owner_client: Client, application: Application) -> None:
    undos = []
    for number in range(6):
        note = Note.objects.create(owner=application.owner, application=application, body=f"Note {number}")
        owner_client.get(reverse("tracker:contacts"))  # shows what was said so far
        undos.append(undo_of(owner_client.post(reverse("tracker:note_delete", args=[note.pk]))))
    assert owner_client.post(undos[0]).status_code == 404
    assert owner_client.post(undos[1]).status_code == 302
    assert owner_client.post(undos[5]).status_code == 302
