"""Taking a sample search away: exactly what it made, and nothing that the person has added to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from correspondence.models import Message, OutgoingMail
from dashboard import removal
from dashboard.models import Sample
from declines.models import Decline
from tracker.models import Application, ApplicationContact, Contact, Employer, Interview, Note, Stage

# What a person adds to an application. Moving and closing it is looking around, and keeps nothing.
ADDED: tuple[type[models.Model], ...] = (ApplicationContact, Interview, Note, Message, Decline)
# A letter that left, may have left or is about to leave is not a sample any more.
REAL = (*OutgoingMail.LIVE, OutgoingMail.Status.SENT)


@dataclass(frozen=True)
class Removed:
    """How many applications went, and which stay because the person has added to them."""

    count: int = 0
    kept: list[Application] = field(default_factory=list)


@transaction.atomic
def remove(user: User) -> Removed:
    """Delete what the sample made. Whatever the person's own rows hang on stays, and is theirs from then on."""
    sample = Sample.objects.owned_by(user).select_for_update().first()
    if sample is None:
        return Removed()
    made = Application.objects.owned_by(user).filter(pk__in=sample.pks(Application))
    kept = list(made.filter(_was_added_to(sample)).select_related("employer"))
    doomed = list(made.exclude(pk__in=[application.pk for application in kept]))
    removal.remove(*doomed)
    _unused(Contact.objects.owned_by(user).filter(pk__in=sample.pks(Contact))).delete()
    _unused(Employer.objects.owned_by(user).filter(pk__in=sample.pks(Employer))).delete()
    _remove_columns(user, sample)
    sample.delete()
    return Removed(len(doomed), kept)


def _was_added_to(sample: Sample) -> Q:
    """Applications with a row that the sample did not make, or a letter that is real."""
    own = {"application": OuterRef("pk")}
    found = Q(Exists(OutgoingMail.objects.filter(**own, status__in=REAL)))
    for model in ADDED:
        found |= Q(Exists(model._default_manager.filter(**own).exclude(pk__in=sample.pks(model))))
    return found


def _unused(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those that nothing points at any more."""
    for relation in pointing_at(rows.model):
        pointing = relation.related_model._default_manager.filter(**{relation.field.name: OuterRef("pk")})
        rows = rows.filter(~Exists(pointing))
    return rows


def pointing_at(model: type[models.Model]) -> list[Any]:
    """Every foreign key to a model, seen from its end, those without a name for it included."""
    fields = model._meta.get_fields(include_hidden=True)
    return [field for field in fields if field.auto_created and (field.one_to_many or field.one_to_one)]


def _remove_columns(user: User, sample: Sample) -> None:
    """The stages too, if they were laid out for the sample, nobody has changed them, and nothing is left."""
    if sample.columns and not Application.objects.owned_by(user).exists():
        stages = Stage.objects.owned_by(user)
        if [list(row) for row in stages.values_list("pk", "name", "position")] == sample.columns:
            stages.delete()
