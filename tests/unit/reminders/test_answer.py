"""The address in a nudge's mail: it opens a page, and only the buttons of that page do anything."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail, signing
from django.test import Client
from django.utils import timezone

from accounts.models import User
from declines import guide
from declines.models import Decline
from reminders.models import Nudge, Reminder, Snooze
from reminders.signed import SALT, sign
from tests.unit.nudging import BERLIN, Clock, clock_at, decline_of, html_of, prefer

pytestmark = pytest.mark.django_db

MONDAY = dt.datetime(2026, 11, 23, 9, 0, tzinfo=BERLIN)


@pytest.fixture
def clock(owner: User) -> Iterator[Clock]:
    """Five hours after a decision; the mail has come."""
    prefer(owner, zone="Europe/Berlin")
    with clock_at(MONDAY) as clock:
        decline_of(owner)
        clock.pass_until(MONDAY + dt.timedelta(hours=5))
        yield clock


@pytest.fixture
def address(clock: Clock) -> str:
    found = re.search(r"http\S+/nudges/answer/\S+", str(mail.outbox[0].body))
    assert found is not None
    return urlsplit(found[0]).path


@pytest.fixture
def decline(address: str) -> Decline:
    return Decline.objects.get()


def rows() -> list[list[Any]]:
    """Everything that a mail scanner must not change."""
    tables = (Nudge, Reminder, Snooze, Decline)
    letters = Decline.objects.get().letters.values_list()
    return [list(model.objects.order_by("pk").values_list()) for model in tables] + [list(letters)]


def test_following_every_link_of_the_mail_changes_nothing(client: Client, address: str) -> None:
    before = rows()
    for part in (str(mail.outbox[0].body), html_of(mail.outbox[0])):
        for url in re.findall(r"http[^\s\"<]+", part):
            for method in (client.get, client.head, client.options):
                method(urlsplit(url).path, follow=True)
    assert rows() == before


def test_the_page_says_what_it_is_about_and_is_kept_by_nobody(client: Client, address: str) -> None:
    response = client.get(address)
    page = response.content.decode()
    assert "XYZ Corporation" in page
    assert "I’ve sent the one to Ada Smith" in page
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "same-origin"


def test_a_changed_or_foreign_signature_is_not_there(client: Client, address: str) -> None:
    for path in (address[:-2] + "/", "/nudges/answer/1/", f"/nudges/answer/{signing.dumps(1)}/"):
        assert client.get(path).status_code == 404
        assert client.post(path, {"do": "2h"}).status_code == 404
    assert not Snooze.objects.exists()


def test_after_thirty_days_it_is_over(client: Client, address: str, clock: Clock) -> None:
    clock.travel.move_to(timezone.now() + dt.timedelta(days=29))
    assert client.get(address).status_code == 200
    clock.travel.move_to(timezone.now() + dt.timedelta(days=2))
    assert client.get(address).status_code == 404


def test_nor_is_that_of_a_nudge_that_is_gone(client: Client, db: None) -> None:
    assert client.get(f"/nudges/answer/{signing.dumps(4711, salt=SALT)}/").status_code == 404


@pytest.mark.parametrize(
    ("button", "until"),
    [("2h", MONDAY + dt.timedelta(hours=7)), ("morning", MONDAY.replace(day=24, hour=7))],
)
def test_it_snoozes_without_a_log_in(
    client: Client, owner: User, address: str, clock: Clock, button: str, until: dt.datetime
) -> None:
    assert client.post(address, {"do": button})["Location"] == address
    assert Snooze.objects.get(owner=owner).until == until
    assert "You will hear of it again at" in client.get(address).content.decode()
    came = clock.pass_until(until + dt.timedelta(minutes=30))
    assert came == [until]


def test_i_have_sent_it_works_once(client: Client, address: str, decline: Decline) -> None:
    for letter in decline.letters.all():
        choice = {"do": f"sent-{letter.pk}"}
        assert client.post(address, choice).status_code == 302
        assert client.post(address, choice).status_code == 409
    decline.refresh_from_db()
    assert decline.status == "completed"
    assert {letter.accounted for letter in decline.letters.all()} == {"elsewhere"}
    assert "Nothing is left to do about this." in client.get(address).content.decode()


def test_it_cannot_speak_of_another_letter(client: Client, stranger: User, address: str) -> None:
    other = decline_of(stranger).letters.first()
    assert other is not None
    assert client.post(address, {"do": f"sent-{other.pk}"}).status_code == 409
    other.refresh_from_db()
    assert not other.is_accounted


def test_no_button_is_no_answer(client: Client, address: str) -> None:
    response = client.post(address, {})
    assert response.status_code == 422
    assert "Please choose one of the buttons." in response.content.decode()


def test_once_all_is_settled_there_is_nothing_to_snooze(client: Client, address: str, decline: Decline) -> None:
    guide.reconsider(decline)
    assert client.post(address, {"do": "2h"}).status_code == 409
    assert not Snooze.objects.exists()


def test_it_takes_no_other_method(client: Client, address: str) -> None:
    assert client.put(address).status_code == 405
    assert client.delete(address).status_code == 405


def test_it_asks_for_the_token_against_forgery(address: str) -> None:
    assert Client(enforce_csrf_checks=True).post(address, {"do": "2h"}).status_code == 403


def test_it_speaks_the_persons_language_to_whoever_opens_it(client: Client, owner: User, address: str) -> None:
    prefer(owner, language="id")
    assert client.get(address)["Content-Language"] == "id"


def test_a_test_nudge_leaves_nothing_to_do(owner: User, owner_client: Client, client: Client) -> None:
    owner_client.post("/nudges/test/")
    nudge = Nudge.objects.get(owner=owner, channel="email")
    assert "Nothing is left to do" in client.get(f"/nudges/answer/{sign(nudge)}/").content.decode()
