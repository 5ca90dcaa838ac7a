"""Every address of the search: for its owner alone, by the right method."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tracker.models import Application, Contact, Interview, Note

FORMS = ["application_edit", "application_close", "interview_add", "interview_edit", "note_edit"]
FORMS += ["contact_edit", "employer_edit"]
BUTTONS = ["application_move", "application_reopen", "note_add", "note_delete", "interview_mark"]
BUTTONS += ["interview_delete", "contact_delete", "person_add", "person_remove"]
LISTS = ["application_add", "contacts", "contact_add"]


@pytest.fixture
def address(application: Application, contact: Contact, interview: Interview, note: Note) -> dict[str, str]:
    """Each named address, with the ids of the owner's rows."""
    of_kind = {
        "application": application.pk,
        "interview": interview.pk,
        "note": note.pk,
        "contact": contact.pk,
        "person": application.pk,
        "employer": application.employer_id,
    }
    of_kind_here = {"note_add": application.pk, "interview_add": application.pk}
    addresses = {name: reverse(f"tracker:{name}") for name in LISTS}
    for name in [*FORMS, *BUTTONS, "contact"]:
        arguments = [of_kind_here.get(name, of_kind[name.partition("_")[0]])]
        arguments += [contact.pk] if name == "person_remove" else []
        addresses[name] = reverse(f"tracker:{name}", args=arguments)
    addresses["put_back"] = reverse("tracker:put_back", args=["nothing-of-mine"])
    return addresses


@pytest.mark.parametrize("name", [*FORMS, *LISTS, "contact"])
def test_pages_open_for_their_owner(owner_client: Client, address: dict[str, str], name: str) -> None:
    assert owner_client.get(address[name]).status_code == 200


@pytest.mark.parametrize("name", [*FORMS, *BUTTONS, "contact", "put_back"])
def test_a_stranger_finds_nothing(stranger_client: Client, address: dict[str, str], name: str) -> None:
    assert stranger_client.post(address[name]).status_code in (404, 405)
    if name in [*FORMS, "contact"]:
        assert stranger_client.get(address[name]).status_code == 404
    if name != "contact":
        assert stranger_client.post(address[name]).status_code == 404


@pytest.mark.parametrize("name", [*FORMS, *BUTTONS, *LISTS, "contact", "put_back"])
def test_anonymous_visitors_are_asked_to_log_in(client: Client, address: dict[str, str], name: str) -> None:
    for answer in (client.get(address[name]), client.post(address[name])):
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse(settings.LOGIN_URL))


@pytest.mark.parametrize("name", [*BUTTONS, "put_back"])
def test_buttons_do_nothing_when_followed_as_links(owner_client: Client, address: dict[str, str], name: str) -> None:
    assert owner_client.get(address[name]).status_code == 405


@pytest.mark.parametrize("name", ["contacts", "contact"])
def test_reading_pages_take_no_posts(owner_client: Client, address: dict[str, str], name: str) -> None:
    assert owner_client.post(address[name]).status_code == 405


@pytest.mark.parametrize("name", [*FORMS, *LISTS])
def test_htmx_gets_the_part_and_a_person_the_page(owner_client: Client, address: dict[str, str], name: str) -> None:
    whole = owner_client.get(address[name]).content.decode()
    part = owner_client.get(address[name], headers={"HX-Request": "true"}).content.decode()
    assert "<html" in whole
    assert "<html" not in part
    assert part.strip()


@pytest.mark.parametrize("name", ["application_edit", "contact"])
def test_an_absurd_id_is_simply_not_found(owner_client: Client, name: str) -> None:
    assert owner_client.get(reverse(f"tracker:{name}", args=[10**30])).status_code == 404
