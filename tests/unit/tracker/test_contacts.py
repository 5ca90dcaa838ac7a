"""The list of contacts, one person's page, and changes to them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from correspondence.models import Message
from tests.unit.tracker.said import undo_of
from tracker.models import Application, Contact, Employer
from tracker.people import attach

LIST = "/contacts/"


def typed(**more: Any) -> dict[str, Any]:
    return {"role": "hiring_manager", "name": "Eleanor Smith"} | more


def crowd(owner: User, count: int) -> None:
    employer = Employer.objects.create(owner=owner, name="Many & Sons")
    Contact.objects.bulk_create(
        Contact(owner=owner, role="hr", name=f"Person {number:03}", employer=employer) for number in range(count)
    )


def names(client: Client, query: str = "") -> list[str]:
    return [person.name for person in client.get(LIST + query).context["people"]]


def test_an_empty_list_says_what_it_is_for(owner_client: Client) -> None:
    assert "Nobody yet" in owner_client.get(LIST).content.decode()


def test_the_list_is_the_owners_and_in_order(
    owner_client: Client, owner: User, stranger: User, contact: Contact
) -> None:
    Contact.objects.create(owner=owner, role="recruiter", name="Ayu Lestari", agency="Rekan Karier")
    Contact.objects.create(owner=stranger, role="recruiter", name="Somebody Else")
    assert names(owner_client) == ["Ayu Lestari", "Eleanor Smith"]


def test_it_is_searched_and_narrowed(owner_client: Client, owner: User, contact: Contact) -> None:
    Contact.objects.create(owner=owner, role="recruiter", name="Ayu Lestari", agency="Rekan Karier")
    assert names(owner_client, "?q=xyz+corp") == ["Eleanor Smith"]
    assert names(owner_client, "?q=rekan") == ["Ayu Lestari"]
    assert names(owner_client, "?role=recruiter") == ["Ayu Lestari"]
    assert names(owner_client, "?role=recruiter&q=eleanor") == []
    assert names(owner_client, "?role=nonsense") == ["Ayu Lestari", "Eleanor Smith"]
    assert "Nobody matches" in owner_client.get(LIST + "?q=%00%25").content.decode()


def test_pages_of_fifty(owner_client: Client, owner: User) -> None:
    crowd(owner, 51)
    first = owner_client.get(LIST + "?role=hr&q=Person")
    assert len(first.context["people"]) == 50
    assert "?page=2&amp;role=hr&amp;q=Person" in first.content.decode()
    assert names(owner_client, "?page=2") == ["Person 050"]
    assert names(owner_client, "?page=999") == ["Person 050"]
    assert len(names(owner_client, "?page=x")) == 50


def test_queries_do_not_grow_with_the_rows(
    owner_client: Client, owner: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    crowd(owner, 50)
    with django_assert_max_num_queries(12):
        owner_client.get(LIST)


def test_a_persons_page_shows_where_the_address_came_from_and_the_applications(
    owner_client: Client, contact: Contact
) -> None:
    Contact.objects.filter(pk=contact.pk).update(
        email_source="reception", email_source_note="by phone, 10:31", honorific="ms"
    )
    text = owner_client.get(contact.get_absolute_url()).content.decode()
    for shown in ("Hiring manager", "Reception told me: by phone, 10:31", "Ms. / Ibu", "Marketing Associate"):
        assert shown in text


def test_a_persons_page_asks_as_little_for_many_applications(
    owner_client: Client,
    contact: Contact,
    application: Application,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(20):
        application.pk = None
        application._state.adding = True
        application.position = f"Position {number}"
        application.save()
        attach(application, contact)
    with django_assert_max_num_queries(12):
        assert "Position 19" in owner_client.get(contact.get_absolute_url()).content.decode()


def test_a_contact_is_kept_with_a_new_employer(owner_client: Client, owner: User) -> None:
    answer = owner_client.post(
        reverse("tracker:contact_add"),
        typed(employer_name="XYZ Corporation", email=" e.smith@XYZ.example ", email_source="invitation"),
    )
    contact = Contact.objects.get(owner=owner)
    assert answer.headers["Location"] == contact.get_absolute_url()
    assert contact.email == "e.smith@xyz.example"
    assert contact.employer == Employer.objects.get(owner=owner)


def test_a_contact_is_added_for_an_application(owner_client: Client, application: Application) -> None:
    url = f"{reverse('tracker:contact_add')}?application={application.pk}&role=recruiter&next=/board/"
    form = owner_client.get(url).context["form"]
    assert form["role"].value() == "recruiter"
    assert not form["employer_name"].value()
    answer = owner_client.post(url, typed(role="recruiter", agency="Rekan Karier", notes="Phones early"))
    assert answer.headers["Location"] == "/board/"
    kept = application.people.get().contact
    assert (kept.agency, kept.employer, kept.notes) == ("Rekan Karier", None, "Phones early")


def test_the_employer_is_filled_in_for_its_own_people(owner_client: Client, application: Application) -> None:
    url = f"{reverse('tracker:contact_add')}?application={application.pk}&role=interviewer"
    assert owner_client.get(url).context["form"]["employer_name"].value() == "XYZ Corporation"


@pytest.mark.parametrize("asked", ["0", "x", "-1", "9" * 5000])
def test_an_application_that_is_not_there_is_not_found(owner_client: Client, asked: str) -> None:
    assert owner_client.get(reverse("tracker:contact_add"), {"application": asked}).status_code == 404


def test_somebody_elses_application_is_not_found(stranger_client: Client, application: Application) -> None:
    url = f"{reverse('tracker:contact_add')}?application={application.pk}"
    assert stranger_client.get(url).status_code == 404
    assert stranger_client.post(url, typed()).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 201},
        {"role": "enemy"},
        {"honorific": "sir"},
        {"email": "two@xyz.example, more@xyz.example"},
        {"email": "Eleanor <e.smith@xyz.example>"},
        {"email": '"c@d.org"@evil.example'},
        {"email": "e.smith@xyz"},
        {"email": "ë.smith@xyz.example"},
        {"email": "e.smith@straße.example"},
        {"email_source": "guess"},
    ],
)
def test_what_is_wrong_is_said_and_the_text_kept(owner_client: Client, contact: Contact, wrong: dict[str, str]) -> None:
    before = Contact.objects.values().get()
    for url in (reverse("tracker:contact_add"), reverse("tracker:contact_edit", args=[contact.pk])):
        for headers in ({}, {"HX-Request": "true"}):
            answer = owner_client.post(url, typed(notes="Likes owls", **wrong), headers=headers)
            assert answer.status_code == 422
            assert "Likes owls" in answer.content.decode()
            assert answer.context["form"].errors.keys() == wrong.keys()
    assert Contact.objects.values().get() == before


def test_a_contact_is_corrected(owner_client: Client, contact: Contact) -> None:
    url = reverse("tracker:contact_edit", args=[contact.pk])
    assert owner_client.get(url).context["form"]["employer_name"].value() == "XYZ Corporation"
    answer = owner_client.post(url, typed(name="Eleanor Smith-Tan", email=""))
    assert answer.headers["Location"] == contact.get_absolute_url()
    contact.refresh_from_db()
    assert (contact.name, contact.email, contact.employer) == ("Eleanor Smith-Tan", "", None)


def test_deleting_can_be_undone_with_the_applications(owner_client: Client, contact: Contact) -> None:
    place = contact.applications.get()
    answer = owner_client.post(reverse("tracker:contact_delete", args=[contact.pk]))
    assert answer.headers["Location"] == LIST
    assert not Contact.objects.exists()
    owner_client.post(undo_of(answer))
    assert Contact.objects.get().applications.get() == place


def test_who_was_spoken_with_stays(owner_client: Client, contact: Contact) -> None:
    application = contact.applications.get().application
    Message.objects.create(owner=contact.owner, application=application, contact=contact, body="Hello")
    answer = owner_client.post(reverse("tracker:contact_delete", args=[contact.pk]))
    assert answer.status_code == 409
    assert contact.applications.count() == 1
