"""The page of a decline: its answers, its afterwards, and “I’ll go after all”."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from correspondence import outbox
from correspondence.models import OutgoingMail
from declines import guide, letters
from declines.models import Decline
from tests import make
from tests.unit.declines.conftest import Refuses


def answers_url(decline: Decline) -> str:
    return reverse("declines:answers", args=[decline.pk])


def test_the_page_shows_both_letters_and_the_hours_left(decline: Decline, owner_client: Client) -> None:
    page = owner_client.get(decline.get_absolute_url()).content.decode()
    assert page.count("<h1") == 1
    assert "Dear Ms. Smith," in page
    assert "Dear Ms. Wulandari," in page
    assert "h left" in page


def test_a_stranger_sees_nothing(decline: Decline, stranger_client: Client, client: Client) -> None:
    url = decline.get_absolute_url()
    assert stranger_client.get(url).status_code == 404
    assert client.get(url).status_code == 302
    assert client.post(url).status_code == 302


def test_what_is_asked_of_the_database_does_not_grow(
    owner: User, decline: Decline, owner_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        other = make.application(owner, f"Position {number}", f"Company {number}")
        make.hiring_manager(other, name=f"Person Number{number}", email=f"p{number}@company{number}.example")
    owner_client.get(decline.get_absolute_url())
    with django_assert_max_num_queries(12):
        owner_client.get(decline.get_absolute_url())


def test_answers_are_kept_and_the_reason_reaches_untouched_letters(decline: Decline, owner_client: Client) -> None:
    answer = owner_client.post(
        answers_url(decline),
        {
            "put_off": ["role", "pay"],
            "put_off_by": "employer",
            "private_reasons": "Events!",
            "reason": "another_offer",
        },
    )
    assert answer.status_code == 302
    decline.refresh_from_db()
    assert decline.put_off == ["role", "pay"]
    assert decline.answer  # prepared with the reason
    assert "another opportunity" in make.letter(decline).body
    assert "Events!" not in make.letter(decline).body


def test_a_letter_in_the_persons_own_words_keeps_them(decline: Decline, owner_client: Client) -> None:
    letter = make.letter(decline)
    letters.write(letter, "My subject", "My own words.", letter.version)
    owner_client.post(answers_url(decline), {"reason": "another_offer"})
    assert make.letter(decline).body == "My own words."
    assert "another opportunity" in make.letter(decline, "recruiter").body


def test_an_answer_of_ones_own_is_not_written_over(decline: Decline, owner_client: Client) -> None:
    owner_client.post(answers_url(decline), {"reason": "role", "answer": "I would rather teach."})
    decline.refresh_from_db()
    assert decline.answer == "I would rather teach."


def test_htmx_gets_the_letters_that_changed(decline: Decline, owner_client: Client, htmx: dict[str, str]) -> None:
    answer = owner_client.post(answers_url(decline), {"reason": "role"}, headers=htmx)
    content = answer.content.decode()
    assert "<html" not in content
    assert 'id="letter-employer"' in content
    assert 'id="saved"' in content


def test_a_wrong_answer_is_said_at_its_place(decline: Decline, owner_client: Client, htmx: dict[str, str]) -> None:
    wrong = {"reason": "because", "private_reasons": "kept as typed"}
    page = owner_client.post(answers_url(decline), wrong)
    assert page.status_code == 422
    assert "kept as typed" in page.content.decode()
    part = owner_client.post(answers_url(decline), wrong, headers=htmx)
    assert part.status_code == 422
    assert "<html" not in part.content.decode()


def test_answers_after_the_end_change_nothing(decline: Decline, owner_client: Client) -> None:
    guide.reconsider(decline)
    assert owner_client.post(answers_url(decline), {"reason": "role"}).status_code == 409
    assert Decline.objects.get().reason == ""


def test_may_revisit_is_kept_with_the_employer(decline: Decline, owner_client: Client) -> None:
    owner_client.post(reverse("declines:after", args=[decline.pk]), {"may_revisit": "on"})
    decline.refresh_from_db()
    assert decline.application.employer.may_revisit
    assert not decline.closes_application


def test_going_after_all_returns_to_the_application(decline: Decline, owner_client: Client) -> None:
    answer = owner_client.post(reverse("declines:reconsider", args=[decline.pk]))
    assert answer.headers["Location"] == decline.application.get_absolute_url()
    decline.refresh_from_db()
    assert decline.status == "reconsidered"
    assert owner_client.get(decline.get_absolute_url()).status_code == 200
    assert owner_client.post(reverse("declines:reconsider", args=[decline.pk])).status_code == 409


def test_the_end_says_so(owner: User, decline: Decline, owner_client: Client) -> None:
    for audience in ("employer", "recruiter"):
        guide.record(make.letter(decline, audience), "phoned")
    page = owner_client.get(decline.get_absolute_url()).content.decode()
    assert "That was the hard part." in page
    assert "No more nudges" in page


def test_an_unknown_outcome_is_said_plainly(owner: User, decline: Decline, owner_client: Client) -> None:
    make.mailbox(owner)
    guide.record(make.letter(decline, "recruiter"), "phoned")
    letter = make.letter(decline)
    letters.send(letter, fingerprint=letters.review(letter).fingerprint, key=outbox.new_key())
    OutgoingMail.objects.update(status="unconfirmed", handed_over_at=decline.decided_at)
    page = owner_client.get(decline.get_absolute_url()).content.decode()
    assert "Outcome unknown" in page
    assert "It has not been sent again" in page


def test_others_are_kept_out(decline: Decline, refuses_others: Refuses) -> None:
    for view in ("answers", "after", "reconsider"):
        refuses_others(view, decline.pk)
    assert Decline.objects.get().is_open
