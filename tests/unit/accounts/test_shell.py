"""The frame around every page, its tags, the pages of the door and of the errors."""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone, translation

from accounts import local_time, notices
from accounts.models import User
from accounts.templatetags.kr import pie

NOW = dt.datetime(2026, 11, 23, 3, 42, tzinfo=dt.UTC)  # Monday 10:42 in Jakarta
HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _monday_in_jakarta() -> Any:
    with time_machine.travel(NOW, tick=False), timezone.override("Asia/Jakarta"), translation.override("en"):
        yield


def render(source: str, **context: Any) -> str:
    return Template(source).render(Context(context)).strip()


def symbols() -> set[str]:
    root = ET.parse(settings.BASE_DIR / "static" / "icons.svg").getroot()  # noqa: S314 (our own file)
    return {symbol.attrib["id"] for symbol in root}


# Icons


def test_an_icon_is_a_drawing_of_the_sprite() -> None:
    html = render('{% icon "plus" small=True %}')
    drawing = r'<use href="/static/icons[^"]*\.svg#plus"></use>'
    assert re.fullmatch(rf'<svg class="kr-i kr-i--sm" aria-hidden="true">{drawing}</svg>', html)


def test_every_icon_that_a_template_names_is_drawn() -> None:
    named = re.compile(r'{% icon "([a-z-]+)"|{% nav_link "[^"]+" \w+ "([a-z-]+)"')
    found = {
        first or second
        for page in Path(settings.BASE_DIR / "templates").rglob("*.html")
        for first, second in named.findall(page.read_text())
    }
    assert len(found) > 10
    assert found <= symbols()


# Hours left


@pytest.mark.parametrize(
    ("left", "words", "state"),
    [
        (97 * HOUR, "4 days left", ""),
        (48 * HOUR, "2 days left", ""),
        (42.5 * HOUR, "42 h left", ""),
        (24 * HOUR, "24 h left", ""),
        (21.5 * HOUR, "21 h left", "due"),
        (0.4 * HOUR, "24 min left", "due"),
        (-0.4 * HOUR, "24 min late", "late"),
        (-2 * HOUR, "2 h late", "late"),
        (-49 * HOUR, "2 days late", "late"),
        (99.5 * 24 * HOUR, "99 days left", ""),
        (100 * 24 * HOUR, "3 months left", ""),
        (3000 * 24 * HOUR, "8 years left", ""),
        (-99.5 * 24 * HOUR, "99 days late", "late"),
        (-100 * 24 * HOUR, "3 months late", "late"),
        (-20778 * 24 * HOUR, "56 years late", "late"),
    ],
)
def test_the_clock_says_how_long(left: dt.timedelta, words: str, state: str) -> None:
    html = render("{% clock due %}", due=NOW + left)
    assert f"</svg>{words}</span>" in html
    assert (f'class="kr-clock kr-clock--{state}"' if state else 'class="kr-clock"') in html
    assert ("kr-pie" in html) == (state != "late")


def test_the_clock_titles_the_exact_time_and_takes_other_words() -> None:
    html = render('{% clock due label="Send by" late_words="promised this morning" %}', due=NOW - 2 * HOUR)
    assert 'title="Send by Mon 23 Nov, 08:42 WIB"' in html
    assert "promised this morning</span>" in html


def test_no_clock_without_a_deadline() -> None:
    assert render("{% clock None %}") == ""


@pytest.mark.parametrize(
    ("share", "path"),
    [
        (0.25, "M10 10V3A7 7 0 0 1 17.0 10.0z"),
        (0.75, "M10 10V3A7 7 0 1 1 3.0 10.0z"),
        (1.0, pie(0.99)),
        (3.0, pie(0.99)),
        (0.0, pie(0.02)),
    ],
)
def test_the_pie_is_the_share_left(share: float, path: str) -> None:
    assert pie(share) == path


def test_the_pie_counts_from_the_start() -> None:
    html = render("{% clock due start %}", due=NOW + HOUR, start=NOW - 3 * HOUR)
    assert pie(0.25) in html


# Times


