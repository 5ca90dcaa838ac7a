from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from accounts import day_picture
from accounts.models import Preferences, User

URL = "/settings/nudges/"
DAY_URL = "/settings/nudges/day/"
HTMX = {"HX-Request": "true"}
NOW = dt.datetime(2026, 11, 23, 3, 42, tzinfo=dt.UTC)  # Monday 10:42 in Jakarta
VALID = {
    "first_nudge_hours": "2",
    "second_nudge_hours": "8",
    "third_nudge_hours": "36",
    "first_answer_hours": "12",
    "second_answer_hours": "24",
    "quiet_from": "21:30",
    "quiet_until": "06:15",
    "nudge_by_email": "on",
}


@pytest.fixture(autouse=True)
def _monday_in_jakarta(owner: User) -> Iterator[None]:
    Preferences.objects.filter(user=owner).update(zone="Asia/Jakarta")
    with time_machine.travel(NOW, tick=False):
        yield


def saved(user: User) -> Preferences:
    return Preferences.objects.get(user=user)


def test_the_page_shows_the_hours_and_the_time_there(owner_client: Client) -> None:
    html = owner_client.get(URL).content.decode()
    assert "In your time zone, Asia/Jakarta. It is 10:42 there." in html
    assert '<option value="4" selected>4 hours after</option>' in html
    assert 'value="22:00"' in html
    assert "Send me a test nudge" in html
    assert html.count("<h1") == 1


def test_htmx_gets_the_part_and_not_the_page(owner_client: Client) -> None:
    html = owner_client.get(URL, headers=HTMX).content.decode()
    assert html.startswith('<div class="kr-nudges" id="nudges">')
    assert "<html" not in html


def test_saving_keeps_all_of_it(owner: User, owner_client: Client) -> None:
    response = owner_client.post(URL, VALID, follow=True)
    assert response.redirect_chain == [(URL, 302)]
    kept = saved(owner)
    assert (kept.first_nudge_hours, kept.second_nudge_hours, kept.third_nudge_hours) == (2, 8, 36)
    assert (kept.first_answer_hours, kept.second_answer_hours) == (12, 24)
    assert (kept.quiet_from, kept.quiet_until) == (dt.time(21, 30), dt.time(6, 15))
    assert kept.nudge_by_email


def test_saving_by_htmx_answers_with_the_part_and_says_so(owner: User, owner_client: Client) -> None:
    response = owner_client.post(URL, VALID, headers=HTMX)
    assert response.status_code == 200
    assert b"Saved." in response.content
    assert b'hx-swap-oob="beforeend:#kr-toasts"' in response.content
    assert saved(owner).first_nudge_hours == 2


def test_an_unticked_box_means_no_mail(owner: User, owner_client: Client) -> None:
    owner_client.post(URL, {name: value for name, value in VALID.items() if name != "nudge_by_email"})
    assert not saved(owner).nudge_by_email


def test_hours_may_be_typed_with_a_dot(owner: User, owner_client: Client) -> None:
    owner_client.post(URL, VALID | {"quiet_from": "20.15"})
    assert saved(owner).quiet_from == dt.time(20, 15)


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"quiet_from": "06:15"}, "quiet_until", "Same as the start. It was 07:00 before."),
        ({"quiet_until": "late"}, "quiet_until", "Enter an hour such as 07:00."),
        ({"quiet_from": ""}, "quiet_from", "required"),
        ({"first_nudge_hours": "8"}, "second_nudge_hours", "after the one before it"),
        ({"third_nudge_hours": "6"}, "third_nudge_hours", "after the one before it"),
        ({"first_answer_hours": "48"}, "second_answer_hours", "after the one before it"),
        ({"first_nudge_hours": "0"}, "first_nudge_hours", "valid choice"),
        ({"first_nudge_hours": "1000"}, "first_nudge_hours", "valid choice"),
    ],
)
def test_what_makes_no_sense_comes_back_at_its_field(
    owner: User,
    owner_client: Client,
    headers: dict[str, str],
    changes: dict[str, str],
    field: str,
    words: str,
) -> None:
    response = owner_client.post(URL, VALID | changes, headers=headers)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert words in response.content.decode()
    assert f'id="id_{field}_error"' in response.content.decode()
    assert saved(owner).first_nudge_hours == 4


