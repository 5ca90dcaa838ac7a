from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from dashboard.listing import ORDERS, PAGE
from declines import guide
from tests import make
from tests.unit.dashboard.conftest import HTMX, Count, add, busy_search, mail_of, text_of
from tracker import interviews, progress
from tracker.models import Application, Employer
from tracker.stages import stages_of

LIST = "/applications/"


def rows(page: str) -> list[str]:
    """The positions shown, in their order."""
    return re.findall(r'<a class="r" [^>]*>([^<]*)</a>', page)


def test_open_ones_are_shown_first(owner: User, owner_client: Client) -> None:
    add(owner, "Editor")
    progress.close(add(owner, "Writer"), "rejected")
    page = text_of(owner_client.get(LIST))
    assert rows(page) == ["Editor"]
    assert "1 of 1 shown" in page


def test_the_tabs_hold_what_they_say_and_count_it(owner: User, owner_client: Client) -> None:
    add(owner, "Fresh one")
    add(owner, "Quiet one", days_ago=9)
    make.interview(add(owner, "Invited one", stage=3), round_=1)
    progress.close(add(owner, "Declined one"), "declined")
    progress.close(add(owner, "Rejected one"), "rejected")
    Employer.objects.filter(name="Rejected one Ltd").update(may_revisit=True)
    for tab, held in {
        "all": {"Fresh one", "Quiet one", "Invited one", "Declined one", "Rejected one"},
        "open": {"Fresh one", "Quiet one", "Invited one"},
        "waiting": {"Quiet one", "Invited one"},
        "interviewing": {"Invited one"},
        "declined": {"Declined one"},
        "revisit": {"Rejected one"},
    }.items():
        page = text_of(owner_client.get(LIST, {"view": tab}))
        assert set(rows(page)) == held, tab
        assert re.search(rf'view={tab}" aria-current="page">[^<]*<small>{len(held)}</small>', page), tab


def test_a_letter_of_unknown_outcome_waits_even_where_all_else_is_over(owner: User, owner_client: Client) -> None:
    decline = make.decline(owner)
    mail_of(make.letter(decline), "unconfirmed")
    guide.reconsider(decline)
    interviews.mark(decline.interview or make.interview(decline.application), "missed")
    progress.close(decline.application, "rejected")
    assert rows(text_of(owner_client.get(LIST, {"view": "waiting"}))) == ["Marketing Associate"]
    assert 'Today<span class="kr-n">1<' in text_of(owner_client.get(LIST))


def test_an_unknown_tab_or_order_is_the_first_one(owner: User, owner_client: Client) -> None:
    add(owner, "Editor")
    assert rows(text_of(owner_client.get(LIST, {"view": "zzz", "sort": "zzz"}))) == ["Editor"]


def test_what_is_due_comes_first_then_interviews_then_follow_ups(owner: User, owner_client: Client) -> None:
    add(owner, "Fresh one", days_ago=0)
    add(owner, "Quiet one", days_ago=30)
    confirmed = make.interview(add(owner, "Meeting one", stage=3), round_=1, days_ahead=2)
    confirmed.status = "confirmed"
    confirmed.save()
    make.interview(add(owner, "Invited one", stage=3), round_=1)
    make.decline(owner)
    expected = ["Marketing Associate", "Invited one", "Meeting one", "Quiet one", "Fresh one"]
    assert rows(text_of(owner_client.get(LIST))) == expected


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("role", ["alpha", "Beta", "gamma"]),
        ("-role", ["gamma", "Beta", "alpha"]),
        ("word", ["gamma", "alpha", "Beta"]),
        ("-word", ["Beta", "alpha", "gamma"]),
        ("applied", ["alpha", "gamma", "Beta"]),
        ("-applied", ["gamma", "alpha", "Beta"]),
        ("stage", ["gamma", "alpha", "Beta"]),
    ],
)
def test_each_column_sorts_both_ways_with_blanks_last(
    owner: User, owner_client: Client, sort: str, expected: list[str]
) -> None:
    add(owner, "alpha", stage=1, days_ago=2, applied_on=dt.date(2026, 5, 5))
    add(owner, "Beta", stage=2, days_ago=3)
    add(owner, "gamma", stage=0, days_ago=1, applied_on=dt.date(2026, 4, 4))
    page = text_of(owner_client.get(LIST, {"sort": sort}))
    assert rows(page) == expected
    assert page.count("aria-sort=") == 1


def test_the_current_column_turns_round_when_asked_again(owner: User, owner_client: Client) -> None:
    add(owner, "Editor")
    page = text_of(owner_client.get(LIST, {"sort": "role", "q": "edit"}))
    assert 'href="?q=edit&amp;sort=-role"' in page
    assert 'href="?q=edit&amp;sort=word"' in page


@pytest.mark.parametrize("sort", [order for name in ORDERS for order in (name, f"-{name}")])
def test_pages_show_every_row_once_forwards_and_backwards(
    owner: User, owner_client: Client, monkeypatch: pytest.MonkeyPatch, sort: str
) -> None:
    monkeypatch.setattr("dashboard.views.applications.PAGE", 5)
    for number in range(17):
        application = add(
            owner,
            f"Role {number % 4}",
            employer=f"Employer {number}",
            stage=number % 3,
            days_ago=number % 9,
            applied_on=timezone.localdate() if number % 2 else None,
        )
        if number % 6 == 0:
            make.interview(application, round_=1)
    there = walk(owner_client, sort, "next")
    assert sorted(there) == sorted(Application.objects.values_list("employer__name", flat=True))
    assert walk(owner_client, sort, "prev", start=last_page(owner_client, sort)) == there


