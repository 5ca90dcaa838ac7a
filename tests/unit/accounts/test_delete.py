from __future__ import annotations

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.owned import Owned
from correspondence import outbox
from tests import make
from tests.conftest import PASSWORD

URL = "/settings/account/delete/"


def a_whole_search(user: User) -> None:
    """A decline with one letter on its way, from a mailbox."""
    letter = make.letter(make.decline(user))
    assert letter.recipient is not None
    letter.mail = outbox.queue(
        mailbox=make.mailbox(user),
        recipient=letter.recipient,
        purpose=letter.purpose,
        subject=letter.subject,
        body=letter.body,
        language=letter.language,
        idempotency_key=outbox.new_key(),
    )
    letter.save()


def left_of(user: User) -> dict[str, int]:
    owned = [model for model in apps.get_models() if issubclass(model, Owned)]
    assert len(owned) > 8
    counts = {model.__name__: model._default_manager.filter(owner=user).count() for model in owned}
    return {name: count for name, count in counts.items() if count}


def test_everything_of_the_person_goes_and_nothing_of_others(owner: User, stranger: User, owner_client: Client) -> None:
    a_whole_search(owner)
    a_whole_search(stranger)
    before = left_of(stranger)
    assert before == left_of(owner)
    response = owner_client.post(URL, {"password": PASSWORD})
    assert response.headers["Location"] == reverse("account_login")
    assert not User.objects.filter(pk=owner.pk).exists()
    assert left_of(owner) == {}
    assert left_of(stranger) == before


def test_whoever_left_is_logged_out_and_told_so(owner_client: Client, owner: User) -> None:
    response = owner_client.post(URL, {"password": PASSWORD}, follow=True)
    assert b"Your account is deleted" in response.content
    assert owner_client.get("/settings/").status_code == 302


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD + " "])
def test_without_the_password_nothing_happens(owner: User, owner_client: Client, password: str) -> None:
    response = owner_client.post(URL, {"password": password})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["password"]
    assert User.objects.filter(pk=owner.pk).exists()


def test_asking_changes_nothing(owner: User, owner_client: Client) -> None:
    html = owner_client.get(URL).content.decode()
    assert "This cannot be undone." in html
    assert User.objects.filter(pk=owner.pk).exists()


def test_guests_cannot_delete(client: Client, owner: User) -> None:
    assert client.post(URL, {"password": PASSWORD}).headers["Location"].startswith("/account/login/")
    assert User.objects.filter(pk=owner.pk).exists()


def test_the_way_there_is_on_the_account_page(owner_client: Client) -> None:
    html = owner_client.get(reverse("accounts:account")).content.decode()
    for name in ("accounts:delete", "account_email", "account_change_password", "account_logout"):
        assert reverse(name) in html


def test_passwords_cannot_be_guessed_here(owner: User, owner_client: Client, settings: object) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"reauthenticate": "2/m/user"}  # type: ignore[attr-defined]
    answers = [owner_client.post(URL, {"password": "wrong"}).status_code for _try in range(3)]
    assert answers == [422, 422, 429]
