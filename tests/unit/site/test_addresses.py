"""Every address: for its owner, for a stranger, for nobody, by each method."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.unit.site.addresses import ALL, CASES, names, url
from tests.unit.site.world import World


def rows() -> dict[str, list[Any]]:
    """All that the database holds, but sessions."""
    models = [model for model in apps.get_models() if model is not Session]
    return {model._meta.label: list(model._default_manager.order_by("pk").values_list()) for model in models}


def test_every_address_has_a_case() -> None:
    assert names() == set(CASES)


def test_pages_answer_their_owner(world: World) -> None:
    answers = {name: world.browser.get(url(name, world)).status_code for name, case in CASES.items() if is_read(name)}
    assert answers == {name: CASES[name].get for name in answers}


def is_read(name: str) -> bool:
    return "GET" in CASES[name].methods


def test_a_stranger_finds_nothing_and_changes_nothing(world: World, stranger_client: Client) -> None:
    """By a method that the address takes: 404. By another: 405, as for an address that is nobody's."""
    before = rows()
    wrong = []
    for name, case in CASES.items():
        if not case.is_somebodys:
            continue
        for method in ALL:
            status = stranger_client.generic(method, url(name, world)).status_code
            if status != (404 if method in case.methods else 405):
                wrong.append((method, name, status))
    assert wrong == []
    assert rows() == before


def test_nobody_is_asked_to_log_in(world: World, client: Client) -> None:
    login = reverse("account_login")
    before = rows()
    wrong = []
    for name, case in CASES.items():
        for method in case.methods:
            answer = client.generic(method, url(name, world))
            is_refused = answer.status_code == 302 and answer.headers["Location"].startswith(f"{login}?next=")
            if is_refused == case.is_public:
                wrong.append((method, name, answer.status_code))
    assert wrong == []
    assert rows() == before


def test_other_methods_are_refused(world: World) -> None:
    before = rows()
    wrong = []
    for name, case in CASES.items():
        for method in set(ALL) - set(case.methods):
            status = world.browser.generic(method, url(name, world)).status_code
            if status != 405:
                wrong.append((method, name, status))
    assert wrong == []
    assert rows() == before


def test_reading_writes_nothing(world: World) -> None:
    """Not even a row that is the same afterwards: mail programs and browsers follow links on their own."""
    written: list[str] = []

    def spy(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        words = sql.split(maxsplit=3)
        if words[0] in ("INSERT", "UPDATE", "DELETE", "REPLACE") and "django_session" not in sql:
            written.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(spy):
        for name in filter(is_read, CASES):
            world.browser.get(url(name, world))
            world.browser.get(url(name, world), headers={"HX-Request": "true"})
            world.browser.head(url(name, world))
    assert written == []
