"""What the pages keep for themselves: which rows are a sample's."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from accounts.owned import Owned, OwnedQuerySet


class Sample(Owned):
    """A sample search that a person has filled in, with every row that it made, so that just those can go.

    `rows` maps a model's label ("tracker.note") to primary keys; neither database gives a key twice.
    `columns` are the stages [pk, name, position] that were laid out for it, if there were none before.
    """

    filled_at = models.DateTimeField(default=timezone.now)
    rows = models.JSONField(default=dict)
    columns = models.JSONField(default=list)

    objects = OwnedQuerySet["Sample"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner"], name="one_sample_per_person")]

    def __str__(self) -> str:
        return f"sample of {self.filled_at:%Y-%m-%d}"

    def pks(self, model: type[models.Model]) -> list[int]:
        """The rows of a model that the sample made; some may be gone by now."""
        found: list[int] = self.rows.get(model._meta.label_lower, [])
        return found
