"""The sample search: what it holds, that it sends nothing, and that exactly it goes."""

from __future__ import annotations

import datetime as dt
import io
import zoneinfo
from collections import Counter
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from correspondence import outbox
from correspondence.models import Message, OutgoingMail, SendAttempt
from dashboard.models import Sample
from dashboard.sample.fill import fill
from dashboard.sample.plan import Day
from dashboard.sample.remove import ADDED, pointing_at, remove
from dashboard.sample.stories import STORIES
from declines import guide, letters
from declines.models import Decline, Letter
from reminders.models import Nudge, Reminder, Snooze
from reminders.reconcile import reconcile
from tests import make
from tracker import notes, people, progress
from tracker.models import Application, Contact, Employer, Interview, Note, Outcome, Stage, StageChange
from tracker.stages import stages_of

URL = "/settings/sample/"
JAKARTA = zoneinfo.ZoneInfo("Asia/Jakarta")


@pytest.fixture
def nadia(owner: User) -> User:
    """The owner, at home in Jakarta."""
    owner.preferences.zone = "Asia/Jakarta"
    return make.signed(owner)


def rows_of_everything() -> dict[str, list[Any]]:
    """Every row of every table of the product, whole."""
    return {
        model._meta.label: sorted(model._default_manager.values_list(), key=repr)
        for model in apps.get_models()
        if model._meta.app_label in ("accounts", "tracker", "correspondence", "declines", "reminders", "dashboard")
    }


def sample_application(user: User, employer: str) -> Application:
    return Application.objects.owned_by(user).select_related("owner", "stage").get(employer__name=employer)


# What it holds


def test_forty_applications_stand_at_every_stage_and_end_in_every_way(nadia: User) -> None:
    assert fill(nadia)
    mine = Application.objects.owned_by(nadia)
    assert mine.count() == 40
    open_ones = mine.open().values_list("stage__kind", "stage__round")
    assert set(open_ones) == {(stage.kind, stage.round) for stage in stages_of(nadia)}
    assert set(mine.closed().values_list("outcome", flat=True)) == set(Outcome.values)


def test_every_state_of_an_interview_a_decline_and_a_message_is_there(nadia: User) -> None:
    fill(nadia)
    interviews = Interview.objects.owned_by(nadia)
    assert set(interviews.values_list("status", flat=True)) == set(Interview.Status.values)
    assert set(interviews.filter(status="invited").values_list("round", flat=True)) == {0, 1, 2}
    declines = Decline.objects.owned_by(nadia)
    assert set(declines.values_list("status", flat=True)) == set(Decline.Status.values)
    assert set(Letter.objects.owned_by(nadia).values_list("accounted", flat=True)) == {
        "",
        "elsewhere",
        "phoned",
        "not_needed",
    }
    said = Message.objects.owned_by(nadia)
    assert set(said.values_list("direction", flat=True)) == set(Message.Direction.values)
    assert set(said.values_list("channel", flat=True)) == set(Message.Channel.values)


def test_people_have_every_role_form_of_address_and_source(nadia: User) -> None:
    fill(nadia)
    contacts = Contact.objects.owned_by(nadia)
    assert set(contacts.values_list("role", flat=True)) == set(Contact.Role.values)
    assert set(contacts.values_list("honorific", flat=True)) >= set(Contact.Honorific.values)
    assert set(contacts.values_list("email_source", flat=True)) == set(Contact.Source.values)


def test_both_languages_are_spoken(nadia: User) -> None:
    fill(nadia)
    assert Letter.objects.owned_by(nadia).filter(language="id", body__startswith="Yth. ").exists()
    assert Letter.objects.owned_by(nadia).filter(language="en", body__startswith="Dear ").exists()
    assert Employer.objects.owned_by(nadia).filter(name__startswith="PT ").count() >= 5
    assert Message.objects.owned_by(nadia).filter(body__contains="Terima kasih").exists()
    assert Note.objects.owned_by(nadia).filter(body__contains="Tidak ada kabar").exists()
    assert not Message.objects.owned_by(nadia).filter(body__contains="{day}").exists()


