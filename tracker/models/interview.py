"""An interview, from the invitation on."""

from __future__ import annotations

import datetime as dt
import zoneinfo

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.owned import Owned
from accounts.zones import check_zone
from tracker.models.application import Application
from tracker.querysets import InterviewQuerySet

FINAL_ROUND = 0


class Interview(Owned):
    """One round. Its own time zone is the employer's; times are stored in UTC.

    The invitation's Message-ID, if the person gave it, puts the answer into the same thread.
    """

    class Round(models.IntegerChoices):
        FIRST = 1, _("First")
        SECOND = 2, _("Second")
        THIRD = 3, _("Third")
        FOURTH = 4, _("Fourth")
        FIFTH = 5, _("Fifth")
        FINAL = FINAL_ROUND, _("Final")

    class Kind(models.TextChoices):
        VIDEO = "video", _("Video")
        PHONE = "phone", _("Phone")
        ON_SITE = "on_site", _("On site")

    class Status(models.TextChoices):
        INVITED = "invited", _("Invited")
        CONFIRMED = "confirmed", _("Confirmed")
        COMPLETED = "completed", _("Held")
        DECLINED = "declined", _("Declined by me")
        CANCELLED = "cancelled", _("Cancelled by them")
        MISSED = "missed", _("Missed")

    class InvitedBy(models.TextChoices):
        EMPLOYER = "employer", _("The employer")
        RECRUITER = "recruiter", _("The recruiter")

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="interviews")
    round = models.PositiveSmallIntegerField(_("round"), choices=Round, default=Round.FIRST)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.VIDEO)
    status = models.CharField(max_length=12, choices=Status, default=Status.INVITED, editable=False)
    invited_at = models.DateTimeField(_("invited on"), default=timezone.now)
    respond_by = models.DateTimeField(_("they want an answer by"), null=True, blank=True)
    starts_at = models.DateTimeField(_("starts"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=60, validators=[MinValueValidator(5), MaxValueValidator(1440)]
    )
    zone = models.CharField(_("their time zone"), max_length=64, default="UTC", validators=[check_zone])
    place = models.CharField(_("place or link"), max_length=500, blank=True)
    with_whom = models.CharField(_("with whom"), max_length=200, blank=True)
    notes = models.TextField(_("preparation and notes"), blank=True)
    invited_by = models.CharField(_("who invited me"), max_length=10, choices=InvitedBy, default=InvitedBy.EMPLOYER)
    invitation_subject = models.CharField(_("subject of the invitation"), max_length=255, blank=True)
    invitation_message_id = models.CharField(_("Message-ID of the invitation"), max_length=255, blank=True)
    invitation_references = models.TextField(editable=False, blank=True)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = InterviewQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-pk"]
        indexes = [models.Index(fields=["owner", "status", "starts_at"], name="interview_ahead")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """“Second interview” in the language of the page; whole, for languages differ in word order."""
        return {
            1: gettext("First interview"),
            2: gettext("Second interview"),
            3: gettext("Third interview"),
            4: gettext("Fourth interview"),
            5: gettext("Fifth interview"),
        }.get(self.round, gettext("Final interview"))

    @property
    def tzinfo(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.zone)

    @property
    def ends_at(self) -> dt.datetime | None:
        return self.starts_at + dt.timedelta(minutes=self.minutes) if self.starts_at else None

    @property
    def can_be_declined(self) -> bool:
        return self.status in (self.Status.INVITED, self.Status.CONFIRMED)
