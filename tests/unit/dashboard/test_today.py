from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from correspondence.models import Beat
from declines import guide
from declines.models import Decline
from reminders.models import Nudge, Reminder
from tests import make
from tests.unit.dashboard.conftest import HTMX, Count, add, busy_search, mail_of, posted_by_the_owner_alone, text_of
from tracker import interviews, progress
from tracker.models import Application

HOUR = dt.timedelta(hours=1)


def test_a_new_account_is_welcomed(owner: User, owner_client: Client) -> None:
    make.signed(owner)
    page = text_of(owner_client.get("/"))
    assert "There is nothing here yet" in page
    assert "Dear Nadia," in page
    assert reverse("tracker:application_add") in page
    assert reverse("accounts:mailbox") in page
    assert reverse("dashboard:sample") in page


def test_guests_are_asked_to_log_in(owner: User, client: Client) -> None:
    assert client.get("/").headers["Location"] == f"{reverse('account_login')}?next=/"
    assert f'<a class="btn" href="{reverse("account_signup")}?next=' in text_of(client.get("/", follow=True))


@pytest.mark.django_db
def test_the_first_to_come_makes_an_account(client: Client) -> None:
    assert client.get("/").headers["Location"] == reverse("account_signup")
    assert client.post("/").status_code == 405


def test_only_reading_is_answered(owner_client: Client) -> None:
    assert owner_client.post("/").status_code == 405


def test_htmx_gets_the_part_alone(owner: User, owner_client: Client) -> None:
    add(owner, "Editor")
    part = owner_client.get("/", headers=HTMX)
    assert 'id="today"' in text_of(part)
    assert "<html" not in text_of(part)
    assert "HX-Request" in part.headers["Vary"]
    assert "<html" in text_of(owner_client.get("/"))


def test_letters_not_sent_come_first_with_what_is_missing(owner: User, owner_client: Client) -> None:
    decline = make.decline(owner, with_people=False)
    page = text_of(owner_client.get("/"))
    assert decline.get_absolute_url() in page
    assert "2 in one decline" in page
    assert "Two letters drafted." in page
    assert "Nobody is named yet at the employer." in page
    assert "Finish letters" in page


def test_letters_with_their_readers_only_wait_to_be_sent(owner: User, owner_client: Client) -> None:
    make.decline(owner)
    assert "Review and send" in text_of(owner_client.get("/"))


def test_half_a_decline_says_who_has_heard(owner: User, owner_client: Client) -> None:
    decline = make.decline(owner)
    guide.record(make.letter(decline), "phoned")
    assert "The employer has heard from you. The recruiter has not yet." in text_of(owner_client.get("/"))


def test_letters_on_their_way_are_nothing_to_do(owner: User, owner_client: Client) -> None:
    decline = make.decline(owner)
    mail_of(make.letter(decline, "employer"), "queued")
    mail_of(make.letter(decline, "recruiter"), "queued")
    assert "Letters to send" not in text_of(owner_client.get("/"))


def test_a_late_letter_is_said_to_be_late(owner: User, owner_client: Client) -> None:
    decline = make.decline(owner)
    Decline.objects.filter(pk=decline.pk).update(send_by=timezone.now() - 2 * HOUR)
    page = text_of(owner_client.get("/"))
    assert "2 h late" in page
    assert "Two letters are late, the oldest by <b>2 hours</b>." in page


def test_an_invitation_is_answered_in_place(owner: User, owner_client: Client) -> None:
    interview = make.interview(make.application(owner))
    page = text_of(owner_client.get("/"))
    assert "Invitations to answer" in page
    assert "One invitation waits for a word from you." in page
    assert reverse("declines:start", args=[interview.pk]) in page
    mark = reverse("tracker:interview_mark", args=[interview.pk])
    assert f'hx-post="{mark}"' in page
    owner_client.post(mark, {"status": "confirmed"})
    page = text_of(owner_client.get("/"))
    assert "Invitations to answer" not in page
    assert "Next interview" in page


def test_an_invitation_has_until_the_day_they_named(owner: User, owner_client: Client) -> None:
    respond_by = timezone.now() + 30 * HOUR
    make.interview(make.application(owner), respond_by=respond_by)
    assert "29 h left" in text_of(owner_client.get("/"))


def test_an_invitation_has_else_as_long_as_the_second_nudge_takes(owner: User, owner_client: Client) -> None:
    owner.preferences.second_answer_hours = 10
    owner.preferences.save()
    make.interview(make.application(owner), invited_at=timezone.now() - 5.5 * HOUR)
    assert "4 h left" in text_of(owner_client.get("/"))


def test_an_interview_being_declined_is_neither_to_answer_nor_next(owner: User, owner_client: Client) -> None:
    make.decline(owner)
    page = text_of(owner_client.get("/"))
    assert "Invitations to answer" not in page
    assert "Next interview" not in page
    assert "<s>XYZ Corporation</s> declining" in page
    assert "Answer XYZ Corporation" not in page


