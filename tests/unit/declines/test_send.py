"""The final review, Send, Undo, and the other ways in which a reader may hear of it."""

from __future__ import annotations

import email
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from correspondence.models import OutgoingMail
from declines import guide, letters
from declines.models import Decline, Letter
from tests import make
from tests.unit.declines.conftest import Refuses

KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def letter(owner: User, decline: Decline) -> Letter:
    make.mailbox(owner)
    return make.letter(decline)


def url(view: str, letter: Letter) -> str:
    return reverse(f"declines:{view}", args=[letter.pk])


def as_shown(client: Client, letter: Letter) -> dict[str, str]:
    """What the form of the review posts."""
    page = client.get(url("send", letter)).content.decode()
    return dict(re.findall(r'name="(fingerprint|key)" value="([^"]+)"', page))


def test_the_review_shows_exactly_what_will_leave(letter: Letter, owner_client: Client) -> None:
    page = owner_client.get(url("send", letter)).content.decode()
    for part in (
        letter.subject,
        "e.smith@xyz-corporation.example",
        "nadia@prameswari.example",
        "XYZ Corporation",
    ):
        assert part in page


def test_send_freezes_what_was_shown(letter: Letter, owner_client: Client) -> None:
    answer = owner_client.post(url("send", letter), as_shown(owner_client, letter))
    assert answer.status_code == 302
    mail = OutgoingMail.objects.get()
    wire = email.message_from_bytes(bytes(mail.mime))
    assert wire["To"] == '"Eleanor Smith" <e.smith@xyz-corporation.example>'
    assert wire["From"] == '"Nadia Prameswari" <nadia@prameswari.example>'
    text = wire.get_payload(decode=True)
    assert isinstance(text, bytes)
    assert text.decode().replace("\r\n", "\n").strip() == letter.body.strip()
    assert make.letter(letter.decline).mail == mail


def test_a_second_press_sends_nothing_more(letter: Letter, owner_client: Client) -> None:
    shown = as_shown(owner_client, letter)
    first = owner_client.post(url("send", letter), shown)
    second = owner_client.post(url("send", letter), shown)
    assert first.headers["Location"] == second.headers["Location"]
    assert OutgoingMail.objects.count() == 1


def test_another_window_cannot_send_it_too(letter: Letter, owner_client: Client) -> None:
    one, other = as_shown(owner_client, letter), as_shown(owner_client, letter)
    owner_client.post(url("send", letter), one)
    assert owner_client.post(url("send", letter), other).status_code == 409
    assert OutgoingMail.objects.count() == 1


def test_a_letter_changed_since_is_shown_again_instead_of_sent(letter: Letter, owner_client: Client) -> None:
    shown = as_shown(owner_client, letter)
    letters.write(letter, letter.subject, letter.body + "\nPS", letter.version)
    answer = owner_client.post(url("send", letter), shown)
    assert answer.status_code == 409
    assert "Nothing was sent" in answer.content.decode()
    assert not OutgoingMail.objects.exists()


def test_an_address_changed_since_stops_it_too(letter: Letter, owner_client: Client) -> None:
    shown = as_shown(owner_client, letter)
    assert letter.recipient is not None
    letter.recipient.contact.email = "someone@else.example"
    letter.recipient.contact.save()
    assert owner_client.post(url("send", letter), shown).status_code == 409


def test_another_employers_name_blocks(owner: User, letter: Letter, owner_client: Client) -> None:
    make.application(owner, "Content Strategist", "Lumen & Loom")
    letters.write(letter, letter.subject, f"{letter.body}\nI go to Lumen & Loom.", letter.version)
    shown = {"fingerprint": letters.review(make.letter(letter.decline)).fingerprint, "key": KEY}
    answer = owner_client.post(url("send", letter), shown)
    assert answer.status_code == 422
    assert "Lumen &amp; Loom" in answer.content.decode()
    assert not OutgoingMail.objects.exists()


def test_without_a_mailbox_the_review_says_where_to_go(decline: Decline, owner_client: Client) -> None:
    letter = make.letter(decline)
    answer = owner_client.get(url("send", letter))
    assert reverse("accounts:mailbox") in answer.content.decode()
    shown = {"fingerprint": letters.review(letter).fingerprint, "key": KEY}
    assert owner_client.post(url("send", letter), shown).status_code == 422


@pytest.mark.parametrize("data", [{}, {"key": "short", "fingerprint": "x"}])
def test_a_form_that_is_not_ours_is_refused(letter: Letter, owner_client: Client, data: dict[str, str]) -> None:
    assert owner_client.post(url("send", letter), data).status_code == 422
    assert not OutgoingMail.objects.exists()


def test_the_answer_to_an_invitation_stays_in_its_thread(owner: User, owner_client: Client) -> None:
    decline = make.decline(owner, invitation_message_id="<abc@xyz.example>", invitation_subject="Second interview")
    make.mailbox(owner)
    letter = make.letter(decline)
    assert letter.subject == "Re: Second interview"
    owner_client.post(url("send", letter), as_shown(owner_client, letter))
    wire = email.message_from_bytes(bytes(OutgoingMail.objects.get().mime))
    assert wire["In-Reply-To"] == "<abc@xyz.example>"
    assert "<abc@xyz.example>" in wire["References"]
    assert not make.letter(decline, "recruiter").subject.startswith("Re:")


def test_undo_gives_the_letter_back(letter: Letter, owner_client: Client) -> None:
    owner_client.post(url("send", letter), as_shown(owner_client, letter))
    answer = owner_client.post(url("undo", letter), follow=True)
    assert "Nothing left." in answer.content.decode()
    assert OutgoingMail.objects.get().status == "cancelled"
    assert make.letter(letter.decline).can_be_edited


