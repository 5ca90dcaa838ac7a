"""A person's own columns; the default seven are laid out the first time they are needed."""

from __future__ import annotations

from django.utils.translation import gettext, override

from accounts.models import User
from tracker.models import FINAL_ROUND, Stage


def stages_of(user: User) -> list[Stage]:
    """The person's stages in their order, made in their own language if there are none yet."""
    stages = list(Stage.objects.owned_by(user))
    if not stages:
        Stage.objects.bulk_create(_default_seven(user), ignore_conflicts=True)
        stages = list(Stage.objects.owned_by(user))
    return stages


def stage_for_round(user: User, round_: int) -> Stage | None:
    """The column of an interview round, if the person has one."""
    return next((stage for stage in stages_of(user) if stage.is_interview and stage.round == round_), None)


def _default_seven(user: User) -> list[Stage]:
    kind = Stage.Kind
    with override(user.preferences.language):
        plan: list[tuple[str, str, int | None]] = [
            (gettext("Saved"), kind.SAVED, None),
            (gettext("Applied"), kind.APPLIED, None),
            (gettext("Screening"), kind.SCREENING, None),
            (gettext("First interview"), kind.INTERVIEW, 1),
            (gettext("Second interview"), kind.INTERVIEW, 2),
            (gettext("Final interview"), kind.INTERVIEW, FINAL_ROUND),
            (gettext("Offer"), kind.OFFER, None),
        ]
    return [
        Stage(owner=user, name=name, kind=stage_kind, round=round_, position=position)
        for position, (name, stage_kind, round_) in enumerate(plan)
    ]