def test_a_confirmed_interview_being_declined_is_not_next(owner: User, owner_client: Client) -> None:
    interview = make.interview(make.application(owner))
    interviews.mark(interview, "confirmed")
    assert "Next interview" in text_of(owner_client.get("/"))
    guide.decline_interview(interview)
    assert "Next interview" not in text_of(owner_client.get("/"))


def test_a_letter_of_unknown_outcome_asks_to_be_settled(owner: User, owner_client: Client) -> None:
    decline = make.decline(owner)
    mail_of(make.letter(decline), "unconfirmed")
    page = text_of(owner_client.get("/"))
    assert "XYZ Corporation · letter to Eleanor Smith" in page
    assert "Settle it" in page
    assert "Nobody knows yet whether one letter arrived." in page


def test_a_letter_that_was_refused_shows_what_the_server_said(owner: User, owner_client: Client) -> None:
    decline = make.decline(owner)
    mail_of(make.letter(decline), "failed", reply="550 no such person")
    page = text_of(owner_client.get("/"))
    assert "550 no such person" in page
    assert "The one to Eleanor Smith could not be sent." in page


def test_a_refused_letter_that_was_replaced_is_forgotten(owner: User, owner_client: Client) -> None:
    decline = make.decline(owner)
    mail_of(make.letter(decline), "failed", reply="550 no such person")
    guide.record(make.letter(decline), "phoned")
    assert "550 no such person" not in text_of(owner_client.get("/"))


def test_a_paused_mailbox_is_said_to_hold_letters_up(owner: User, owner_client: Client) -> None:
    add(owner, "Editor")
    mailbox = make.mailbox(owner)
    assert "Held up" not in text_of(owner_client.get("/"))
    mailbox.paused_at = timezone.now()
    mailbox.paused_reply = "535 wrong password"
    mailbox.save()
    page = text_of(owner_client.get("/"))
    assert "Held up" in page
    assert "535 wrong password" in page


def test_the_next_interview_shows_their_clock_too(owner: User, owner_client: Client) -> None:
    interview = make.interview(make.application(owner), with_whom="Priya Raman")
    interviews.mark(interview, "confirmed")
    page = text_of(owner_client.get("/"))
    assert "Priya Raman, video" in page
    assert "WIB" in page


@pytest.mark.parametrize(("days", "is_due"), [(6.9, False), (7.1, True)])
def test_a_week_without_a_word_is_worth_a_follow_up(
    owner: User, owner_client: Client, days: float, is_due: bool
) -> None:
    add(owner, "Editor", days_ago=days)
    assert ("Follow-ups due" in text_of(owner_client.get("/"))) is is_due


def test_a_follow_up_comes_on_its_day_and_not_before(owner: User, owner_client: Client) -> None:
    today = timezone.localdate()
    add(owner, "Editor", days_ago=0.1, follow_up_on=today)
    add(owner, "Writer", days_ago=20, follow_up_on=today + dt.timedelta(days=2))
    page = text_of(owner_client.get("/"))
    assert "Editor Ltd · Editor" in page
    assert "Writer Ltd · Writer" not in page
    assert "Due now</span>" in page
    assert "0 days quiet" not in page + text_of(owner_client.get(reverse("dashboard:board")))


def test_saved_and_closed_applications_and_those_with_an_interview_are_not_followed_up(
    owner: User, owner_client: Client
) -> None:
    add(owner, "Saved one", stage=0, days_ago=20)
    progress.close(add(owner, "Closed one", days_ago=20, follow_up_on=timezone.localdate()), "rejected")
    invited = add(owner, "Invited one", days_ago=20)
    make.interview(invited, invited_at=timezone.now() - dt.timedelta(days=9))
    Application.objects.filter(pk=invited.pk).update(last_activity_at=timezone.now() - dt.timedelta(days=9))
    assert "Follow-ups due" not in text_of(owner_client.get("/"))


def test_no_more_than_five_follow_ups_at_once(owner: User, owner_client: Client) -> None:
    for number in range(7):
        add(owner, f"Role {number}", days_ago=10 + number)
    page = text_of(owner_client.get("/"))
    assert page.count("days quiet") == 5
    assert "Role 6" in page
    assert "Role 1 Ltd" not in page


def test_when_nothing_waits_it_says_so(owner: User, owner_client: Client) -> None:
    add(owner, "Editor")
    assert "Nothing waits for a word from you." in text_of(owner_client.get("/"))