def test_a_time_is_exact_and_in_the_persons_zone() -> None:
    html = render("{% when moment %}", moment=dt.datetime(2026, 11, 26, 3, 0, tzinfo=dt.UTC))
    assert html == '<time datetime="2026-11-26T10:00:00+07:00">Thu 26 Nov, 10:00 WIB</time>'


def test_a_time_of_another_year_has_its_year() -> None:
    assert local_time.exact(dt.datetime(2025, 3, 4, 3, 0, tzinfo=dt.UTC)) == "Tue 4 Mar 2025, 10:00 WIB"


@pytest.mark.parametrize(
    ("zone", "other"),
    [
        ("Asia/Singapore", ' <span class="kr-quiet">(11:00 +08)</span>'),
        ("America/New_York", ' <span class="kr-quiet">(Wed 25 Nov, 22:00 EST)</span>'),
        ("Asia/Bangkok", ""),  # another name for the same hour
        ("", ""),
    ],
)
def test_the_other_zone_is_told_where_it_differs(zone: str, other: str) -> None:
    moment = dt.datetime(2026, 11, 26, 3, 0, tzinfo=dt.UTC)
    assert render("{% when moment zone=zone %}", moment=moment, zone=zone).partition("</time>")[2] == other.rstrip()


def test_a_span_has_both_ends() -> None:
    start = dt.datetime(2026, 11, 26, 3, 0, tzinfo=dt.UTC)
    html = render("{% span start 60 zone %}", start=start, zone="Asia/Singapore")
    assert ">Thursday 26 November, 10:00 to 11:00 WIB</time>" in html
    assert "(11:00 +08)" in html
    assert ">Thursday 26 November, 10:00 WIB</time>" in render("{% span start %}", start=start)


@pytest.mark.parametrize(
    ("moment", "words"),
    [(NOW - 2 * HOUR, "2 hours ago"), (NOW + 73 * HOUR, "in 3 days"), (NOW - HOUR / 120, "just now")],
)
def test_relative_times_have_the_exact_one_as_title(moment: dt.datetime, words: str) -> None:
    html = render("{% ago moment %}", moment=moment).replace("\xa0", " ")
    assert f'title="{local_time.exact(moment)}">{words}</time>' in html


def test_nothing_is_said_of_a_time_that_is_not() -> None:
    assert render("{% when None %}{% span None %}{% ago None %}") == ""


def test_today_is_the_day_where_the_person_is() -> None:
    with timezone.override("Pacific/Honolulu"):
        assert render("{% today %}") == "Sunday 22 November"


# Stamps


@pytest.mark.parametrize(
    ("kind", "number", "sign"),
    [
        ("saved", None, "#bookmark"),
        ("applied", None, "#send"),
        ("screening", None, "#phone"),
        ("interview", 1, ">1<"),
        ("interview", 2, ">2<"),
        ("interview", 0, ">F<"),
        ("offer", None, "#star"),
    ],
)
def test_each_stage_has_a_sign_of_its_own(kind: str, number: int | None, sign: str) -> None:
    html = render("{% stage_stamp stage %}", stage=SimpleNamespace(kind=kind, round=number))
    assert f'class="kr-stamp kr-{kind}" aria-hidden="true"' in html
    assert sign in html


def test_a_stamp_by_its_name() -> None:
    assert "#close" in render('{% stage_stamp "closed" %}')


# What was done, and Undo


def test_undo_stands_beside_what_it_undoes() -> None:
    told = Message(constants.SUCCESS, "Moved to Offer.", extra_tags="undo:/board/undo/7/")
    request = RequestFactory().get("/board/?stage=2")
    html = render_to_string("includes/toasts.html", {"messages": [told], "request": request})
    assert "Moved to Offer." in html
    assert '<form action="/board/undo/7/" method="post">' in html
    assert 'name="next" value="/board/?stage=2"' in html


def test_what_cannot_be_undone_has_no_undo() -> None:
    told = Message(constants.SUCCESS, "Kept.")
    assert notices.undo_url(told) == ""
    assert "<form" not in render_to_string("includes/toasts.html", {"messages": [told]})


# The frame