def test_the_letters_of_the_main_decline_are_ready_to_send(nadia: User) -> None:
    fill(nadia)
    decline = Decline.objects.open().get(application__employer__name="XYZ Corporation")
    assert decline.application.position == "Marketing Associate"
    assert dt.timedelta(hours=21) < decline.send_by - timezone.now() < dt.timedelta(hours=22)
    employer, recruiter = decline.letters.all()
    assert employer.body.startswith("Dear Ms. Smith,")
    assert recruiter.body.startswith("Yth. Ibu Kartika,")
    assert not letters.review(employer).blocking
    assert not letters.review(recruiter).blocking


def test_one_decline_is_late_with_one_letter_gone(nadia: User) -> None:
    fill(nadia)
    decline = Decline.objects.open().get(application__employer__name="Brightwater Foods")
    assert decline.send_by < timezone.now()
    assert [letter.accounted for letter in decline.letters.all()] == ["elsewhere", ""]


def test_something_is_due_in_hours_and_something_is_tomorrow(nadia: User) -> None:
    fill(nadia)
    now = timezone.now()
    soon = Interview.objects.unanswered().filter(respond_by__gt=now, respond_by__lt=now + dt.timedelta(hours=5))
    assert soon.exists()
    tomorrow = (now.astimezone(JAKARTA) + dt.timedelta(days=1)).date()
    confirmed = Interview.objects.filter(status="confirmed")
    assert tomorrow in {
        interview.starts_at.astimezone(JAKARTA).date() for interview in confirmed if interview.starts_at
    }


def test_nothing_is_sent_or_queued_and_no_address_can_be_reached(
    nadia: User, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=False) as rung:
        fill(nadia)
    assert not rung
    assert not mailoutbox
    assert not OutgoingMail.objects.exists()
    assert not SendAttempt.objects.exists()
    assert all(contact.email.endswith(".example") for contact in Contact.objects.all() if contact.email)


@pytest.mark.parametrize("weekday", range(7))
def test_its_dates_make_sense_whatever_day_it_is(nadia: User, weekday: int) -> None:
    now = dt.datetime(2026, 11, 23 + weekday, 1, 30, tzinfo=dt.UTC)
    fill(nadia, now)
    for interview in Interview.objects.select_related("application"):
        assert interview.invited_at <= now
        assert interview.changed_at >= interview.invited_at
        assert interview.starts_at is None or interview.invited_at < interview.starts_at
        if interview.status in ("completed", "missed"):
            assert interview.ends_at is not None
            assert interview.ends_at < now
        if interview.status in ("invited", "confirmed"):
            assert interview.starts_at is not None
            assert interview.starts_at > now
    for application in Application.objects.all():
        changes = list(StageChange.objects.filter(application=application).order_by("at", "pk"))
        assert [change.pk for change in changes] == sorted(change.pk for change in changes)
        assert changes[0].at == application.created_at <= application.last_activity_at <= now
        assert (changes[-1].what == "closed") == (not application.is_open)
    for model, moment in ((Message, "occurred_at"), (Note, "created_at"), (Decline, "decided_at")):
        assert not model._default_manager.filter(**{f"{moment}__gt": now}).exists()
    for decline in Decline.objects.select_related("interview"):
        assert decline.ended_at is None or decline.decided_at < decline.ended_at <= now
        assert decline.interview is None or decline.interview.invited_at < decline.decided_at
    for letter in Letter.objects.exclude(accounted="").select_related("decline"):
        assert letter.accounted_at is not None
        assert letter.decline.decided_at < letter.accounted_at <= now


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-2, "2026-11-20"), (-1, "2026-11-20"), (5, "2026-11-27"), (6, "2026-11-30"), (7, "2026-11-30")],
)
def test_a_day_keeps_off_the_weekend(days: int, expected: str) -> None:
    sunday = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
    assert Day(days, "09:00").on(sunday, dt.UTC).date().isoformat() == expected


