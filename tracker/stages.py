"""A person's own columns; the default seven are laid out the first time they are needed."""

from __future__ import annotations

from accounts.models import User
from tracker.models import FINAL_ROUND, Stage
from tracker.models.stage import BEGUN_WITH


def stages_of(user: User) -> list[Stage]:
    """The person's stages in their order, made if there are none yet."""
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
    plan: list[tuple[str, int | None]] = [
        (kind.SAVED, None),
        (kind.APPLIED, None),
        (kind.SCREENING, None),
        (kind.INTERVIEW, 1),
        (kind.INTERVIEW, 2),
        (kind.INTERVIEW, FINAL_ROUND),
        (kind.OFFER, None),
    ]
    return [
        Stage(owner=user, name=name, kind=stage_kind, round=round_, position=position)
        for position, (name, (stage_kind, round_)) in enumerate(zip(BEGUN_WITH, plan, strict=True))
    ]