def test_the_links_of_the_frame_lead_somewhere() -> None:
    views = re.compile(r'(?:{% nav_link|{% url) ["\']([a-z_:]+)["\']')
    names = {
        name
        for part in Path(settings.BASE_DIR / "templates" / "includes").glob("*.html")
        for name in views.findall(part.read_text())
    }
    assert {"dashboard:today", "correspondence:history", "account_logout", "accounts:language"} <= names
    assert all(reverse(name) for name in names)


def test_the_frame_marks_where_one_is(owner_client: Client) -> None:
    html = owner_client.get(reverse("account_change_password")).content.decode()
    current = re.findall(r'<a href="[^"]+" aria-current="page"><svg[^>]*><use href="[^"]+#([a-z]+)">', html)
    assert current == ["sliders", "sliders"]  # the rail and, on phones, the bar


def test_the_rail_is_signed(owner: User, owner_client: Client) -> None:
    owner.preferences.name = "Nadia <Prameswari>"
    owner.preferences.save()
    html = owner_client.get(reverse("account_change_password")).content.decode()
    assert "Nadia &lt;Prameswari&gt;" in html
    assert "<Prameswari>" not in html


@pytest.mark.django_db
def test_a_guest_sees_no_rail(client: Client) -> None:
    html = client.get(reverse("account_login")).content.decode()
    assert "kr-rail" not in html
    assert "kr-top--guest" in html


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["account_login", "account_signup"])
def test_the_door_says_what_is_behind_it(client: Client, name: str) -> None:
    html = client.get(reverse(name)).content.decode()
    assert "keeps your job applications" in html
    assert "thank you, but no" in html


@pytest.mark.django_db
def test_no_page_has_inline_script_or_style(client: Client) -> None:
    html = client.get(reverse("account_login")).content.decode()
    assert not re.search(r"<style|style=|<script(?! src)|\son[a-z]+=", html)
    assert html.count("<h1") == 1


@pytest.mark.django_db
def test_a_wrong_field_says_so_beneath_itself(client: Client) -> None:
    html = client.post(
        reverse("account_signup"), {"email": "no address", "password1": "long enough, 12"}
    ).content.decode()
    assert 'value="no address"' in html
    assert re.search(r'<input type="email"[^>]*aria-invalid="true"', html)
    assert '<div id="id_email_error" class="invalid-feedback"><svg' in html


# Errors


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "500"])
def test_error_pages_need_neither_a_request_nor_a_database(code: str) -> None:
    html = render_to_string(f"{code}.html")
    assert html.count("<h1>") == 1
    assert code[:3] in html


def test_a_missing_page_keeps_the_frame(owner_client: Client) -> None:
    response = owner_client.get("/no-such-page/")
    assert response.status_code == 404
    assert "kr-rail" in response.content.decode()
    assert "There is nothing at this address" in response.content.decode()


@pytest.mark.django_db
def test_a_guest_finds_nothing_either(client: Client) -> None:
    assert client.get("/no-such-page/").status_code == 404


# Mails about the account


@pytest.mark.django_db
def test_a_forgotten_password_is_answered_in_our_voice(client: Client, owner: User, mailoutbox: list[Any]) -> None:
    client.post(reverse("account_reset_password"), {"email": owner.email})
    (mail,) = mailoutbox
    assert mail.subject == "A new password for Kind Regards"
    assert mail.to == [owner.email]
    link = re.search(re.escape(settings.SITE_URL) + r"(/\S+)", mail.body)
    assert link is not None
    assert client.get(link[1], follow=True).status_code == 200
    assert mail.body.rstrip().endswith("Kind regards,\nKind Regards")


@pytest.mark.django_db
def test_an_unknown_address_is_told_by_mail_and_not_on_the_page(client: Client, mailoutbox: list[Any]) -> None:
    page = client.post(reverse("account_reset_password"), {"email": "who@example.com"}, follow=True)
    assert "If there is an account with that address" in page.content.decode()
    assert [mail.to for mail in mailoutbox] == [["who@example.com"]]
    assert "There is no account with this address" in mailoutbox[0].body
