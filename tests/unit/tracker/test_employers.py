"""An employer's name, place, website, and whether one may come back."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tracker.models import Application, Employer


def test_an_employer_is_corrected(owner_client: Client, application: Application) -> None:
    url = reverse("tracker:employer_edit", args=[application.employer_id])
    answer = owner_client.post(
        f"{url}?next={application.get_absolute_url()}",
        {"name": "xyz  corporation", "place": "Singapore", "website": "xyz.example", "may_revisit": "on"},
    )
    assert answer.headers["Location"] == application.get_absolute_url()
    employer = Employer.objects.get()
    assert (employer.name, employer.place, employer.website) == (
        "xyz corporation",
        "Singapore",
        "https://xyz.example",
    )
    assert employer.may_revisit


@pytest.mark.parametrize(
    ("field", "wrong"), [("name", ""), ("name", "LUMEN & LOOM"), ("website", "javascript:alert(1)")]
)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_what_is_wrong_is_said_at_its_field(
    owner_client: Client,
    owner: User,
    application: Application,
    field: str,
    wrong: str,
    headers: dict[str, str],
) -> None:
    Employer.objects.create(owner=owner, name="Lumen & Loom")
    url = reverse("tracker:employer_edit", args=[application.employer_id])
    answer = owner_client.post(url, {"name": "XYZ", "place": "Singapore"} | {field: wrong}, headers=headers)
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {field}
    assert "Singapore" in answer.content.decode()
    assert Employer.objects.get(pk=application.employer_id).place == ""


def test_somebody_elses_name_is_no_obstacle(owner_client: Client, stranger: User, application: Application) -> None:
    Employer.objects.create(owner=stranger, name="Lumen & Loom")
    url = reverse("tracker:employer_edit", args=[application.employer_id])
    assert owner_client.post(url, {"name": "Lumen & Loom"}).status_code == 302
