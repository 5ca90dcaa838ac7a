"""The facts of an application: who offers what, where and for how much. Their only writer."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from tracker.models import Application

FACTS = (
    "employer",
    "position",
    "place",
    "pay",
    "source",
    "posting_url",
    "applied_on",
    "next_step",
    "follow_up_on",
)


class Stale(Exception):
    """The application was saved by somebody, perhaps the same person in another window, in the meantime."""


@transaction.atomic
def revise(application: Application, version: int) -> None:
    """Write the facts as they stand on `application`, if `version` is still the saved one. Raises Stale."""
    facts = {name: getattr(application, name) for name in FACTS}
    unchanged = Application.objects.filter(pk=application.pk, version=version)
    if unchanged.update(version=F("version") + 1, **facts) != 1:
        raise Stale
    application.version = version + 1


def twins(application: Application) -> list[Application]:
    """Other open applications for the same position at the same employer; three at most are worth naming."""
    same = Application.objects.owned_by(application.owner).open().filter(employer=application.employer)
    return list(same.filter(position__iexact=application.position).exclude(pk=application.pk)[:3])
