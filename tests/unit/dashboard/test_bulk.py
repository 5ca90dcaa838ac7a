from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from declines.models import Decline
from tests import make
from tests.unit.dashboard.conftest import add, text_of
from tracker.models import Application, StageChange
from tracker.stages import stages_of

BULK = "/applications/bulk/"


def stages_by_role() -> dict[str, str]:
    return dict(Application.objects.values_list("position", "stage__name"))


def test_what_is_picked_moves_together(owner: User, owner_client: Client) -> None:
    picked = [add(owner, "Editor"), add(owner, "Writer", stage=0)]
    add(owner, "Reader")
    data = {"pick": [row.pk for row in picked], "stage": stages_of(owner)[2].pk}
    answer = owner_client.post(f"{BULK}?view=all&sort=role&after=3", data)
    assert answer.headers["Location"] == "/applications/?view=all&sort=role"
    assert stages_by_role() == {"Editor": "Screening", "Writer": "Screening", "Reader": "Applied"}
    assert "2 applications moved to Screening." in text_of(owner_client.get("/applications/"))


def test_what_is_picked_closes_together_and_leaves_declines_alone(owner: User, owner_client: Client) -> None:
    decline = make.decline(owner)
    editor = add(owner, "Editor")
    answer = owner_client.post(
        BULK, {"pick": [editor.pk, decline.application_id], "outcome": "no_response"}, follow=True
    )
    page = text_of(answer)
    assert "One application closed: No response." in page
    assert "One was left as it is." in page
    editor.refresh_from_db()
    assert editor.outcome == "no_response"
    assert Decline.objects.select_related("application").get().application.is_open


def test_closed_ones_do_not_move(owner: User, owner_client: Client) -> None:
    editor = add(owner, "Editor")
    owner_client.post(BULK, {"pick": editor.pk, "outcome": "rejected"})
    owner_client.post(BULK, {"pick": editor.pk, "stage": stages_of(owner)[2].pk})
    assert stages_by_role() == {"Editor": "Applied"}


@pytest.mark.parametrize("act", ["move", "close"])
def test_undo_takes_it_all_back(owner: User, owner_client: Client, act: str) -> None:
    picked = [add(owner, "Editor"), add(owner, "Writer", stage=0)]
    how = {"stage": stages_of(owner)[2].pk} if act == "move" else {"outcome": "rejected"}
    page = owner_client.post(BULK, {"pick": [row.pk for row in picked], **how}, follow=True).content.decode()
    found = re.search(rf'action="({BULK}undo/[^"]+)"', page)
    assert found
    answer = owner_client.post(found[1], {"next": "/applications/?view=all"})
    assert answer.headers["Location"] == "/applications/?view=all"
    assert stages_by_role() == {"Editor": "Applied", "Writer": "Saved"}
    assert not Application.objects.closed().exists()


def test_an_undo_is_its_owners_and_cannot_be_made_up(
    owner: User, client: Client, owner_client: Client, stranger_client: Client
) -> None:
    editor = add(owner, "Editor")
    page = owner_client.post(BULK, {"pick": editor.pk, "outcome": "rejected"}, follow=True).content.decode()
    found = re.search(rf'action="({BULK}undo/[^"]+)"', page)
    assert found
    assert stranger_client.post(found[1]).status_code == 404
    assert owner_client.post(reverse("dashboard:bulk_undo", args=["made-up"])).status_code == 404
    assert owner_client.get(found[1]).status_code == 405
    assert client.post(found[1]).headers["Location"].startswith(reverse("account_login"))
    assert not Application.objects.open().exists()


def test_nothing_picked_is_told_and_the_list_stays(owner: User, owner_client: Client) -> None:
    add(owner, "Editor")
    answer = owner_client.post(BULK, {"stage": stages_of(owner)[2].pk})
    assert answer.status_code == 422
    assert "Choose at least one application first." in text_of(answer)


@pytest.mark.parametrize("how", [{}, {"stage": "999999"}, {"stage": "x"}, {"outcome": "promoted"}])
def test_without_a_stage_or_an_outcome_the_picks_stay(owner: User, owner_client: Client, how: dict[str, str]) -> None:
    editor = add(owner, "Editor")
    answer = owner_client.post(BULK, {"pick": editor.pk, **how})
    assert answer.status_code == 422
    page = text_of(answer)
    assert "Choose a stage to move them to" in page
    assert f'value="{editor.pk}" checked' in page


def test_strangers_change_nothing(owner: User, stranger: User, client: Client, stranger_client: Client) -> None:
    editor = add(owner, "Editor")
    changes = StageChange.objects.count()
    theirs = add(stranger, "Theirs")
    assert stranger_client.post(BULK, {"pick": editor.pk, "outcome": "rejected"}).status_code == 422
    stranger_client.post(BULK, {"pick": [editor.pk, theirs.pk], "outcome": "rejected"})
    assert Application.objects.open().get() == editor
    assert StageChange.objects.filter(owner=owner).count() == changes
    assert client.post(BULK).headers["Location"].startswith(reverse("account_login"))
    assert stranger_client.get(BULK).status_code == 405


def test_another_persons_stage_is_none(owner: User, stranger: User, owner_client: Client) -> None:
    editor = add(owner, "Editor")
    answer = owner_client.post(BULK, {"pick": editor.pk, "stage": stages_of(stranger)[2].pk})
    assert answer.status_code == 422
