"""Writing a letter: saved as typed, drafted anew, never lost to another window."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from correspondence import outbox
from declines import guide, letters
from declines.models import Decline, Letter
from tests import make
from tests.unit.declines.conftest import Refuses


@pytest.fixture
def letter(decline: Decline) -> Letter:
    return make.letter(decline)


def url(view: str, letter: Letter) -> str:
    return reverse(f"declines:{view}", args=[letter.pk])


def typed(letter: Letter, body: str = "Dear Ms. Smith,\r\n\r\nThank you.", **fields: object) -> dict[str, object]:
    return {"subject": letter.subject, "body": body, "version": letter.version, **fields}


def test_a_letter_is_saved_as_typed(letter: Letter, owner_client: Client) -> None:
    answer = owner_client.post(url("write", letter), typed(letter))
    assert answer.headers["Location"].endswith("#letter-employer")
    letter.refresh_from_db()
    assert letter.body == "Dear Ms. Smith,\n\nThank you."
    assert letter.is_edited


def test_htmx_gets_checks_words_and_version(letter: Letter, owner_client: Client, htmx: dict[str, str]) -> None:
    answer = owner_client.post(url("write", letter), typed(letter, body=letter.body + "\nGreet [name]."), headers=htmx)
    content = answer.content.decode()
    assert "<html" not in content
    assert "<mark>[name]</mark>" in content
    assert 'name="version" id="version-employer" value="2"' in content
    assert "Stops sending" in content


@pytest.mark.parametrize("partial", [False, True])
def test_a_stale_window_gets_both_texts(
    letter: Letter, owner_client: Client, htmx: dict[str, str], partial: bool
) -> None:
    letters.write(make.letter(letter.decline), "Newer", "Newer text.", letter.version)
    answer = owner_client.post(url("write", letter), typed(letter, body="Older text."), headers=htmx if partial else {})
    assert answer.status_code == 409
    content = answer.content.decode()
    assert "Newer text." in content
    assert "Older text." in content
    letter.refresh_from_db()
    assert letter.body == "Newer text."


@pytest.mark.parametrize("wrong", [{"subject": ""}, {"body": ""}, {"version": "x"}, {"subject": "x" * 256}])
def test_bad_input_is_refused_in_words(letter: Letter, owner_client: Client, wrong: dict[str, str]) -> None:
    answer = owner_client.post(url("write", letter), typed(letter, **wrong))
    assert answer.status_code == 422
    assert "The letter was not saved." in answer.content.decode()


def test_another_language_is_written_anew_and_ones_own_words_come_back(
    letter: Letter, owner_client: Client, htmx: dict[str, str]
) -> None:
    letters.write(letter, "Mine", "My own words.", letter.version)

    owner_client.post(url("redraft", letter), {"language": "id"})
    letter.refresh_from_db()
    assert letter.body.startswith("Yth. Ibu ")
    assert not letter.is_edited

    answer = owner_client.post(url("bring_back", letter), headers=htmx)
    assert "My own words." in answer.content.decode()
    letter.refresh_from_db()
    assert (letter.subject, letter.body, letter.is_edited) == ("Mine", "My own words.", True)


def test_another_tone_is_another_letter(letter: Letter, owner_client: Client, htmx: dict[str, str]) -> None:
    before = letter.body
    answer = owner_client.post(url("redraft", letter), {"tone": "brief"}, headers=htmx)
    assert 'id="letter-employer"' in answer.content.decode()
    letter.refresh_from_db()
    assert letter.tone == "brief"
    assert letter.body != before


def test_an_unknown_tone_is_refused(letter: Letter, owner_client: Client) -> None:
    assert owner_client.post(url("redraft", letter), {"tone": "rude"}).status_code == 422


def test_nothing_changes_under_a_sending(owner: User, letter: Letter, owner_client: Client) -> None:
    make.mailbox(owner)
    letters.send(letter, fingerprint=letters.review(letter).fingerprint, key=outbox.new_key())
    for view, data in [("write", typed(letter)), ("redraft", {"tone": "brief"})]:
        assert owner_client.post(url(view, letter), data).status_code == 409
    assert make.letter(letter.decline).body == letter.body


def test_others_are_kept_out(letter: Letter, refuses_others: Refuses) -> None:
    for view in ("write", "redraft", "bring_back"):
        refuses_others(view, letter.pk, subject="x", body="x", version="1")


def test_words_written_since_a_redraft_can_be_brought_back_in_turn(letter: Letter, owner_client: Client) -> None:
    letters.write(letter, "First", "My first words.", letter.version)
    letters.redraft(letter)
    letters.write(letter, "Second", "My second words.", letter.version)
    owner_client.post(url("bring_back", letter))
    assert make.letter(letter.decline).body == "My first words."
    owner_client.post(url("bring_back", letter))
    assert make.letter(letter.decline).body == "My second words."


def test_a_window_that_missed_the_end_is_shown_the_end(
    letter: Letter, owner_client: Client, htmx: dict[str, str]
) -> None:
    guide.reconsider(make.letter(letter.decline).decline)
    answer = owner_client.post(url("write", letter), typed(letter, body="Still typing."), headers=htmx)
    content = answer.content.decode()
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (409, "#main")
    assert "You went after all." in content
    assert "Still typing." in content
