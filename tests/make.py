"""The records that tests begin with, made by the flows that people use."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from accounts.models import Mailbox, User
from declines import guide
from declines.models import Decline, Letter
from tracker import interviews, progress
from tracker.models import Application, Contact, Interview
from tracker.people import keep_person
from tracker.stages import stage_for_round, stages_of


def application(owner: User, position: str = "Marketing Associate", employer: str = "XYZ Corporation") -> Application:
    return progress.start(
        Application(
            owner=owner,
            employer=progress.employer_named(owner, employer),
            position=position,
            stage=stages_of(owner)[1],
        )
    )


def hiring_manager(of: Application, **fields: Any) -> Contact:
    given = {"name": "Eleanor Smith", "honorific": "ms", "email": "e.smith@xyz-corporation.example", **fields}
    return keep_person(of, role=Contact.Role.HIRING_MANAGER, **given).contact


def recruiter(of: Application, **fields: Any) -> Contact:
    given = {
        "name": "Kartika Wulandari",
        "honorific": "ms",
        "agency": "Rekan Karier",
        "email": "kartika.w@rekankarier.example",
        **fields,
    }
    return keep_person(of, role=Contact.Role.RECRUITER, **given).contact


def interview(of: Application, *, round_: int = 2, days_ahead: float = 3, **fields: Any) -> Interview:
    """An invitation that came an hour ago."""
    now = timezone.now()
    stage = stage_for_round(of.owner, round_)
    if stage is not None:
        progress.move_stage(of, stage)
    return interviews.record(
        Interview(
            owner=of.owner,
            application=of,
            round=round_,
            **{
                "invited_at": now - dt.timedelta(hours=1),
                "starts_at": now + dt.timedelta(days=days_ahead),
                "zone": "Asia/Jakarta",
                **fields,
            },
        )
    )


def mailbox(owner: User, port: int = 2525) -> Mailbox:
    """A mailbox at a server on this machine."""
    return Mailbox.objects.create(
        owner=owner, email="nadia@prameswari.example", host="127.0.0.1", port=port, security="none"
    )


def signed(owner: User, name: str = "Nadia Prameswari") -> User:
    """The owner, with a name to sign with."""
    owner.preferences.name = name
    owner.preferences.save()
    return owner


def decline(owner: User, *, with_people: bool = True, **fields: Any) -> Decline:
    """A second interview being declined, with both letters drafted."""
    signed(owner)
    of = application(owner)
    if with_people:
        hiring_manager(of)
        recruiter(of)
    return guide.decline_interview(interview(of, **fields))


def letter(of: Decline, audience: str = "employer") -> Letter:
    """A letter as it is in the database now."""
    return Letter.objects.select_related("decline", "mail", "recipient__contact").get(decline=of, audience=audience)