def test_undo_is_refused_once_it_was_handed_over(letter: Letter, owner_client: Client) -> None:
    owner_client.post(url("send", letter), as_shown(owner_client, letter))
    OutgoingMail.objects.update(status="unconfirmed", handed_over_at=timezone.now())
    answer = owner_client.post(url("undo", letter))
    assert answer.status_code == 409
    assert "too late to undo" in answer.content.decode()


def test_a_letter_on_its_way_is_asked_after(letter: Letter, owner_client: Client) -> None:
    owner_client.post(url("send", letter), as_shown(owner_client, letter))
    assert "every 2s" in owner_client.get(url("state", letter)).content.decode()
    OutgoingMail.objects.update(status="sent")
    assert "every 2s" in owner_client.get(url("state", letter)).content.decode()
    guide.complete_what_is_accounted()
    answer = owner_client.get(url("state", letter))
    assert (answer.status_code, answer.headers["HX-Refresh"]) == (204, "true")


def test_a_letter_just_sent_is_not_offered_again_before_it_is_accounted_for(
    letter: Letter, owner_client: Client
) -> None:
    owner_client.post(url("send", letter), as_shown(owner_client, letter))
    OutgoingMail.objects.update(status="sent", handed_over_at=timezone.now())
    letter = make.letter(letter.decline)
    assert not letter.can_be_edited
    shown = {"fingerprint": letters.review(letter).fingerprint, "key": KEY}
    assert owner_client.post(url("send", letter), shown).status_code == 409
    assert owner_client.post(url("record", letter), {"how": "phoned"}).status_code == 409
    with pytest.raises(letters.Stale):
        letters.write(letter, "Other", "Other words.", letter.version)
    assert OutgoingMail.objects.count() == 1


def test_it_arrived_settles_it(letter: Letter, owner_client: Client) -> None:
    owner_client.post(url("send", letter), as_shown(owner_client, letter))
    OutgoingMail.objects.update(status="unconfirmed", handed_over_at=timezone.now())
    owner_client.post(url("settle", letter), {"arrived": "yes"})
    assert OutgoingMail.objects.get().status == "sent"
    assert make.letter(letter.decline).accounted == "mailbox"


def test_it_did_not_arrive_sends_the_same_message_again(letter: Letter, owner_client: Client) -> None:
    owner_client.post(url("send", letter), as_shown(owner_client, letter))
    OutgoingMail.objects.update(status="unconfirmed", handed_over_at=timezone.now())
    owner_client.post(url("settle", letter), {"arrived": "no"})
    owner_client.post(url("send", letter), as_shown(owner_client, letter))
    first, second = OutgoingMail.objects.order_by("pk")
    assert (first.status, second.status) == ("failed", "queued")
    assert first.message_id == second.message_id


@pytest.mark.parametrize(("data", "status"), [({}, 422), ({"arrived": "perhaps"}, 422), ({"arrived": "yes"}, 409)])
def test_only_an_unknown_outcome_can_be_settled(
    letter: Letter, owner_client: Client, data: dict[str, str], status: int
) -> None:
    owner_client.post(url("send", letter), as_shown(owner_client, letter))
    assert owner_client.post(url("settle", letter), data).status_code == status


def test_the_file_opens_as_a_draft(letter: Letter, owner_client: Client) -> None:
    answer = owner_client.get(url("eml", letter))
    wire = email.message_from_bytes(answer.content)
    assert answer.headers["Content-Disposition"].endswith('.eml"')
    assert wire["X-Unsent"] == "1"
    assert wire["To"] == '"Eleanor Smith" <e.smith@xyz-corporation.example>'


def test_a_file_needs_a_reader(owner: User, owner_client: Client) -> None:
    letter = make.letter(make.decline(owner, with_people=False))
    assert owner_client.get(url("eml", letter)).status_code == 422


@pytest.mark.parametrize("how", ["elsewhere", "phoned"])
def test_other_ways_are_recorded(letter: Letter, owner_client: Client, how: str) -> None:
    owner_client.post(url("record", letter), {"how": how, "note": "She was kind."})
    assert make.letter(letter.decline).accounted == how
    owner_client.post(url("take_back", letter))
    assert make.letter(letter.decline).accounted == ""


def test_not_needed_needs_a_reason(letter: Letter, owner_client: Client) -> None:
    answer = owner_client.post(url("record", letter), {"how": "not_needed"})
    assert answer.status_code == 422
    assert "why nobody needs this letter" in answer.content.decode()
    assert owner_client.post(url("record", letter), {"how": "not_needed", "note": "No recruiter."}).status_code == 302


def test_a_record_is_made_once(letter: Letter, owner_client: Client) -> None:
    owner_client.post(url("record", letter), {"how": "phoned"})
    assert owner_client.post(url("record", letter), {"how": "elsewhere"}).status_code == 409
    assert owner_client.post(url("record", letter), {"how": "smoke"}).status_code == 422


def test_others_are_kept_out(letter: Letter, refuses_others: Refuses) -> None:
    for view in ("send", "record", "take_back", "undo", "settle"):
        refuses_others(view, letter.pk, how="phoned", arrived="yes", key=KEY)
    assert not OutgoingMail.objects.exists()


def test_reading_is_for_the_owner_too(letter: Letter, stranger_client: Client, client: Client) -> None:
    for view in ("send", "eml", "state"):
        assert stranger_client.get(url(view, letter)).status_code == 404
        assert client.get(url(view, letter)).status_code == 302