def test_a_very_day_may_be_on_the_weekend() -> None:
    friday = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
    assert Day(1, "09:00", is_exact=True).on(friday, dt.UTC).date().isoformat() == "2026-11-21"


def test_filling_and_removing_take_few_queries(nadia: User) -> None:
    with CaptureQueriesContext(connection) as filling:
        fill(nadia)
    with CaptureQueriesContext(connection) as removing:
        remove(nadia)
    assert len(filling) <= 60
    assert len(removing) <= 60


# That filling twice, or for somebody else, changes nothing


def test_filling_twice_does_nothing_the_second_time(nadia: User) -> None:
    fill(nadia)
    before = rows_of_everything()
    assert not fill(nadia)
    assert rows_of_everything() == before


def test_a_stranger_has_and_loses_nothing(nadia: User, stranger: User) -> None:
    make.application(stranger)
    fill(stranger)
    before = rows_of_everything()
    fill(nadia)
    remove(nadia)
    assert rows_of_everything() == before


# That exactly it goes


def test_removing_leaves_no_trace(nadia: User) -> None:
    before = rows_of_everything()
    fill(nadia)
    now = timezone.now()
    reconcile(now)
    decline = Decline.objects.open().earliest("send_by")
    Snooze.objects.create(owner=nadia, subject=f"decline:{decline.pk}", until=now)
    Nudge.objects.create(
        owner=nadia, reminder=Reminder.objects.all()[0], channel="in_app", title="t", body="b", path="/"
    )
    assert Reminder.objects.count() > 5
    removed = remove(nadia)
    assert (removed.count, removed.kept) == (40, [])
    assert rows_of_everything() == before


def test_what_was_there_before_is_there_after_unchanged(nadia: User) -> None:
    decline = make.decline(nadia)  # at XYZ Corporation, which the sample knows too
    notes.write(decline.application, "Mine.")
    before = rows_of_everything()
    fill(nadia)
    assert Employer.objects.owned_by(nadia).named("XYZ Corporation").count() == 1
    remove(nadia)
    assert rows_of_everything() == before


def test_looking_around_keeps_nothing(nadia: User) -> None:
    make.application(nadia, employer="My Own Ltd")
    before = rows_of_everything()
    fill(nadia)
    moved = sample_application(nadia, "Wren Software")
    progress.move_stage(moved, stages_of(nadia)[2])
    progress.close(moved, Outcome.NO_RESPONSE)
    for letter in Decline.objects.get(application__employer__name="XYZ Corporation").letters.all():
        letters.redraft(letter, tone="brief")
    assert remove(nadia).kept == []
    assert rows_of_everything() == before


def test_an_application_of_ones_own_keeps_the_sample_employer_it_is_at(nadia: User) -> None:
    fill(nadia)
    mine = make.application(nadia, position="Illustrator", employer="lumen & loom")
    remove(nadia)
    assert list(Application.objects.owned_by(nadia)) == [mine]
    assert [employer.name for employer in Employer.objects.owned_by(nadia)] == ["Lumen & Loom"]
    assert Stage.objects.owned_by(nadia).count() == 7


def test_a_sample_contact_linked_to_ones_own_application_stays(nadia: User) -> None:
    fill(nadia)
    mine = make.application(nadia, employer="My Own Ltd")
    people.attach(mine, Contact.objects.get(name="Eleanor Smith"))
    remove(nadia)
    assert [contact.name for contact in Contact.objects.owned_by(nadia)] == ["Eleanor Smith"]
    assert {employer.name for employer in Employer.objects.owned_by(nadia)} == {"My Own Ltd", "XYZ Corporation"}


def add_a_note(application: Application) -> None:
    notes.write(application, "Mine.")


