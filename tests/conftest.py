"""What every test may use: two people, their browsers, and no network."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client

from accounts.models import User
from config.catalogs import compile_catalogs

PASSWORD = "correct horse battery staple"
LOOPBACK = ("127.", "::1", "localhost")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # once, not in each of pytest-xdist's processes
        compile_catalogs(Path(settings.BASE_DIR) / "locale")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what asks a database is worth a second run."""
    if not os.environ.get("TEST_DATABASE_URL"):
        return
    assert connection.vendor == "postgresql", "the suite was to run on another database than it does"
    asking = [item for item in items if asks_a_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in asking])
    items[:] = asking


def asks_a_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "live_server", "own_database"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures) or item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """A connection that would leave this machine fails the test that tries it."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and not str(address[0]).startswith(LOOPBACK):
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


@pytest.fixture
def owner(db: None) -> User:
    """The person whose things they are."""
    return User.objects.create_user(email="owner@example.com", password=PASSWORD)


@pytest.fixture
def stranger(db: None) -> User:
    """Somebody else with an account, who may see none of it."""
    return User.objects.create_user(email="stranger@example.com", password=PASSWORD)


@pytest.fixture
def owner_client(owner: User) -> Client:
    """A browser in which the owner is logged in; `client` is nobody's."""
    return logged_in(owner)


@pytest.fixture
def stranger_client(stranger: User) -> Client:
    return logged_in(stranger)


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
