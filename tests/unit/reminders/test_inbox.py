"""The list of nudges, its buttons, the badge and the test nudge."""

import datetime as dt
import smtplib
from collections.abc import Iterator

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from reminders.models import Nudge, Reminder, Snooze
from tests.unit.nudging import BERLIN, Clock, clock_at, decline_of, prefer, shown_to

pytestmark = pytest.mark.django_db

MONDAY = dt.datetime(2026, 11, 23, 9, 0, tzinfo=BERLIN)
POSTS = ["/nudges/seen/", "/nudges/snooze/", "/nudges/test/"]
GETS = ["/nudges/", "/nudges/badge/"]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def clock(owner: User) -> Iterator[Clock]:
    """Five hours after a decision: one nudge has come."""
    prefer(owner, zone="Europe/Berlin")
    with clock_at(MONDAY) as clock:
        decline_of(owner)
        clock.pass_until(MONDAY + dt.timedelta(hours=5))
        yield clock


@pytest.fixture
def nudge(owner: User, clock: Clock) -> Nudge:
    return shown_to(owner)[0]


def test_it_lists_what_came(owner_client: Client, nudge: Nudge) -> None:
    page = owner_client.get("/nudges/").content.decode()
    assert nudge.title in page
    assert "<html" in page


def test_to_htmx_it_answers_with_the_list_alone(owner_client: Client, nudge: Nudge) -> None:
    part = owner_client.get("/nudges/", headers=HTMX).content.decode()
    assert nudge.title in part
    assert "<html" not in part


def test_it_is_empty_at_first(owner_client: Client) -> None:
    assert "Nothing yet." in owner_client.get("/nudges/").content.decode()


def test_a_page_holds_thirty_and_asks_no_more_for_more(owner: User, owner_client: Client) -> None:
    def some(count: int) -> None:
        for number in range(count):
            reminder = Reminder.objects.create(
                owner=owner, kind="test", subject="x:1", sequence=f"{count}-{number}", due_at=timezone.now()
            )
            Nudge.objects.create(
                owner=owner, reminder=reminder, channel="in_app", status="sent", title="T", body="B", path="/"
            )

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert owner_client.get("/nudges/").status_code == 200
        return len(queries)

    some(2)
    few = cost()
    some(40)
    assert cost() <= few
    page = owner_client.get("/nudges/").content.decode()
    assert page.count('class="t"') == 30
    assert owner_client.get("/nudges/?page=2").content.decode().count('class="t"') == 12


@pytest.mark.parametrize("url", GETS[:1] + POSTS)
def test_guests_are_asked_to_log_in(client: Client, db: None, url: str) -> None:
    response = client.post(url) if url in POSTS else client.get(url)
    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/")


@pytest.mark.parametrize("url", POSTS)
def test_nothing_is_changed_by_following_a_link(owner_client: Client, url: str) -> None:
    assert owner_client.get(url).status_code == 405


@pytest.mark.parametrize("url", GETS)
def test_pages_are_read_only(owner_client: Client, url: str) -> None:
    assert owner_client.post(url).status_code == 405


def test_got_it(owner: User, owner_client: Client, nudge: Nudge) -> None:
    response = owner_client.post("/nudges/seen/", {"nudge": nudge.pk, "next": "/settings/"})
    assert response["Location"] == "/settings/"
    assert Nudge.objects.owned_by(owner).unseen().count() == 0


def test_got_all_of_them(owner: User, stranger: User, owner_client: Client, clock: Clock) -> None:
    decline_of(owner, "Brightwater Foods")
    decline_of(stranger)
    clock.pass_until(timezone.now() + dt.timedelta(hours=5))
    assert owner_client.post("/nudges/seen/")["Location"] == "/nudges/"
    assert Nudge.objects.owned_by(owner).unseen().count() == 0
    assert Nudge.objects.owned_by(stranger).unseen().count() == 1


def test_the_tray_of_today_is_renewed_in_its_place(owner_client: Client, nudge: Nudge) -> None:
    response = owner_client.post("/nudges/seen/", {"nudge": nudge.pk}, headers={**HTMX, "HX-Target": "unseen-nudges"})
    part = response.content.decode()
    assert "nudges-seen" in response["HX-Trigger"]
    assert 'id="unseen-nudges"' in part
    assert nudge.title not in part


def test_the_list_is_renewed_in_its_place(owner_client: Client, nudge: Nudge) -> None:
    part = owner_client.post(
        "/nudges/seen/", {"nudge": nudge.pk}, headers={**HTMX, "HX-Target": "nudges"}
    ).content.decode()
    assert 'id="nudges"' in part
    assert nudge.title in part
    assert "Got it" not in part


@pytest.mark.parametrize(
    ("length", "until"), [("2h", MONDAY + dt.timedelta(hours=7)), ("morning", MONDAY.replace(day=24, hour=7))]
)
def test_snooze(owner: User, owner_client: Client, nudge: Nudge, length: str, until: dt.datetime) -> None:
    assert owner_client.post("/nudges/snooze/", {"nudge": nudge.pk, "length": length}).status_code == 302
    assert Snooze.objects.get(owner=owner).until == until
    page = owner_client.get("/nudges/").content.decode()
    assert f"You will hear of it again at {until:%a} {until.day} Nov, {until:%H:%M} CET." in page