def add_a_message(application: Application) -> None:
    Message.objects.create(owner=application.owner, application=application, body="Mine.")


def add_an_interview(application: Application) -> None:
    make.interview(application, round_=1)


def add_a_person(application: Application) -> None:
    make.hiring_manager(application, name="Mine Own", email="mine@own.example")


def add_a_decline(application: Application) -> None:
    guide.withdraw(application)


ADDITIONS = [add_a_note, add_a_message, add_an_interview, add_a_person, add_a_decline]


@pytest.mark.parametrize("add", ADDITIONS)
def test_what_a_person_added_keeps_its_application(nadia: User, add: Any) -> None:
    fill(nadia)
    application = sample_application(nadia, "Wren Software")
    add(application)
    removed = remove(nadia)
    assert (removed.count, removed.kept) == (39, [application])
    assert list(Application.objects.owned_by(nadia)) == [application]
    assert not Sample.objects.exists()


@pytest.mark.parametrize("status", OutgoingMail.Status.values)
def test_a_letter_that_is_real_keeps_its_application(nadia: User, status: str) -> None:
    fill(nadia)
    make.mailbox(nadia)
    letter = Letter.objects.get(decline__application__employer__name="XYZ Corporation", audience="employer")
    shown = letters.review(letter).fingerprint
    mail = letters.send(letter, fingerprint=shown, key=outbox.new_key())
    in_hand = {"token": "5" * 32, "lease_until": timezone.now()} if status in ("claimed", "transmitting") else {}
    OutgoingMail.objects.filter(pk=mail.pk).update(status=status, **in_hand)
    removed = remove(nadia)
    is_real = status not in ("cancelled", "failed")
    assert [str(application) for application in removed.kept] == (
        ["Marketing Associate, XYZ Corporation"] if is_real else []
    )
    assert OutgoingMail.objects.exists() == is_real
    assert Letter.objects.count() == (2 if is_real else 0)


def test_whatever_can_hang_on_an_application_is_thought_of() -> None:
    """A model that comes later must be either something that a person adds or something that goes along."""
    goes_along: set[type[models.Model]] = {StageChange, Letter}
    assert {relation.related_model for relation in pointing_at(Application)} == {*ADDED, *goes_along, OutgoingMail}


def test_after_it_went_it_can_come_again(nadia: User) -> None:
    fill(nadia)
    notes.write(sample_application(nadia, "Wren Software"), "Mine.")
    remove(nadia)
    assert fill(nadia)
    assert Application.objects.owned_by(nadia).count() == 41
    assert remove(nadia).count == 40


def test_renamed_columns_stay(nadia: User) -> None:
    fill(nadia)
    Stage.objects.owned_by(nadia).filter(kind="offer").update(name="They want me")
    remove(nadia)
    assert Stage.objects.owned_by(nadia).count() == 7


def test_a_pipeline_of_ones_own_takes_the_sample_in(nadia: User) -> None:
    Stage.objects.create(owner=nadia, name="Sent", kind="applied", position=0)
    Stage.objects.create(owner=nadia, name="Talks", kind="interview", round=1, position=1)
    fill(nadia)
    assert Counter(Application.objects.open().values_list("stage__name", flat=True)) == {"Sent": 16, "Talks": 11}
    remove(nadia)
    assert Stage.objects.owned_by(nadia).count() == 2


# The page


def test_the_page_offers_to_fill_and_then_to_remove(owner_client: Client) -> None:
    page = owner_client.get(URL)
    assert page.status_code == 200
    assert 'value="fill"' in page.content.decode()
    assert 'value="remove"' not in page.content.decode()
    assert reverse("dashboard:sample") == URL
    answer = owner_client.post(URL, {"action": "fill"})
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/"
    page = owner_client.get(URL)
    assert page.context["counts"]["application"] == 40
    assert 'value="remove"' in page.content.decode()
    answer = owner_client.post(URL, {"action": "remove"}, follow=True)
    assert "The sample search is gone." in answer.content.decode()
    assert not Application.objects.exists()


