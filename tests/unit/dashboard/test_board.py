from __future__ import annotations

import datetime as dt

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from dashboard.board import CARDS
from tests import make
from tests.unit.dashboard.conftest import HTMX, Count, add, busy_search, for_the_owner_alone, mail_of, text_of
from tracker import interviews, progress
from tracker.stages import stages_of

BOARD = "/board/"


def test_each_stage_is_a_column_with_its_count(owner: User, owner_client: Client) -> None:
    add(owner, "Editor", stage=0)
    add(owner, "Writer", stage=1)
    page = text_of(owner_client.get(BOARD))
    for stage in stages_of(owner):
        assert f'id="col-{stage.pk}"' in page
    assert page.index("Saved<small>1</small>") < page.index("Applied<small>1</small>")
    assert "Editor Ltd" in page
    assert "2 open." in page


def test_a_card_moves_by_its_menu_without_any_script(owner: User, owner_client: Client) -> None:
    application = add(owner, "Editor")
    page = text_of(owner_client.get(BOARD))
    action = reverse("tracker:application_move", args=[application.pk])
    assert f'id="moves-{application.pk}" method="post" action="{action}"' in page
    assert f'popovertarget="moves-{application.pk}"' in page
    target = stages_of(owner)[2]
    assert f'name="stage" value="{target.pk}"' in page
    owner_client.post(action, {"stage": target.pk, "next": BOARD})
    assert "Screening<small>1</small>" in text_of(owner_client.get(BOARD))


def test_a_menu_leaves_out_the_column_a_card_is_in(owner: User, owner_client: Client) -> None:
    here = add(owner, "Editor").stage
    assert f'name="stage" value="{here.pk}"' not in text_of(owner_client.get(BOARD))


def test_what_is_due_stands_on_top_with_its_clock(owner: User, owner_client: Client) -> None:
    add(owner, "Fresh one", stage=3, days_ago=0)
    make.interview(add(owner, "Invited one", stage=3, days_ago=3), round_=1)
    make.decline(owner)
    page = text_of(owner_client.get(BOARD))
    assert page.index("Invited one") < page.index("Fresh one")
    assert "Answer for" in page
    assert "46 h left" in page
    assert "Declining: two letters to send" in page
    assert "23 h left" in page


def test_quiet_ones_say_for_how_long(owner: User, owner_client: Client) -> None:
    add(owner, "Editor", days_ago=14)
    assert "14 days quiet" in text_of(owner_client.get(BOARD))


def test_an_interview_column_offers_to_record_the_interview(owner: User, owner_client: Client) -> None:
    application = add(owner, "Editor", stage=4)
    offer = f"{reverse('tracker:interview_add', args=[application.pk])}?round=2"
    assert offer in text_of(owner_client.get(BOARD))
    interviews.mark(make.interview(application, days_ahead=-1), "completed")
    page = text_of(owner_client.get(BOARD))
    assert offer not in page
    assert "Held" in page


def test_closed_ones_are_folded_into_a_link_to_the_list(owner: User, owner_client: Client) -> None:
    progress.close(add(owner, "Writer"), "rejected")
    page = text_of(owner_client.get(BOARD))
    assert "Writer Ltd" not in page
    assert "Closed <b>1</b>" in page
    assert "Writer Ltd" in text_of(owner_client.get("/applications/?view=all&outcome=closed&sort=word"))


def test_a_long_column_shows_its_first_cards_and_then_the_rest(owner: User, owner_client: Client) -> None:
    for number in range(CARDS + 7):
        add(owner, f"Role {number:02}", days_ago=number / 10)
    page = text_of(owner_client.get(BOARD))
    assert page.count('class="kr-card ') == CARDS
    assert "7 more" in page
    stage = stages_of(owner)[1]
    last = page.split('id="card-')[-1].split('"')[0]
    more = text_of(owner_client.get(reverse("dashboard:board_column", args=[stage.pk]), {"after": last}, headers=HTMX))
    assert more.count('class="kr-card ') == 7
    assert "Role 31" in more
    assert "Role 24" not in more
    assert "more<" not in more


