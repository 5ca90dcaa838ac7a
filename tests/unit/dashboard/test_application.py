from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from declines import guide
from tests import make
from tests.unit.dashboard.conftest import HTMX, Count, add, for_the_owner_alone, text_of
from tracker import interviews, progress
from tracker.models import Application, Note


def url(application: Application, view: str = "") -> str:
    if view:
        return reverse("dashboard:application_view", args=[application.pk, view])
    return reverse("dashboard:application", args=[application.pk])


def test_the_facts_lead_to_where_they_are_edited(owner: User, owner_client: Client) -> None:
    application = make.application(owner)
    Application.objects.update(pay="SGD 5,200 a month", place="Hybrid", source="recruiter")
    smith = make.hiring_manager(application, job_title="Head of Marketing")
    make.recruiter(application, email="")
    page = text_of(owner_client.get(url(application)))
    for words in ("SGD 5,200 a month", "Hybrid", "Hiring manager", "Eleanor Smith", "Head of Marketing"):
        assert words in page
    assert "Rekan Karier. No address yet" in page
    assert smith.get_absolute_url() in page
    assert reverse("tracker:application_edit", args=[application.pk]) in page


def test_the_stage_stands_in_the_path(owner: User, owner_client: Client) -> None:
    application = add(owner, "Editor", stage=4)
    page = text_of(owner_client.get(url(application)))
    assert 'class="is-now kr-interview" aria-current="step">Second</li>' in page
    assert 'class="is-past">First</li>' in page


def test_confirm_and_decline_stand_side_by_side(owner: User, owner_client: Client) -> None:
    application = make.application(owner)
    interview = make.interview(application)
    page = text_of(owner_client.get(url(application)))
    assert f'formaction="{reverse("declines:start", args=[interview.pk])}"' in page
    assert f'hx-post="{reverse("tracker:interview_mark", args=[interview.pk])}"' in page
    assert page.count('<button class="btn btn-choice"') == 2
    interviews.mark(interview, "confirmed")
    page = text_of(owner_client.get(url(application)))
    assert "Decline…" in page
    assert "Confirm</button>" not in page


def test_after_its_hour_an_interview_asks_how_it_went(owner: User, owner_client: Client) -> None:
    interview = make.interview(make.application(owner), days_ahead=-0.5)
    interviews.mark(interview, "confirmed")
    page = text_of(owner_client.get(url(interview.application)))
    assert "It took place" in page
    assert "I missed it" in page


def test_a_decline_under_way_takes_the_place_of_the_invitation(owner: User, owner_client: Client) -> None:
    decline = make.decline(owner)
    page = text_of(owner_client.get(url(decline.application)))
    assert "Declining the second interview" in page
    assert decline.get_absolute_url() in page
    assert "23 h left" in page
    assert "Decline…" not in page
    assert "Withdraw…" not in page


def test_an_open_application_can_be_withdrawn_closed_and_moved(owner: User, owner_client: Client) -> None:
    application = make.application(owner)
    page = text_of(owner_client.get(url(application)))
    for view in ("declines:withdraw", "tracker:application_close", "tracker:application_move", "dashboard:delete"):
        assert reverse(view, args=[application.pk]) in page, view
    assert reverse("tracker:application_reopen", args=[application.pk]) not in page


def test_a_closed_application_says_how_it_ended_and_can_be_reopened(owner: User, owner_client: Client) -> None:
    application = make.application(owner)
    make.interview(application)
    progress.close(application, "rejected")
    page = text_of(owner_client.get(url(application)))
    assert "Rejected, " in page
    assert reverse("tracker:application_reopen", args=[application.pk]) in page
    assert reverse("declines:withdraw", args=[application.pk]) not in page
    assert "Decline…" not in page


def test_a_note_is_kept_from_the_page(owner: User, owner_client: Client) -> None:
    application = make.application(owner)
    add_url = reverse("tracker:note_add", args=[application.pk])
    assert f'action="{add_url}"' in text_of(owner_client.get(url(application)))
    owner_client.post(add_url, {"body": "Ask Rina\nabout the team."})
    page = text_of(owner_client.get(url(application)))
    assert "Ask Rina<br>about the team." in page
    assert "Notes <small>1</small>" in page


