"""Keeping people with an application, meeting somebody again, and letting them go."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import RestrictedError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.unit.tracker.said import undo_of
from tracker.forms import PersonForm
from tracker.models import Application, Contact, Employer
from tracker.people import attach, detach, forget, keep_person


def somebody(**more: Any) -> dict[str, Any]:
    return {"role": "recruiter", "name": "Kartika Wulandari", "agency": "Rekan Karier"} | more


def another_application(application: Application) -> Application:
    return Application.objects.create(
        owner=application.owner,
        employer=Employer.objects.create(owner=application.owner, name="Lumen & Loom"),
        position="Editor",
        stage=application.stage,
    )


def test_a_recruiter_works_for_the_agency(application: Application) -> None:
    place = keep_person(application, **somebody(honorific="ms", email="kartika.w@rekankarier.example"))
    assert place.application == application
    assert place.contact.owner == application.owner
    assert place.contact.employer is None
    assert place.contact.organisation == "Rekan Karier"


def test_anybody_else_works_for_the_employer(application: Application) -> None:
    place = keep_person(application, role="interviewer", name="Tomás Rivera")
    assert place.contact.employer == application.employer


def test_who_is_met_again_is_the_same_person(application: Application) -> None:
    first = keep_person(application, **somebody(email="kartika.w@rekankarier.example", phone="+62 21 555"))
    again = keep_person(
        another_application(application),
        **somebody(name="kartika wulandari", email="Kartika.W@rekankarier.example", honorific="ms", phone=""),
    )
    assert again.contact == first.contact
    again.contact.refresh_from_db()
    assert (again.contact.honorific, again.contact.phone) == ("ms", "+62 21 555")


def test_a_missing_address_is_filled_in_later(application: Application) -> None:
    first = keep_person(application, **somebody())
    again = keep_person(application, **somebody(email="kartika.w@rekankarier.example"))
    assert again == first
    assert Contact.objects.get().email == "kartika.w@rekankarier.example"


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Rina Hartono", "email": "jobs@rekankarier.example"},
        {"email": "kartika@other.example"},
        {"agency": "Karier Lain", "email": ""},
        {"role": "interviewer", "email": ""},
    ],
)
def test_a_shared_inbox_or_a_common_name_does_not_make_two_people_one(
    application: Application, other: dict[str, str]
) -> None:
    keep_person(application, **somebody(email="jobs@rekankarier.example"))
    keep_person(application, **somebody() | other)
    assert Contact.objects.count() == 2


def test_nobody_elses_contact_is_met(application: Application, stranger: User) -> None:
    theirs = Contact.objects.create(owner=stranger, **somebody(email="kartika.w@rekankarier.example"))
    place = keep_person(application, **somebody(email="kartika.w@rekankarier.example"))
    assert place.contact != theirs


def test_adding_twice_changes_nothing(application: Application, contact: Contact) -> None:
    assert attach(application, contact) == attach(application, contact)
    assert application.people.count() == 1


def test_the_form_of_one_role_asks_for_none(application: Application) -> None:
    form = PersonForm({"r-role": "recruiter", "r-name": "Kartika"}, prefix="r", roles=["recruiter"])
    assert form.is_valid()
    assert keep_person(application, **form.cleaned_data).contact.is_recruiter
    assert 'type="hidden"' in str(form["role"])


def test_a_blank_form_may_stay_blank() -> None:
    form = PersonForm({"role": "recruiter"}, roles=["recruiter"], may_be_blank=True)
    assert form.is_valid()
    assert form.is_blank
    begun = PersonForm({"role": "recruiter", "agency": "Rekan"}, roles=["recruiter"], may_be_blank=True)
    assert not begun.is_valid()
    assert begun.errors.keys() == {"name"}


def test_a_known_person_is_added_and_taken_off(owner_client: Client, contact: Contact) -> None:
    application = contact.applications.get().application
    other = another_application(application)
    added = owner_client.post(reverse("tracker:person_add", args=[other.pk]), {"contact": contact.pk})
    assert added.headers["Location"] == other.get_absolute_url()
    assert other.people.get().contact == contact
    owner_client.post(undo_of(added))
    assert not other.people.exists()

    taken = owner_client.post(reverse("tracker:person_remove", args=[application.pk, contact.pk]))
    assert not application.people.exists()
    owner_client.post(undo_of(taken))
    assert application.people.get().contact == contact


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_only_ones_own_contacts_can_be_added(
    owner_client: Client, application: Application, stranger: User, headers: dict[str, str]
) -> None:
    theirs = Contact.objects.create(owner=stranger, **somebody())
    url = reverse("tracker:person_add", args=[application.pk])
    for wrong in (str(theirs.pk), "", "x"):
        assert owner_client.post(url, {"contact": wrong}, headers=headers).status_code == 422
    assert not application.people.exists()


def test_somebody_who_is_not_there_cannot_be_taken_off(owner_client: Client, contact: Contact) -> None:
    other = another_application(contact.applications.get().application)
    url = reverse("tracker:person_remove", args=[other.pk, contact.pk])
    assert owner_client.post(url).status_code == 404


def test_htmx_is_told_who_came(owner_client: Client, contact: Contact) -> None:
    other = another_application(contact.applications.get().application)
    url = reverse("tracker:person_add", args=[other.pk])
    answer = owner_client.post(url, {"contact": contact.pk}, headers={"HX-Request": "true"})
    assert "Eleanor Smith" in answer.content.decode()
    assert "application-changed" in answer.headers["HX-Trigger"]


def test_who_is_written_to_cannot_be_let_go(letter_to: Contact) -> None:
    with pytest.raises(RestrictedError):
        detach(letter_to.applications.get().application, letter_to)
    with pytest.raises(RestrictedError):
        forget(letter_to)
    assert letter_to.applications.count() == 1


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_letting_go_of_who_is_written_to_is_refused_in_words(
    owner_client: Client, letter_to: Contact, headers: dict[str, str]
) -> None:
    place = letter_to.applications.get()
    remove = reverse("tracker:person_remove", args=[place.application_id, letter_to.pk])
    delete = reverse("tracker:contact_delete", args=[letter_to.pk])
    for url in (remove, delete):
        answer = owner_client.post(url, headers=headers)
        assert answer.status_code == 409
        assert "Eleanor Smith" in answer.content.decode()
    assert Contact.objects.filter(pk=letter_to.pk).exists()
    assert letter_to.applications.get() == place
