"""Undo for what was deleted: the rows wait in the person's session until they are put back or forgotten."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.decorators import login_required
from django.core import serializers
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, models, transaction
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from accounts.notices import done
from accounts.requests import PersonRequest
from tracker.views.answers import acted, conflict

SHELF = "set_aside"
REMEMBERED = 5  # deletions that can still be undone


def set_aside(request: PersonRequest, rows: Iterable[models.Model]) -> str:
    """Keep rows that are about to be deleted, those that others point at first; Undo's address."""
    key = get_random_string(16)
    shelf = {**request.session.get(SHELF, {}), key: serializers.serialize("json", rows)}
    request.session[SHELF] = dict(list(shelf.items())[-REMEMBERED:])
    return reverse("tracker:put_back", args=[key])


@login_required
@require_POST
def put_back(request: PersonRequest, key: str) -> HttpResponse:
    """Write the rows again as they were."""
    shelf = dict(request.session.get(SHELF, {}))
    rows = shelf.pop(key, None)
    if rows is None:
        raise Http404
    request.session[SHELF] = shelf
    try:
        with transaction.atomic():
            for row in serializers.deserialize("json", rows):
                _check_its_place(row.object)
                row.save()
    except (IntegrityError, ObjectDoesNotExist):
        return conflict(request, None, gettext("What it belonged to is gone, so it cannot be put back."))
    done(request, gettext("Put back."))
    return acted(request, reverse("dashboard:today"))


def _check_its_place(row: models.Model) -> None:
    """Raises ObjectDoesNotExist if anything the row points at is gone; databases say so only at commit."""
    for field in row._meta.concrete_fields:
        if field.is_relation:
            getattr(row, field.name)
