"""A second interview being declined, and the manners that every POST of it shares."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from declines.models import Decline
from tests import make

Refuses = Callable[..., None]


@pytest.fixture
def decline(owner: User) -> Decline:
    return make.decline(owner)


@pytest.fixture
def refuses_others(client: Client, owner_client: Client, stranger_client: Client) -> Refuses:
    """A POST view is for its owner, logged in, by POST alone."""

    def check(view: str, pk: int, **data: str) -> None:
        url = reverse(f"declines:{view}", args=[pk])
        assert stranger_client.post(url, data).status_code == 404
        answer = client.post(url, data)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse("account_login"))
        assert owner_client.put(url, data).status_code == 405
        assert owner_client.delete(url).status_code == 405

    return check


@pytest.fixture
def htmx() -> dict[str, str]:
    return {"HX-Request": "true"}
