"""The columns of a person's own pipeline."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from accounts.owned import Owned
from tracker.querysets import StageQuerySet

# What everybody begins with. They are kept in English, so that a page can show them in its own language.
BEGUN_WITH = (
    gettext_noop("Saved"),
    gettext_noop("Applied"),
    gettext_noop("Screening"),
    gettext_noop("First interview"),
    gettext_noop("Second interview"),
    gettext_noop("Final interview"),
    gettext_noop("Offer"),
)


def stage_title(name: str) -> str:
    """A stage's name as the page shows it: one of the first seven in the page's language, another as it is."""
    return gettext(name) if name in BEGUN_WITH else name


class Stage(Owned):
    """A column. Logic keys on `kind` and `round`, never on the name, which is the person's to choose."""

    class Kind(models.TextChoices):
        SAVED = "saved", _("Saved")
        APPLIED = "applied", _("Applied")
        SCREENING = "screening", _("Screening")
        INTERVIEW = "interview", _("Interview")
        OFFER = "offer", _("Offer")

    name = models.CharField(_("name"), max_length=60)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    round = models.PositiveSmallIntegerField(_("round"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"))

    objects = StageQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint("owner", Lower("name"), name="one_stage_of_a_name"),
            models.CheckConstraint(
                condition=models.Q(kind="interview", round__isnull=False)
                | (~models.Q(kind="interview") & models.Q(round__isnull=True)),
                name="only_interview_stages_have_a_round",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return stage_title(self.name)

    @property
    def is_interview(self) -> bool:
        return self.kind == self.Kind.INTERVIEW