def test_an_odd_length_is_refused_in_words(owner_client: Client, nudge: Nudge) -> None:
    response = owner_client.post("/nudges/snooze/", {"nudge": nudge.pk, "length": "for ever"})
    assert response.status_code == 422
    assert "Choose two hours or tomorrow morning." in response.content.decode()
    assert not Snooze.objects.exists()


@pytest.mark.parametrize("name", ["seen", "snooze"])
def test_a_strangers_nudge_is_not_there(stranger_client: Client, nudge: Nudge, name: str) -> None:
    response = stranger_client.post(f"/nudges/{name}/", {"nudge": nudge.pk, "length": "2h"})
    assert response.status_code == 404
    nudge.refresh_from_db()
    assert nudge.seen_at is None
    assert not Snooze.objects.exists()


@pytest.mark.parametrize("pk", ["x", "-1", "99999"])
def test_nor_is_one_that_nobody_has(owner_client: Client, pk: str) -> None:
    assert owner_client.post("/nudges/snooze/", {"nudge": pk, "length": "2h"}).status_code == 404


class TestOpen:
    def test_leads_to_the_letter(self, owner_client: Client, nudge: Nudge) -> None:
        response = owner_client.get(f"/nudges/{nudge.pk}/open/")
        assert response["Location"] == nudge.path
        assert "#letter-" in nudge.path

    def test_asks_a_guest_to_log_in_and_comes_back(self, client: Client, nudge: Nudge) -> None:
        response = client.get(f"/nudges/{nudge.pk}/open/")
        assert response["Location"] == f"/account/login/?next=/nudges/{nudge.pk}/open/"

    def test_is_not_there_for_a_stranger(self, stranger_client: Client, nudge: Nudge) -> None:
        assert stranger_client.get(f"/nudges/{nudge.pk}/open/").status_code == 404

    def test_changes_nothing(self, owner_client: Client, nudge: Nudge) -> None:
        assert owner_client.post(f"/nudges/{nudge.pk}/open/").status_code == 405


class TestBadge:
    def test_counts_what_is_new(self, owner_client: Client, nudge: Nudge) -> None:
        response = owner_client.get("/nudges/badge/")
        assert "1<span" in response.content.decode()
        assert response["Cache-Control"] == "no-store"
        owner_client.post("/nudges/seen/")
        assert owner_client.get("/nudges/badge/").content.decode().strip() == ""

    def test_counts_no_further_than_anybody_reads(
        self, owner_client: Client, nudge: Nudge, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("reminders.views.inbox.MOST_COUNTED", 0)
        assert "0+<span" in owner_client.get("/nudges/badge/").content.decode()

    def test_a_page_left_open_after_log_out_stops_asking(self, client: Client, db: None) -> None:
        assert client.get("/nudges/badge/").status_code == 286


class TestTry:
    def test_shows_one_here_and_sends_one(self, owner: User, owner_client: Client) -> None:
        page = owner_client.post("/nudges/test/", follow=True).content.decode()
        assert "Here: shown at" in page
        assert "E-mail: accepted by the mail server at" in page
        assert mail.outbox[0].subject == "This is a test nudge"
        assert Nudge.objects.owned_by(owner).unseen().count() == 1

    def test_shows_the_mail_servers_own_answer(
        self, owner: User, owner_client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object) -> int:
            raise smtplib.SMTPRecipientsRefused({"owner@example.com": (550, b"No such user here")})

        monkeypatch.setattr(EmailBackend, "send_messages", refuse)
        page = owner_client.post("/nudges/test/", follow=True).content.decode()
        assert "550 No such user here" in page
        assert Nudge.objects.get(owner=owner, channel="email").status == "failed"

    def test_sends_none_where_mail_is_switched_off(self, owner: User, owner_client: Client) -> None:
        prefer(owner, nudge_by_email=False)
        page = owner_client.post("/nudges/test/", follow=True).content.decode()
        assert "E-mail: switched off above" in page
        assert mail.outbox == []

    def test_ten_an_hour_are_enough(self, owner_client: Client) -> None:
        with clock_at(MONDAY) as clock:
            for minute in range(10):
                clock.pass_until(MONDAY + dt.timedelta(minutes=minute))
                assert owner_client.post("/nudges/test/").status_code == 302
            clock.pass_until(MONDAY + dt.timedelta(minutes=10))
            answer = owner_client.post("/nudges/test/")
        assert answer.status_code == 429
        assert "That is ten tests in an hour." in answer.content.decode()
        assert len(mail.outbox) == 10

    def test_one_in_ten_seconds_is_enough(self, owner: User, owner_client: Client, stranger_client: Client) -> None:
        with clock_at(MONDAY) as clock:
            owner_client.post("/nudges/test/")
            clock.pass_until(MONDAY + dt.timedelta(seconds=9))
            answer = owner_client.post("/nudges/test/")
            assert answer.status_code == 429
            assert "Please wait ten seconds." in answer.content.decode()
            assert "Send me a test nudge" in answer.content.decode()
            assert stranger_client.post("/nudges/test/").status_code == 302
            clock.pass_until(MONDAY + dt.timedelta(seconds=10))
            assert owner_client.post("/nudges/test/").status_code == 302
        assert Nudge.objects.filter(owner=owner, channel="in_app").count() == 2