def employers(page: str) -> list[str]:
    return re.findall(r'<span class="kr-soft">(Employer \d+)</span>', page)


def link(page: str, rel: str) -> str:
    found = re.search(rf'rel="{rel}" href="([^"]*)"', page)
    return found[1].replace("&amp;", "&") if found else ""


def last_page(client: Client, sort: str) -> str:
    address = f"?sort={sort}"
    while following := link(text_of(client.get(LIST + address)), "next"):
        address = following
    return address


def walk(client: Client, sort: str, rel: str, start: str = "") -> list[str]:
    """The employers of every page, as reading in that direction meets them, put into the list's order."""
    address = start or f"?sort={sort}"
    seen: list[str] = []
    for _step in range(9):
        page = text_of(client.get(LIST + address))
        seen = seen + employers(page) if rel == "next" else employers(page) + seen
        address = link(page, rel)
        if not address:
            return seen
    raise AssertionError("the pages never end")


def test_a_page_after_a_row_that_is_gone_is_the_first_one(owner: User, owner_client: Client) -> None:
    add(owner, "Editor")
    places: list[dict[str, str]] = [{"after": "999999"}, {"before": "999999"}, {"after": "x"}, {"after": "9" * 40}]
    for place in places:
        assert rows(text_of(owner_client.get(LIST, place))) == ["Editor"]


def test_filters_narrow_together_and_show_as_chips(owner: User, owner_client: Client) -> None:
    applied = stages_of(owner)[1]
    add(owner, "Right one", source="referral", applied_on=dt.date(2026, 5, 5))
    add(owner, "Too early", source="referral", applied_on=dt.date(2026, 3, 3))
    add(owner, "Wrong stage", source="referral", applied_on=dt.date(2026, 5, 5), stage=2)
    add(owner, "Wrong source", source="job_board", applied_on=dt.date(2026, 5, 5))
    page = text_of(
        owner_client.get(LIST, {"stage": str(applied.pk), "source": "referral", "since": "2026-04-01", "q": "e"})
    )
    assert rows(page) == ["Right one"]
    assert "Stage: <b>Applied</b>" in page
    assert "Applied since: <b>1 Apr 2026</b>" in page
    assert 'href="?source=referral&amp;since=2026-04-01&amp;q=e" aria-label="Remove filter: Stage"' in page


def test_closed_ones_are_found_by_their_outcome(owner: User, owner_client: Client) -> None:
    progress.close(add(owner, "Rejected one"), "rejected")
    progress.close(add(owner, "Declined one"), "declined")
    page = text_of(owner_client.get(LIST, {"view": "all", "outcome": "rejected"}))
    assert rows(page) == ["Rejected one"]
    assert "Outcome: <b>Rejected</b>" in page


@pytest.mark.parametrize(
    ("name", "value"), [("since", "soon"), ("stage", "999999"), ("source", "dream"), ("q", "a\0b")]
)
def test_a_filter_that_makes_no_sense_is_told_at_its_field(
    owner: User, owner_client: Client, name: str, value: str
) -> None:
    add(owner, "Editor")
    answer = owner_client.get(LIST, {name: value})
    assert answer.status_code == 422
    assert "invalid-feedback" in text_of(answer)


def test_another_persons_stage_is_no_filter(owner: User, stranger: User, owner_client: Client) -> None:
    assert owner_client.get(LIST, {"stage": stages_of(stranger)[0].pk}).status_code == 422


def test_nothing_found_offers_to_take_the_filters_off(owner: User, owner_client: Client) -> None:
    add(owner, "Editor")
    assert "Nothing matches these filters." in text_of(owner_client.get(LIST, {"q": "zzz"}))


def test_the_search_and_the_page_keep_each_other(owner: User, owner_client: Client) -> None:
    for number in range(PAGE + 1):
        add(owner, f"Role {number}")
    page = text_of(owner_client.get(LIST, {"q": "role", "sort": "role"}))
    assert f"{PAGE} of {PAGE + 1} shown" in page
    assert re.search(r'rel="next" href="\?q=role&amp;sort=role&amp;after=\d+"', page)


def test_htmx_gets_the_list_alone(owner: User, owner_client: Client) -> None:
    add(owner, "Editor")
    part = text_of(owner_client.get(LIST, headers=HTMX))
    assert part.startswith('<div id="applications"')


def test_nothing_of_others_is_in_the_list(owner: User, client: Client, stranger_client: Client) -> None:
    busy_search(owner, 4)
    assert rows(text_of(stranger_client.get(LIST, {"view": "all"}))) == []
    assert rows(text_of(stranger_client.get(LIST, {"view": "all", "q": "role"}))) == []
    assert client.get(LIST).headers["Location"].startswith(reverse("account_login"))
    assert stranger_client.post(LIST).status_code == 405


def test_queries_do_not_grow(owner: User, count_queries: Count) -> None:
    busy_search(owner, 3)
    few = count_queries(LIST)
    busy_search(owner, 57)
    assert count_queries(LIST) == few <= 12
    assert count_queries(f"{LIST}?view=all&q=role&sort=role&after={Application.objects.all()[5].pk}") <= 12
