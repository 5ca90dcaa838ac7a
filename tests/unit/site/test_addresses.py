"""Every address: for its owner, for a stranger, for nobody, by each method."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.owned import Owned
from tests.unit.site.addresses import ALL, CASES, names, url
from tests.unit.site.world import World, world_of

# Their addresses name no row, but a slip that only its owner's session or signature opens.
TICKETS = ("tracker:put_back", "dashboard:bulk_undo")


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
    """By whatever method: 404."""
    before = rows()
    wrong = []
    for name, case in CASES.items():
        if not case.is_somebodys:
            continue
        for method in ALL:
            status = stranger_client.generic(method, url(name, world)).status_code
            refused_before_it_is_read = name in TICKETS and method not in case.methods
            if status != (405 if refused_before_it_is_read else 404):
                wrong.append((method, name, status))
    assert wrong == []
    assert rows() == before


def test_ids_in_a_form_are_ones_own(world: World, stranger: User, tmp_path: Path) -> None:
    """Another's column, contact, reader or nudge, sent with one's own page: theirs does not change, and
    nothing of one's own comes to point at it."""
    mine = world_of(stranger, tmp_path)
    recipient = world.letter.recipient_id or world.letter.pk
    theirs = {
        "stage": world.stage.pk,
        "contact": world.contact.pk,
        "person": recipient,
        "recipient": recipient,
        "nudge": world.nudge.pk,
        "pick": world.application.pk,
        "application": world.application.pk,
        "interview": world.interview.pk,
        "employer": world.application.employer_id,
    }
    before = owned_rows(world.owner)
    for name, case in CASES.items():
        if "POST" not in case.methods or name.startswith("account_"):
            continue
        with transaction.atomic():
            status = mine.browser.post(url(name, mine), theirs).status_code
            assert status < 500, name
            assert owned_rows(world.owner) == before, name
            assert strays(stranger) == [], name
            transaction.set_rollback(True)


def owned_rows(user: User) -> dict[str, list[Any]]:
    models = [model for model in apps.get_models() if issubclass(model, Owned)]
    return {model._meta.label: list(model._default_manager.filter(owner=user).values_list()) for model in models}


def strays(user: User) -> list[str]:
    """Rows of the person that point at somebody else's."""
    found = []
    for model in apps.get_models():
        if not issubclass(model, Owned):
            continue
        for field in model._meta.concrete_fields:
            if field.is_relation and issubclass(cast(type, field.related_model), Owned):
                rows = model._default_manager.filter(owner=user).exclude(**{field.name: None})
                if rows.exclude(**{f"{field.name}__owner": user}).exists():
                    found.append(f"{model._meta.label}.{field.name}")
    return found


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
