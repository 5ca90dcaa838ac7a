"""Who reads a letter, and where the address came from."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from correspondence.models import Message
from declines.models import Decline, Letter
from tests import make
from tests.unit.declines.conftest import Refuses
from tracker.models import Contact


@pytest.fixture
def decline(owner: User) -> Decline:
    """Nobody is recorded yet."""
    return make.decline(owner, with_people=False)


def reader_url(letter: Letter) -> str:
    return reverse("declines:reader", args=[letter.pk])


def person(prefix: str, **fields: str) -> dict[str, str]:
    given = {"name": "Eleanor Smith", "honorific": "ms", "email": "e.smith@xyz.example", **fields}
    return {f"{prefix}-{name}": value for name, value in given.items()}


def test_an_unknown_reader_is_recorded_and_the_draft_addressed(decline: Decline, owner_client: Client) -> None:
    letter = make.letter(decline)
    assert letter.body.startswith("Dear Hiring Manager,")

    answer = owner_client.post(reader_url(letter), person("employer", role="hiring_manager"))

    assert answer.status_code == 302
    letter = make.letter(decline)
    assert letter.body.startswith("Dear Ms. Smith,")
    assert letter.recipient is not None
    assert letter.recipient.contact.employer == decline.application.employer
    assert "Ms. Smith" in make.letter(decline, "recruiter").body


def test_a_recruiter_is_recorded_as_one(decline: Decline, owner_client: Client) -> None:
    letter = make.letter(decline, "recruiter")
    owner_client.post(reader_url(letter), person("recruiter", role="recruiter", name="Adi Tan", honorific="mr"))
    assert make.letter(decline, "recruiter").body.startswith("Dear Mr. Tan,")
    assert Contact.objects.get().is_recruiter


def test_another_person_of_the_application_may_be_chosen(decline: Decline, owner_client: Client) -> None:
    make.hiring_manager(decline.application)
    other = make.hiring_manager(decline.application, name="Tom Ashby", honorific="mr", email="tom@xyz.example")
    chosen = decline.application.people.get(contact=other)
    owner_client.post(reader_url(make.letter(decline)), {"person": chosen.pk})
    assert make.letter(decline).body.startswith("Dear Mr. Ashby,")


def test_somebody_of_another_application_cannot_be(owner: User, decline: Decline, owner_client: Client) -> None:
    other = make.application(owner, "Editor", "Halden Press")
    make.hiring_manager(other)
    answer = owner_client.post(reader_url(make.letter(decline)), {"person": other.people.get().pk})
    assert answer.status_code == 404
    assert make.letter(decline).recipient is None


def test_an_address_found_in_our_letters_is_offered_and_kept(
    owner: User, decline: Decline, owner_client: Client
) -> None:
    owner_client.post(reader_url(make.letter(decline)), person("employer", role="hiring_manager", email=""))
    Message.objects.create(
        owner=owner, application=decline.application, body="Write to me: e.smith@xyz-corporation.example."
    )
    page = owner_client.get(decline.get_absolute_url()).content.decode()
    assert "Use e.smith@xyz-corporation.example" in page

    owner_client.post(reader_url(make.letter(decline)), {"found": "e.smith@xyz-corporation.example"})
    contact = Contact.objects.get()
    assert (contact.email, contact.email_source) == ("e.smith@xyz-corporation.example", "correspondence")


@pytest.mark.parametrize("email", ["not an address", "a@b", "a@b.example, c@d.example"])
def test_a_bad_address_is_said_at_its_field(decline: Decline, owner_client: Client, email: str) -> None:
    answer = owner_client.post(reader_url(make.letter(decline)), person("employer", role="hr", email=email))
    assert answer.status_code == 422
    content = answer.content.decode()
    assert "Eleanor Smith" in content
    assert "is-invalid" in content
    assert not Contact.objects.exists()


def test_the_hunt_names_its_three_stops(decline: Decline, owner_client: Client) -> None:
    page = owner_client.get(decline.get_absolute_url()).content.decode()
    for stop in ("In your letters:", "Online:", "Reception:", "No recruiter was involved"):
        assert stop in page


def test_others_are_kept_out(decline: Decline, refuses_others: Refuses) -> None:
    refuses_others("reader", make.letter(decline).pk, **person("employer", role="hr"))
    assert not Contact.objects.exists()