def test_pressing_either_button_twice_does_no_harm(owner_client: Client) -> None:
    owner_client.post(URL, {"action": "fill"})
    again = owner_client.post(URL, {"action": "fill"}, follow=True)
    assert "already" in again.content.decode()
    assert Application.objects.count() == 40
    owner_client.post(URL, {"action": "remove"})
    assert owner_client.post(URL, {"action": "remove"}).status_code == 302


def test_the_page_names_what_stays(owner: User, owner_client: Client) -> None:
    fill(owner)
    for employer in ("Wren Software", "Fable Toys", "Copperline", "Sable Audio"):
        notes.write(sample_application(owner, employer), "Mine.")
    text = owner_client.post(URL, {"action": "remove"}, follow=True).content.decode()
    assert "4 applications stay" in text
    assert "…" in text


def test_an_unknown_action_is_refused(owner_client: Client) -> None:
    for action in ("", "drop tables"):
        answer = owner_client.post(URL, {"action": action})
        assert answer.status_code == 422
        assert "Choose to fill in" in answer.content.decode()
    assert not Application.objects.exists()


@pytest.mark.django_db
def test_only_for_people_who_are_logged_in(client: Client) -> None:
    assert client.get(URL).headers["Location"].startswith("/account/login/")
    assert client.post(URL, {"action": "fill"}).status_code == 302
    assert not Application.objects.exists()


def test_other_methods_are_refused(owner_client: Client) -> None:
    assert owner_client.put(URL).status_code == 405
    assert owner_client.delete(URL).status_code == 405


def test_a_strangers_sample_is_not_mine_to_remove(owner_client: Client, stranger: User) -> None:
    fill(stranger)
    owner_client.post(URL, {"action": "remove"})
    assert Application.objects.owned_by(stranger).count() == 40
    assert "counts" not in owner_client.get(URL).content.decode()
    assert owner_client.get(URL).context["sample"] is None


def test_today_the_board_and_the_list_show_it(owner_client: Client) -> None:
    owner_client.post(URL, {"action": "fill"})
    for name, words in (("today", "XYZ Corporation"), ("board", "Lumen &amp; Loom"), ("applications", "Brightwater")):
        assert words in owner_client.get(reverse(f"dashboard:{name}")).content.decode()


# The command


def said_by(*arguments: str) -> str:
    out = io.StringIO()
    call_command("demo", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_fills_and_removes(owner: User, stranger: User) -> None:
    before = rows_of_everything()
    assert "has the sample search now" in said_by("OWNER@example.com")
    assert Application.objects.owned_by(owner).count() == 40
    assert "Nothing was changed" in said_by("owner@example.com")
    notes.write(sample_application(owner, "Wren Software"), "Mine.")
    text = said_by("owner@example.com", "--remove")
    assert "Removed 39" in text
    assert "Product Marketer, Wren Software" in text
    Application.objects.all().delete()
    Employer.objects.all().delete()
    Stage.objects.all().delete()
    assert rows_of_everything() == before


def test_the_command_needs_no_address_where_there_is_one_account(owner: User) -> None:
    said_by()
    assert Application.objects.owned_by(owner).count() == 40


def test_the_command_says_whom_it_did_not_find(owner: User, stranger: User) -> None:
    with pytest.raises(CommandError, match=r"Nobody signed up as nobody@example\.com"):
        call_command("demo", "nobody@example.com")
    with pytest.raises(CommandError, match="Say whose account"):
        call_command("demo")


@pytest.mark.django_db
def test_the_command_says_that_nobody_is_there() -> None:
    with pytest.raises(CommandError, match="Nobody has signed up yet"):
        call_command("demo")


def test_every_story_has_an_employer_of_its_own() -> None:
    assert len({story.employer for story in STORIES}) == len(STORIES) == 40