def test_without_htmx_the_rest_of_a_column_is_the_list_of_its_stage(owner: User, owner_client: Client) -> None:
    stage = stages_of(owner)[1]
    answer = owner_client.get(reverse("dashboard:board_column", args=[stage.pk]))
    assert answer.headers["Location"] == f"/applications/?view=open&stage={stage.pk}"


def test_a_column_after_a_card_that_is_gone_has_nothing_more(owner: User, owner_client: Client) -> None:
    url = reverse("dashboard:board_column", args=[stages_of(owner)[1].pk])
    assert "kr-card" not in text_of(owner_client.get(url, {"after": "999999"}, headers=HTMX))
    assert owner_client.get(url, {"after": "x"}, headers=HTMX).status_code == 404


def test_the_search_finds_roles_employers_and_people(owner: User, owner_client: Client) -> None:
    with_person = add(owner, "Editor")
    make.hiring_manager(with_person, name="Rina Hartono")
    add(owner, "Brand Manager", employer="Fable Toys")
    for words, found, other in [
        ("brand", "Fable Toys", "Editor Ltd"),
        ("FABLE", "Fable Toys", "Editor Ltd"),
        ("rina", "Editor Ltd", "Fable Toys"),
    ]:
        page = text_of(owner_client.get(BOARD, {"q": words}))
        assert found in page
        assert other not in page
    assert "Nothing on the board matches “zzz”." in text_of(owner_client.get(BOARD, {"q": "zzz"}))
    assert owner_client.get(BOARD, {"q": "a\0b"}).status_code == 200


def test_htmx_gets_the_columns_alone(owner: User, owner_client: Client) -> None:
    add(owner, "Editor")
    part = text_of(owner_client.get(BOARD, headers=HTMX))
    assert part.startswith('<div id="board"')
    assert "<h1" not in part


def test_going_back_in_the_browser_gets_the_whole_page(owner: User, owner_client: Client) -> None:
    headers = HTMX | {"HX-History-Restore-Request": "true"}
    assert "<h1>" in text_of(owner_client.get(BOARD, headers=headers))


def test_only_the_owner_sees_a_column(owner: User, client: Client, stranger_client: Client) -> None:
    for_the_owner_alone(client, stranger_client, "dashboard:board_column", stages_of(owner)[0].pk)


def test_nothing_of_others_is_on_the_board(owner: User, client: Client, stranger_client: Client) -> None:
    busy_search(owner, 5)
    assert "0 open." in text_of(stranger_client.get(BOARD))
    assert client.get(BOARD).headers["Location"].startswith(reverse("account_login"))
    assert stranger_client.post(BOARD).status_code == 405


def test_queries_do_not_grow(owner: User, count_queries: Count) -> None:
    busy_search(owner, 3)
    few = count_queries(BOARD)
    busy_search(owner, 57)
    assert count_queries(BOARD) == few <= 12
    assert count_queries(f"{BOARD}?q=role") <= 12


def test_a_decline_without_letters_to_send_keeps_its_clock(owner: User, owner_client: Client) -> None:
    decline = make.decline(owner)
    decline.letters.update(accounted="phoned", accounted_at=timezone.now() - dt.timedelta(hours=1))
    assert "Declining</p>" in text_of(owner_client.get(BOARD))


def test_letters_on_their_way_are_not_counted_as_to_send(owner: User, owner_client: Client) -> None:
    decline = make.decline(owner)
    mail_of(make.letter(decline), "unconfirmed")
    assert "Declining: one letter to send" in text_of(owner_client.get(BOARD))


def test_the_rest_of_a_column_leaves_out_what_is_closed(owner: User, owner_client: Client) -> None:
    first = add(owner, "First", days_ago=1)
    add(owner, "Second", days_ago=2)
    progress.close(add(owner, "Third"), "rejected", timezone.now() - dt.timedelta(days=3))
    url = reverse("dashboard:board_column", args=[first.stage_id])
    more = text_of(owner_client.get(url, {"after": first.pk}, headers=HTMX))
    assert "Second" in more
    assert "Third" not in more