def test_words_of_others_are_words_and_not_markup(owner: User, owner_client: Client) -> None:
    application = add(owner, "<b>Editor</b>", employer="A & B <i>")
    Note.objects.create(owner=owner, application=application, body="<script>alert(1)</script>")
    make.interview(application, with_whom="<u>Them</u>", place="https://x.example/<script>")
    page = text_of(owner_client.get(url(application)))
    assert "<script>alert" not in page
    assert "<u>Them" not in page
    assert "<b>Editor" not in page


@pytest.mark.parametrize(
    ("view", "shown", "hidden"),
    [
        ("interviews", "Record an interview", "Add a note"),
        ("letters", "Add a message", "wrote a note"),
        ("notes", "Remember the tube strike", "Moved to"),
    ],
)
def test_each_view_has_its_own_address(owner: User, owner_client: Client, view: str, shown: str, hidden: str) -> None:
    application = make.application(owner)
    make.interview(application)
    Note.objects.create(owner=owner, application=application, body="Remember the tube strike")
    page = text_of(owner_client.get(url(application, view)))
    assert shown in page
    assert hidden not in page
    assert 'aria-current="page"' in page


def test_an_unknown_view_is_not_found(owner: User, owner_client: Client) -> None:
    assert owner_client.get(f"{url(make.application(owner))}dreams/").status_code == 404


def test_the_interviews_view_has_those_that_are_over_too(owner: User, owner_client: Client) -> None:
    application = make.application(owner)
    first = make.interview(application, round_=1, days_ahead=-9, notes="They asked about budgets.")
    interviews.mark(first, "completed")
    make.interview(application)
    page = text_of(owner_client.get(url(application, "interviews")))
    assert "They asked about budgets." in page
    assert "Held" in page
    assert "Second interview" in page


def test_notes_are_deleted_from_their_view(owner: User, owner_client: Client) -> None:
    application = make.application(owner)
    note = Note.objects.create(owner=owner, application=application, body="Never mind")
    assert reverse("tracker:note_delete", args=[note.pk]) in text_of(owner_client.get(url(application, "notes")))


def test_older_entries_are_a_page_away(owner: User, owner_client: Client) -> None:
    application = make.application(owner)
    for number in range(60):
        Note.objects.create(
            owner=owner,
            application=application,
            body=f"Note {number:02}.",
            created_at=timezone.now() - dt.timedelta(hours=number + 1),
        )
    page = text_of(owner_client.get(url(application)))
    assert "Note 40." in page
    assert "Note 55." not in page
    address = page.split('btn-block" href="')[1].split('"')[0]
    older = text_of(owner_client.get(address))
    assert "Note 55." in older
    assert "Note 40." not in older


def test_htmx_gets_the_part_alone(owner: User, owner_client: Client) -> None:
    part = text_of(owner_client.get(url(make.application(owner)), headers=HTMX))
    assert part.startswith('<div id="application"')


def test_only_the_owner_sees_it(owner: User, client: Client, owner_client: Client, stranger_client: Client) -> None:
    pk = make.application(owner).pk
    for_the_owner_alone(client, stranger_client, "dashboard:application", pk)
    for view in ("interviews", "letters", "notes"):
        for_the_owner_alone(client, stranger_client, "dashboard:application_view", pk, view)
    assert owner_client.post(reverse("dashboard:application", args=[pk])).status_code == 405


def test_queries_do_not_grow(owner: User, count_queries: Count) -> None:
    decline = make.decline(owner)
    application = decline.application
    few = count_queries(url(application))
    for number in range(30):
        Note.objects.create(owner=owner, application=application, body=str(number))
        make.hiring_manager(application, name=f"Person {number}", email=f"p{number}@example.com")
        interviews.mark(make.interview(application, days_ahead=-number - 1), "completed")
    guide.record(make.letter(decline), "phoned")
    assert count_queries(url(application)) == few <= 12
    for view in ("interviews", "letters", "notes"):
        assert count_queries(url(application, view)) <= 12
