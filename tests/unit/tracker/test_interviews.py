"""Recording an interview, correcting it, and what becomes of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.message_ids import is_message_id
from accounts.models import User
from accounts.states import WrongStatus
from tests.unit.tracker.said import said, undo_of
from tracker.interviews import TRANSITIONS, mark
from tracker.models import Application, Interview, Outcome
from tracker.progress import close

NOW = dt.datetime(2026, 11, 23, 1, 10, tzinfo=dt.UTC)
STATUSES = list(Interview.Status)
MARKS = [status for status in STATUSES if status != Interview.Status.DECLINED]


def invitation(**more: Any) -> dict[str, Any]:
    return {
        "round": "2",
        "kind": "video",
        "invited_by": "employer",
        "invited_at": "2026-11-21T11:20",
        "zone": "Asia/Singapore",
        "minutes": "60",
        "move_there": "on",
    } | more


def add_url(application: Application) -> str:
    return reverse("tracker:interview_add", args=[application.pk])


@pytest.fixture
def in_jakarta(owner: User) -> None:
    owner.preferences.zone = "Asia/Jakarta"
    owner.preferences.save()


@pytest.mark.usefixtures("in_jakarta")
def test_each_time_is_read_in_its_own_zone(owner_client: Client, application: Application) -> None:
    answer = owner_client.post(
        add_url(application),
        invitation(starts_at="2026-11-26T11:00", respond_by="2026-11-25T18:00", with_whom="Ms. Smith"),
    )
    assert answer.headers["Location"] == application.get_absolute_url()
    interview = application.interviews.get()
    assert interview.starts_at == dt.datetime(2026, 11, 26, 3, 0, tzinfo=dt.UTC)
    assert interview.invited_at == dt.datetime(2026, 11, 21, 4, 20, tzinfo=dt.UTC)
    assert interview.respond_by == dt.datetime(2026, 11, 25, 11, 0, tzinfo=dt.UTC)
    assert interview.status == Interview.Status.INVITED

    form = owner_client.get(reverse("tracker:interview_edit", args=[interview.pk])).content.decode()
    assert 'value="2026-11-26T11:00"' in form
    assert 'value="2026-11-21T11:20"' in form


@pytest.mark.usefixtures("in_jakarta")
@time_machine.travel(NOW, tick=False)
def test_the_form_begins_now_in_the_persons_zone(owner_client: Client, application: Application) -> None:
    answer = owner_client.get(f"{add_url(application)}?round=2")
    form = answer.context["form"]
    assert form["round"].value() == "2"
    assert form["zone"].value() == "Asia/Jakarta"
    assert 'value="2026-11-23T08:10"' in answer.content.decode()
    assert owner_client.get(add_url(application)).context["form"]["round"].value() == 1
    assert owner_client.get(f"{add_url(application)}?round=abc").status_code == 200


def test_recording_carries_the_application_along(owner_client: Client, application: Application) -> None:
    answer = owner_client.post(add_url(application), invitation())
    application.refresh_from_db()
    assert application.stage.name == "Second interview"
    assert "Second interview" in said(answer)[0]
    owner_client.post(undo_of(answer))
    application.refresh_from_db()
    assert application.stage.name == "First interview"


def test_recording_can_leave_the_application_where_it_is(owner_client: Client, application: Application) -> None:
    kept = invitation()
    del kept["move_there"]
    owner_client.post(add_url(application), kept)
    application.refresh_from_db()
    assert application.stage.name == "First interview"


@pytest.mark.parametrize("round_", ["1", "5"])
def test_it_never_goes_back_nor_to_a_column_that_is_not_there(
    owner_client: Client, application: Application, round_: str
) -> None:
    owner_client.post(add_url(application), invitation(round=round_))
    application.refresh_from_db()
    assert application.stage.name == "First interview"
    assert application.interviews.get().round == int(round_)


def test_an_interview_of_a_closed_application_is_kept_without_moving_it(
    owner_client: Client, application: Application
) -> None:
    close(application, Outcome.REJECTED)
    assert owner_client.post(add_url(application), invitation()).status_code == 302
    application.refresh_from_db()
    assert application.interviews.count() == 1
    assert application.stage.name == "First interview"


@pytest.mark.parametrize(
    "written",
    ["<CAF3x9@mail.xyz.example>", "CAF3x9@mail.xyz.example", " Message-ID: <CAF3x9@mail.xyz.example> "],
)
def test_a_message_id_is_kept_with_its_brackets(owner_client: Client, application: Application, written: str) -> None:
    owner_client.post(add_url(application), invitation(invitation_message_id=written))
    assert application.interviews.get().invitation_message_id == "<CAF3x9@mail.xyz.example>"


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("invitation_message_id", "not one"),
        ("invitation_message_id", "<a@b> <c@d>"),
        ("invitation_message_id", "<a@b>\r\nBcc: x@y.example"),
        ("round", "9"),
        ("kind", "telepathy"),
        ("minutes", "0"),
        ("minutes", "9" * 30),
        ("zone", "Mars/Olympus"),
        ("zone", "../../etc/passwd"),
        ("invited_at", ""),
        ("invited_at", "soon"),
        ("starts_at", "2026-13-01T10:00"),
        ("starts_at", "0001-01-01T00:00"),
        ("starts_at", "9999-12-31T23:59"),
        ("starts_at", "2026-11-20T10:00"),
        ("respond_by", "2026-11-20T10:00"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    owner_client: Client, application: Application, field: str, wrong: str
) -> None:
    answer = owner_client.post(add_url(application), invitation(notes="Bring the book") | {field: wrong})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {field}
    assert "Bring the book" in answer.content.decode()
    assert not application.interviews.exists()


def test_an_hour_that_clocks_skip_is_refused_in_words(owner_client: Client, application: Application) -> None:
    skipped = invitation(zone="Europe/Berlin", invited_at="2027-03-01T09:00", starts_at="2027-03-28T02:30")
    answer = owner_client.post(add_url(application), skipped)
    assert answer.status_code == 422
    assert "go forward" in answer.context["form"].errors["starts_at"][0]


def test_of_an_hour_that_comes_twice_the_first_is_meant(owner_client: Client, application: Application) -> None:
    twice = invitation(zone="Europe/Berlin", invited_at="2026-10-01T09:00", starts_at="2026-10-25T02:30")
    owner_client.post(add_url(application), twice)
    starts_at = application.interviews.get().starts_at
    assert starts_at == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)


def test_editing_keeps_status_and_untouched_seconds(owner_client: Client, interview: Interview) -> None:
    invited_at = interview.invited_at
    url = reverse("tracker:interview_edit", args=[interview.pk])
    shown = owner_client.get(url).context["form"]
    data = invitation(invited_at=shown["invited_at"].value().strftime("%Y-%m-%dT%H:%M"), zone="UTC")
    mark(Interview.objects.get(pk=interview.pk), Interview.Status.CONFIRMED)
    answer = owner_client.post(url, data | {"place": "Room 4"})
    assert answer.status_code == 302
    interview.refresh_from_db()
    assert (interview.place, interview.status) == ("Room 4", Interview.Status.CONFIRMED)
    assert interview.invited_at == invited_at


def test_another_zone_means_another_moment(owner_client: Client, interview: Interview) -> None:
    url = reverse("tracker:interview_edit", args=[interview.pk])
    data = invitation(starts_at="2026-11-26T11:00")
    owner_client.post(url, data)
    owner_client.post(url, data | {"zone": "Asia/Jakarta"})
    interview.refresh_from_db()
    assert interview.starts_at == dt.datetime(2026, 11, 26, 4, 0, tzinfo=dt.UTC)


def test_a_wrong_edit_changes_nothing(owner_client: Client, interview: Interview) -> None:
    url = reverse("tracker:interview_edit", args=[interview.pk])
    assert owner_client.post(url, invitation(minutes="x")).status_code == 422
    interview.refresh_from_db()
    assert interview.zone == "UTC"


@pytest.mark.parametrize("source", STATUSES)
@pytest.mark.parametrize("target", STATUSES)
def test_the_whole_table_of_states(interview: Interview, source: Interview.Status, target: Interview.Status) -> None:
    Interview.objects.filter(pk=interview.pk).update(status=source)
    interview.refresh_from_db()
    if target in TRANSITIONS[source]:
        mark(interview, target)
        assert interview.status == target
    else:
        with pytest.raises(WrongStatus) as wrong:
            mark(interview, target)
        assert wrong.value.current == source
    saved = Interview.objects.get(pk=interview.pk).status
    assert saved == (target if target in TRANSITIONS[source] else source)


def test_states_have_no_arrow_to_themselves_and_every_mark_can_be_undone() -> None:
    for source, targets in TRANSITIONS.items():
        assert source not in targets
        for target in targets:
            assert source in TRANSITIONS[target], f"{source} → {target} cannot be undone"


@pytest.mark.parametrize("status", [status for status in MARKS if status != Interview.Status.INVITED])
def test_an_interview_is_marked_and_unmarked(
    owner_client: Client, interview: Interview, status: Interview.Status
) -> None:
    url = reverse("tracker:interview_mark", args=[interview.pk])
    answer = owner_client.post(url, {"status": status})
    assert answer.headers["Location"] == interview.application.get_absolute_url()
    interview.refresh_from_db()
    assert interview.status == status
    owner_client.post(undo_of(answer))
    interview.refresh_from_db()
    assert interview.status == Interview.Status.INVITED


def test_htmx_hears_that_something_changed(owner_client: Client, interview: Interview) -> None:
    url = reverse("tracker:interview_mark", args=[interview.pk])
    answer = owner_client.post(url, {"status": "confirmed"}, headers={"HX-Request": "true"})
    assert "application-changed" in answer.headers["HX-Trigger"]
    assert "Confirmed" in answer.content.decode()


@pytest.mark.parametrize("status", ["declined", "", "nonsense"])
def test_only_marks_are_marks(owner_client: Client, interview: Interview, status: str) -> None:
    url = reverse("tracker:interview_mark", args=[interview.pk])
    assert owner_client.post(url, {"status": status}).status_code == 422
    interview.refresh_from_db()
    assert interview.status == Interview.Status.INVITED


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_wrong_state_is_said_with_the_current_one(
    owner_client: Client, interview: Interview, headers: dict[str, str]
) -> None:
    Interview.objects.filter(pk=interview.pk).update(status=Interview.Status.DECLINED)
    url = reverse("tracker:interview_mark", args=[interview.pk])
    answer = owner_client.post(url, {"status": "confirmed"}, headers=headers)
    assert answer.status_code == 409
    assert "Declined by me" in answer.content.decode()
    interview.refresh_from_db()
    assert interview.status == Interview.Status.DECLINED


def test_an_interview_recorded_by_mistake_can_go_and_come_back(owner_client: Client, interview: Interview) -> None:
    answer = owner_client.post(reverse("tracker:interview_delete", args=[interview.pk]))
    assert not Interview.objects.exists()
    owner_client.post(undo_of(answer))
    assert Interview.objects.get() == interview


@pytest.mark.parametrize("zone", ["", "Mars/Phobos", "../../etc/passwd", "UTC\x00"])
@pytest.mark.parametrize("name", ["tracker:interview_add", "tracker:interview_edit"])
def test_hours_in_no_zone_that_we_know_are_refused_at_the_zone(
    owner_client: Client, application: Application, interview: Interview, name: str, zone: str
) -> None:
    of = application if name == "tracker:interview_add" else interview
    answer = owner_client.post(
        reverse(name, args=[of.pk]),
        invitation(zone=zone, starts_at="2026-11-26T10:00", respond_by="2026-11-25T18:00", notes="Bring the book"),
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"zone"}
    assert 'value="2026-11-26T10:00"' in answer.content.decode()
    assert "Bring the book" in answer.content.decode()


@pytest.mark.parametrize("odd", ["<a@b@c>", "<[x@y]>", "<ä@b.example>", "<a\x7f@b>", "<a\x01@b>", f"<{'a' * 255}@b>"])
def test_a_message_id_that_is_kept_can_stand_in_a_letter(
    owner_client: Client, application: Application, odd: str
) -> None:
    answer = owner_client.post(add_url(application), invitation(invitation_message_id=odd))
    assert (answer.status_code == 302) == is_message_id(odd)
    assert application.interviews.count() == is_message_id(odd)


@time_machine.travel(NOW + dt.timedelta(seconds=40), tick=False)
def test_an_invitation_of_this_minute_came_now(owner_client: Client, application: Application) -> None:
    this_minute = {"invited_at": "2026-11-23T01:10", "respond_by": "2026-11-23T01:10", "starts_at": "2026-11-23T01:10"}
    owner_client.post(add_url(application), invitation(zone="UTC", **this_minute))
    assert application.interviews.get().invited_at == NOW + dt.timedelta(seconds=40)


def test_an_invitation_never_comes_before_its_application_within_a_minute(
    owner_client: Client, application: Application
) -> None:
    Application.objects.update(created_at=NOW + dt.timedelta(seconds=50))
    owner_client.post(add_url(application), invitation(invited_at="2026-11-23T01:10"))
    assert application.interviews.get().invited_at == NOW + dt.timedelta(seconds=50)