def test_nobody_changes_another_s_nights(owner: User, stranger_client: Client) -> None:
    stranger_client.post(URL, VALID)
    assert saved(owner).first_nudge_hours == 4


# The picture of the day


def test_the_picture_of_a_decision_made_now(owner: User) -> None:
    picture = day_picture.draw(saved(owner), NOW)
    assert picture.decided == "Mon 10:42"
    assert [(tick.label, tick.time) for tick in picture.ticks] == [
        ("4 h", "14:42"),
        ("12 h, held back", "Tue 07:00"),
        ("24 h", "10:42"),
    ]
    assert [night.words for night in picture.nights] == ["quiet, 22:00 to 07:00"]
    assert picture.ticks[1].x == picture.nights[0].x + picture.nights[0].width
    assert "nudges on Mon 14:42; Tue 07:00, because 22:42 falls in quiet hours; Tue 10:42" in picture.sentence


def test_nudges_that_are_held_back_to_one_morning_are_one_tick(owner: User) -> None:
    mine = saved(owner)
    mine.first_nudge_hours, mine.second_nudge_hours, mine.third_nudge_hours = 12, 18, 24
    picture = day_picture.draw(mine, NOW)
    assert [tick.label for tick in picture.ticks] == ["12 h, 18 h, held back", "24 h"]


def words_of(picture: day_picture.DayPicture) -> list[tuple[int, int, int]]:
    """Where each tick's words stand: row, from, to."""
    found = []
    for tick in picture.ticks:
        length = day_picture.LETTER * max(len(tick.label), len(tick.time))
        begins = tick.x - {"start": 0, "middle": length // 2, "end": length}[tick.anchor]
        found.append((tick.row, begins, begins + length))
    return found


@pytest.mark.parametrize("hours", [(1, 2, 3), (1, 2, 24), (22, 23, 24), (4, 12, 168), (120, 144, 168)])
@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_no_words_of_the_picture_cover_others(owner: User, hours: tuple[int, int, int], hour: int) -> None:
    mine = saved(owner)
    mine.first_nudge_hours, mine.second_nudge_hours, mine.third_nudge_hours = hours
    picture = day_picture.draw(mine, NOW + dt.timedelta(hours=hour))
    words = sorted(words_of(picture))
    assert all(begins >= 0 and ends <= day_picture.WIDTH for _row, begins, ends in words)
    for (row, _begins, ends), (next_row, begins, _ends) in itertools.pairwise(words):
        assert row != next_row or ends < begins
    assert all(
        tick.x <= night.x or tick.x >= night.x + night.width for tick in picture.ticks for night in picture.nights
    )


def test_the_picture_can_be_tried_before_it_is_saved(owner: User, owner_client: Client) -> None:
    html = owner_client.get(DAY_URL, VALID).content.decode()
    assert ">2 h<" in html
    assert saved(owner).first_nudge_hours == 4
    assert re.fullmatch(r'<div class="kr-mt" id="day">.*</div>', html.strip(), re.DOTALL)


def test_numbers_of_the_drawing_are_numbers_in_every_language(owner: User, owner_client: Client) -> None:
    Preferences.objects.filter(user=owner).update(language="id", third_nudge_hours=168)
    html = owner_client.get(DAY_URL, VALID | {"third_nudge_hours": "168"}).content.decode()
    assert re.findall(r' (?:x|y|cx|cy|width)="([^"]*)"', html)
    assert all(number.isdigit() for number in re.findall(r' (?:x|y|cx|cy|width)="([^"]*)"', html))


def test_half_typed_settings_change_nothing_in_the_picture(owner_client: Client) -> None:
    response = owner_client.get(DAY_URL, VALID | {"quiet_from": ""})
    assert (response.status_code, response.content) == (204, b"")
