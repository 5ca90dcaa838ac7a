"""Moving, closing and reopening, each with Undo."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from accounts.states import WrongStatus
from tests.unit.tracker.said import said, undo_of
from tracker.models import Application, Interview, Outcome, Stage, StageChange
from tracker.progress import close, employer_named, move_stage, reopen
from tracker.stages import stages_of

HTMX = {"HX-Request": "true"}


def test_a_move_is_written_down(owner_client: Client, application: Application, stages: dict[str, Stage]) -> None:
    answer = owner_client.post(
        reverse("tracker:application_move", args=[application.pk]), {"stage": stages["Offer"].pk}
    )
    assert answer.headers["Location"] == application.get_absolute_url()
    application.refresh_from_db()
    assert application.stage == stages["Offer"]
    change = application.stage_changes.get(from_stage=stages["First interview"])
    assert (change.what, change.to_stage) == (StageChange.What.MOVED, stages["Offer"])


def test_undo_takes_a_move_back(owner_client: Client, application: Application, stages: dict[str, Stage]) -> None:
    moved = owner_client.post(reverse("tracker:application_move", args=[application.pk]), {"stage": stages["Offer"].pk})
    owner_client.post(undo_of(moved), {"next": "/board/"})
    application.refresh_from_db()
    assert application.stage == stages["First interview"]


def test_moving_to_an_interview_offers_to_record_it(
    owner_client: Client, application: Application, stages: dict[str, Stage]
) -> None:
    move = reverse("tracker:application_move", args=[application.pk])
    offer = f"{reverse('tracker:interview_add', args=[application.pk])}?round=2"
    first = owner_client.post(move, {"stage": stages["Second interview"].pk})
    assert offer in said(first)[0]
    owner_client.post(move, {"stage": stages["Offer"].pk})
    Interview.objects.create(owner=application.owner, application=application, round=2)
    again = owner_client.post(move, {"stage": stages["Second interview"].pk})
    assert offer not in said(again)[-1]


def test_htmx_hears_of_a_move_and_is_told_in_words(
    owner_client: Client, application: Application, stages: dict[str, Stage]
) -> None:
    move = reverse("tracker:application_move", args=[application.pk])
    page = "http://testserver/board/?x=1"
    answer = owner_client.post(move, {"stage": stages["Second interview"].pk}, headers=HTMX | {"HX-Current-URL": page})
    assert "application-moved" in answer.headers["HX-Trigger"]
    assert answer.headers["HX-Reswap"] == "none"
    text = html.unescape(answer.content.decode())
    assert f"{move}?stage={stages['First interview'].pk}" in text
    assert "?round=2" in text
    assert re.search(r'name="next" value="/board/\?x=1"', text)


def test_a_move_to_the_same_column_says_nothing(
    owner_client: Client, application: Application, stages: dict[str, Stage]
) -> None:
    answer = owner_client.post(
        reverse("tracker:application_move", args=[application.pk]), {"stage": application.stage_id}
    )
    assert answer.status_code == 302
    assert said(answer) == []
    assert application.stage_changes.count() == 1


@pytest.mark.parametrize("stage", ["", "none", "0", str(10**30)])
def test_a_column_that_is_none_is_refused(owner_client: Client, application: Application, stage: str) -> None:
    move = reverse("tracker:application_move", args=[application.pk])
    answer = owner_client.post(move, {"stage": stage})
    assert answer.status_code == 422
    assert owner_client.post(move, {"stage": stage}, headers=HTMX).status_code == 422


def test_somebody_elses_column_is_refused(owner_client: Client, application: Application, stranger: User) -> None:
    theirs = stages_of(stranger)[0]
    move = reverse("tracker:application_move", args=[application.pk])
    assert owner_client.post(move, {"stage": theirs.pk}).status_code == 422
    application.refresh_from_db()
    assert application.stage.owner == application.owner


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_closed_application_does_not_move(
    owner_client: Client, application: Application, stages: dict[str, Stage], headers: dict[str, str]
) -> None:
    close(application, Outcome.REJECTED)
    move = reverse("tracker:application_move", args=[application.pk])
    answer = owner_client.post(move, {"stage": stages["Offer"].pk}, headers=headers)
    assert answer.status_code == 409
    assert "Rejected" in answer.content.decode()
    application.refresh_from_db()
    assert application.stage == stages["First interview"]


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "evil"],
)
def test_next_never_leads_away(
    owner_client: Client, application: Application, stages: dict[str, Stage], elsewhere: str
) -> None:
    answer = owner_client.post(
        reverse("tracker:application_move", args=[application.pk]),
        {"stage": stages["Offer"].pk, "next": elsewhere},
    )
    assert answer.headers["Location"] == application.get_absolute_url()


def test_next_leads_back_to_the_page(owner_client: Client, application: Application, stages: dict[str, Stage]) -> None:
    answer = owner_client.post(
        reverse("tracker:application_move", args=[application.pk]),
        {"stage": stages["Offer"].pk, "next": "/board/?closed=1"},
    )
    assert answer.headers["Location"] == "/board/?closed=1"


def test_closing_keeps_outcome_stage_and_note(owner_client: Client, application: Application) -> None:
    url = reverse("tracker:application_close", args=[application.pk])
    answer = owner_client.post(url, {"outcome": "withdrawn", "note": "Too many events."})
    assert answer.headers["Location"] == application.get_absolute_url()
    application.refresh_from_db()
    assert application.closed_at is not None
    assert application.outcome == Outcome.WITHDRAWN
    assert application.stage.name == "First interview"
    assert application.notes.get().body == "Too many events."
    owner_client.post(undo_of(answer))
    application.refresh_from_db()
    assert application.is_open


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_closing_asks_how_it_ended(owner_client: Client, application: Application, headers: dict[str, str]) -> None:
    url = reverse("tracker:application_close", args=[application.pk])
    answer = owner_client.post(url, {"outcome": "bored", "note": "My own words"}, headers=headers)
    assert answer.status_code == 422
    assert "My own words" in answer.content.decode()
    application.refresh_from_db()
    assert application.is_open


def test_what_is_closed_cannot_be_closed_again(owner_client: Client, application: Application) -> None:
    close(application, Outcome.REJECTED)
    url = reverse("tracker:application_close", args=[application.pk])
    assert owner_client.get(url).status_code == 409
    assert owner_client.post(url, {"outcome": "withdrawn"}).status_code == 409


def test_reopening_can_be_undone_with_its_outcome(owner_client: Client, application: Application) -> None:
    close(application, Outcome.NO_RESPONSE)
    answer = owner_client.post(reverse("tracker:application_reopen", args=[application.pk]))
    application.refresh_from_db()
    assert application.is_open
    owner_client.post(undo_of(answer))
    application.refresh_from_db()
    assert application.outcome == Outcome.NO_RESPONSE


def test_what_is_open_cannot_be_reopened(owner_client: Client, application: Application) -> None:
    url = reverse("tracker:application_reopen", args=[application.pk])
    assert owner_client.post(url).status_code == 409
    assert owner_client.post(url, headers=HTMX).status_code == 409


def test_of_two_hands_only_one_closes(application: Application) -> None:
    other = Application.objects.get(pk=application.pk)
    close(application, Outcome.REJECTED)
    with pytest.raises(WrongStatus):
        close(other, Outcome.WITHDRAWN)
    with pytest.raises(WrongStatus):
        move_stage(other, Stage.objects.filter(owner=other.owner).exclude(pk=other.stage_id)[0])
    reopen(other)
    with pytest.raises(WrongStatus):
        reopen(application)


def test_the_default_seven_come_once(owner: User, stranger: User) -> None:
    first = [stage.pk for stage in stages_of(owner)]
    assert len(first) == 7
    assert [stage.pk for stage in stages_of(owner)] == first
    assert [stage.kind for stage in stages_of(stranger)] == [stage.kind for stage in stages_of(owner)]


def test_the_default_seven_speak_the_language_of_the_page_and_others_stay(owner: User) -> None:
    first = stages_of(owner)[0]
    own = Stage(name="Talks")
    assert (str(first), own.title) == ("Saved", "Talks")
    with override("id"):
        assert (str(first), own.title) == ("Tersimpan", "Talks")


def test_an_employer_is_one_whatever_its_capitals(owner: User, stranger: User) -> None:
    first = employer_named(owner, "  Lumen &  Loom ")
    assert first.name == "Lumen & Loom"
    assert employer_named(owner, "LUMEN & LOOM") == first
    assert employer_named(stranger, "Lumen & Loom") != first
