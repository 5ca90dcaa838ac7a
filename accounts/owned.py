"""What belongs to a person: every query in the product starts from its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    from accounts.models import User

M = TypeVar("M", bound=models.Model, covariant=True)


class OwnedQuerySet(models.QuerySet[M]):
    """The first word of every query."""

    def owned_by(self, user: User) -> Self:
        return self.filter(owner=user)


class Owned(models.Model):
    """A row with one owner, deleted with the account."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", editable=False)

    class Meta:
        abstract = True