def test_the_search_is_counted(owner: User, owner_client: Client) -> None:
    add(owner, "Editor")
    progress.close(add(owner, "Writer"), "rejected")
    decline = make.decline(owner)
    Decline.objects.filter(pk=decline.pk).update(decided_at=timezone.now() - 9 * HOUR)
    guide.record(make.letter(decline, "employer"), "phoned")
    guide.record(make.letter(decline, "recruiter"), "not_needed")
    held = make.interview(add(owner, "Reader"), days_ahead=-2)
    interviews.mark(held, "completed")
    page = text_of(owner_client.get("/"))
    assert "4, of which 2 open" in page
    assert "1 since" in page
    assert "9 hours from decision to letter" in page


def test_the_next_nudge_is_announced(owner: User, owner_client: Client) -> None:
    decline = make.decline(owner)
    Reminder.objects.create(
        owner=owner, kind="k", subject=f"decline:{decline.pk}", sequence="first", due_at=timezone.now() + HOUR
    )
    page = text_of(owner_client.get("/"))
    assert "Next nudge" in page
    assert ", about XYZ Corporation." in page


def test_nudges_of_others_are_not_announced(owner: User, stranger: User, owner_client: Client) -> None:
    add(owner, "Editor")
    Reminder.objects.create(
        owner=stranger, kind="k", subject="decline:1", sequence="first", due_at=timezone.now() + HOUR
    )
    assert "Next nudge" not in text_of(owner_client.get("/"))


def test_nudges_not_seen_yet_are_on_top(owner: User, owner_client: Client) -> None:
    add(owner, "Editor")
    reminder = Reminder.objects.create(
        owner=owner, kind="k", subject="decline:1", sequence="first", due_at=timezone.now(), status="sent"
    )
    Nudge.objects.create(
        owner=owner,
        reminder=reminder,
        channel="in_app",
        status="sent",
        title="Two letters wait",
        body="They wait.",
        path="/board/",
        sent_at=timezone.now(),
    )
    assert "Two letters wait" in text_of(owner_client.get("/"))


@pytest.mark.parametrize(("minutes", "is_stale"), [(1, False), (3, True)])
def test_a_worker_that_is_not_heard_of_is_told(owner: User, owner_client: Client, minutes: int, is_stale: bool) -> None:
    add(owner, "Editor")
    Beat.objects.create(name="correspondence", at=timezone.now() - dt.timedelta(minutes=minutes))
    assert ("are not leaving right now" in text_of(owner_client.get("/"))) is is_stale


def test_nothing_of_others_is_shown(owner: User, stranger_client: Client) -> None:
    busy_search(owner, 6)
    assert "There is nothing here yet" in text_of(stranger_client.get("/"))


def test_queries_do_not_grow(owner: User, count_queries: Count) -> None:
    busy_search(owner, 3)
    few = count_queries("/")
    busy_search(owner, 57)
    assert count_queries("/") == few <= 12


def test_snoozing_a_follow_up_brings_it_back_in_a_week(owner: User, owner_client: Client) -> None:
    application = add(owner, "Editor", days_ago=10)
    answer = owner_client.post(reverse("dashboard:snooze_follow_up", args=[application.pk]))
    assert answer.headers["Location"] == reverse("dashboard:today")
    application.refresh_from_db()
    assert application.follow_up_on == timezone.localdate() + dt.timedelta(days=7)
    assert "Follow-ups due" not in text_of(owner_client.get("/"))


def test_snoozing_by_htmx_only_says_so(owner: User, owner_client: Client) -> None:
    application = add(owner, "Editor", days_ago=10)
    answer = owner_client.post(reverse("dashboard:snooze_follow_up", args=[application.pk]), headers=HTMX)
    assert "application-changed" in answer.headers["HX-Trigger"]
    assert "Editor comes back on" in text_of(answer)


def test_a_closed_application_is_not_snoozed(owner: User, owner_client: Client) -> None:
    application = add(owner, "Editor", days_ago=10)
    progress.close(application, "rejected")
    assert owner_client.post(reverse("dashboard:snooze_follow_up", args=[application.pk])).status_code == 409
    assert Application.objects.get().follow_up_on is None


def test_only_the_owner_snoozes(owner: User, client: Client, owner_client: Client, stranger_client: Client) -> None:
    pk = add(owner, "Editor", days_ago=10).pk
    posted_by_the_owner_alone(client, owner_client, stranger_client, "dashboard:snooze_follow_up", pk)


def test_the_usual_time_to_say_no_is_never_no_hours(owner: User, owner_client: Client) -> None:
    decline = make.decline(owner)
    for audience in ("employer", "recruiter"):
        guide.record(make.letter(decline, audience), "phoned")
    assert "Under an hour from decision to letter" in text_of(owner_client.get("/"))
    Decline.objects.filter(pk=decline.pk).update(decided_at=timezone.now() - 3 * HOUR)
    assert "3 hours from decision to letter" in text_of(owner_client.get("/"))
