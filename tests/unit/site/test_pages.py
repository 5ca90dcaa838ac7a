"""Every page: its markup, its headers, and what becomes of hostile text in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.test import Client

from accounts.owned import Owned
from correspondence.models import OutgoingMail
from tests.unit.site.addresses import CASES, url
from tests.unit.site.markup import Markup
from tests.unit.site.world import World

HOSTILE = '"><img src=x onerror=alert(1)>'  # short enough for every field
PART = {"HX-Request": "true"}
# Written by the program alone; a page never shows them, or only where nothing else fits.
MACHINE = {"subject", "sequence", "kind", "purpose", "idempotency_key", "path", "zone", "host", "sealed_password"}


def pages(world: World, client: Client, **headers: str) -> Iterator[tuple[str, Any]]:
    """Every address that a GET may read, and the answer; redirects and files are left out."""
    for name, case in CASES.items():
        if "GET" in case.methods:
            response = client.get(url(name, world), headers=headers)
            if response.status_code < 300 and response.headers.get("Content-Type", "").startswith("text/html"):
                yield name, response


def markup(response: Any) -> Markup:
    return Markup(response.content.decode())


def faults(answers: Iterator[tuple[str, Any]]) -> dict[str, list[str]]:
    found = {name: markup(response).faults for name, response in answers}
    assert found
    return {name: wrong for name, wrong in found.items() if wrong}


def test_pages_have_one_heading_a_title_and_nothing_inline(world: World, client: Client) -> None:
    assert faults(pages(world, world.browser)) == {}
    assert faults(pages(world, client)) == {}


def test_parts_keep_to_the_policy_too(world: World) -> None:
    assert faults(pages(world, world.browser, **PART)) == {}


@pytest.mark.parametrize("language", ["en", "id"])
def test_pages_say_in_which_language_they_are(world: World, language: str) -> None:
    type(world.owner.preferences).objects.filter(user=world.owner).update(language=language)
    for name, response in pages(world, world.browser):
        page = markup(response)
        if page.is_whole:
            assert page.language == language, name
            assert response.headers["Content-Language"] == language, name


def test_every_page_carries_the_headers(world: World, client: Client) -> None:
    answers = [*pages(world, world.browser), *pages(world, client), ("404", client.get("/nowhere/"))]
    for name, response in answers:
        policy = dict(rule.strip().split(" ", 1) for rule in response.headers["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == "'none'", name
        assert policy["script-src"] == policy["style-src"] == "'self'", name
        assert policy["form-action"] == "'self'", name
        assert policy["frame-ancestors"] == policy["base-uri"] == "'none'", name
        assert "unsafe" not in response.headers["Content-Security-Policy"], name
        assert response.headers["X-Frame-Options"] == "DENY", name
        assert response.headers["X-Content-Type-Options"] == "nosniff", name
        assert response.headers["Referrer-Policy"] == "same-origin", name
        assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin", name


def test_error_pages_are_pages(world: World, client: Client) -> None:
    for browser in (client, world.browser):
        missing = browser.get("/nowhere/")
        assert missing.status_code == 404
        assert markup(missing).faults == []
    forged = Client(enforce_csrf_checks=True).post("/account/login/", {})
    assert forged.status_code == 403
    assert markup(forged).faults == []


def test_hostile_text_is_only_text(world: World, client: Client) -> None:
    for model in map(apps.get_app_config, settings.INSTALLED_APPS[:7]):
        for table in model.get_models():
            spoil(table)
    spoil_mails(world)
    for answers in (pages(world, world.browser), pages(world, world.browser, **PART), pages(world, client)):
        assert faults(answers) == {}
    shown = [name for name, response in pages(world, world.browser) if "onerror=alert" in response.content.decode()]
    assert len(shown) > 25


def spoil(table: type[models.Model]) -> None:
    """Put the hostile text into every field of every row that a person, or a stranger's mail, could fill."""
    if table is OutgoingMail or not (issubclass(table, Owned) or table.__name__ == "Preferences"):
        return
    texts = [field.name for field in table._meta.concrete_fields if is_free_text(field)]
    if table.__name__ in ("Nudge", "Message", "Letter", "Interview"):
        texts = [name for name in texts if name not in ("message_id", "in_reply_to", "references")]
    for name in texts:
        with transaction.atomic():
            for number, row in enumerate(table._default_manager.order_by("pk")):
                text = f"{number}{HOSTILE}" if number else HOSTILE  # names may have to differ
                table._default_manager.filter(pk=row.pk).update(**{name: text})


def is_free_text(field: models.Field[Any, Any]) -> bool:
    has_room = (field.max_length or len(HOSTILE) + 2) >= len(HOSTILE) + 2
    is_text = type(field) in (models.CharField, models.TextField) and not field.choices
    return is_text and has_room and field.name not in MACHINE


def spoil_mails(world: World) -> None:
    """Sendings are frozen once written, so these are new: one refused, one of unknown outcome."""
    for number, status in enumerate(("failed", "unconfirmed")):
        mail = OutgoingMail.objects.filter(owner=world.owner).earliest("pk")
        mail.pk = None
        mail.status = status
        mail.to_name = mail.subject = mail.body = mail.reply = HOSTILE
        mail.purpose = mail.idempotency_key = f"hostile-{number}"
        mail.handed_over_at = mail.settled_at = mail.queued_at
        mail.save(force_insert=True)


@pytest.mark.parametrize("typed", ["", "x", "-1", "\0", "9" * 40, HOSTILE, "é" * 25_000])
def test_whatever_is_typed_breaks_no_page(world: World, typed: str) -> None:
    """Every button and every form, with the same odd text in each of its fields: an answer, never an error."""
    world.browser.raise_request_exception = False
    fields = typed_fields()
    broken = []
    for name, case in CASES.items():
        if "POST" not in case.methods or name.startswith("account_"):
            continue
        for headers in ({}, PART):
            with transaction.atomic():
                response = world.browser.post(url(name, world), dict.fromkeys(fields, typed), headers=headers)
                transaction.set_rollback(True)
            if response.status_code >= 500:
                broken.append((name, response.status_code))
            elif response.status_code in (409, 422) and response.headers["Content-Type"].startswith("text/html"):
                assert markup(response).faults == [], name
    assert broken == []


def typed_fields() -> set[str]:
    """The names of all fields that any form or view of ours reads."""
    ours = [model for model in apps.get_models() if model.__module__.split(".")[0] in settings.INSTALLED_APPS[:7]]
    of_rows = {field.name for model in ours for field in model._meta.concrete_fields}
    of_forms = {"employer_name", "version", "contact", "outcome", "status", "pick", "nudge", "length", "do", "how"}
    of_forms |= {"note", "fingerprint", "key", "arrived", "new", "found", "person", "action", "next", "move_there"}
    people = {f"{who}-{field}" for who in ("recruiter", "employer") for field in ("role", "name", "honorific", "email")}
    return of_rows | of_forms | people
