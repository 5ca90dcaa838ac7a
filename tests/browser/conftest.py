"""Real windows on the real program: one browser and one stack per process and database."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import zoneinfo
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.guard import Guard
from tests.browser.hands import Pointer
from tests.browser.person import Person
from tests.postgres import cluster
from tests.stack import Stack, standing

# Playwright keeps an event loop in this thread; Django would refuse its rows there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
DAYTIME = range(9, 17)
PLACES = (
    "Pacific/Honolulu",
    "America/Bogota",
    "Europe/London",
    "Africa/Nairobi",
    "Asia/Jakarta",
    "Asia/Tokyo",
    "Pacific/Auckland",
)
numbers = count(1)

Meet = Callable[..., Person]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(180))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, "Chromium is not installed"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[Stack]:
    """The program as `make run` starts it, on SQLite."""
    with django_db_blocker.unblock(), standing(tmp_path_factory.mktemp("sqlite") / "var") as stack:
        yield stack


@pytest.fixture(scope="session")
def postgres_stack(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[Stack]:
    """The same on PostgreSQL."""
    with ExitStack() as opened:
        opened.enter_context(django_db_blocker.unblock())
        url = opened.enter_context(cluster())
        var = tmp_path_factory.mktemp("postgres") / "var"
        yield opened.enter_context(standing(var, url, "postgres_stack"))


@pytest.fixture
def meet(browser: Browser, stack: Stack) -> Iterator[Meet]:
    """Somebody new in a window of their own: meet(hands=Keyboard, language="id", java_script_enabled=False…).

    At the end each of their windows must have been without an error.
    """
    with ExitStack() as open_windows:

        def meet(
            *,
            hands: type[Pointer] = Pointer,
            language: str = "en",
            at: Stack = stack,
            **window: Any,
        ) -> Person:
            settings = {
                "base_url": at.url,
                "viewport": {"width": 1280, "height": 900},
                "timezone_id": where_it_is_day(),
                "locale": "en-US",
                "reduced_motion": "reduce",
                **window,
            }
            context = open_windows.enter_context(browser.new_context(**settings))
            context.set_default_timeout(15_000)
            guard = Guard(context, at.url)
            open_windows.callback(guard.check)
            page = context.new_page()
            scripts = settings.get("java_script_enabled", True)
            return Person(page, hands(page), at, guard, language, next(numbers), scripts)

        yield meet


def where_it_is_day() -> str:
    """A place in which nobody's nudges are held back by the night."""
    now = dt.datetime.now(dt.UTC)
    return next(place for place in PLACES if now.astimezone(zoneinfo.ZoneInfo(place)).hour in DAYTIME)
