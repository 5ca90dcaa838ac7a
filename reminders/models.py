"""Nudges: rows with a time, and a row for each way in which one reaches a person."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.owned import Owned
from reminders.querysets import NudgeQuerySet, ReminderQuerySet


class Reminder(Owned):
    """One nudge that is to come or has come: unique by what it is about and which of them it is.

    `subject` is "<noun>:<pk>" and `sequence` the name of the moment ("first", "day-2", "before-3h@…"). One
    that is no longer needed waits again if it is wanted again; one that was sent, or folded into a later one
    that fell due with it, is over.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FOLDED = "folded", _("Said by a later one")
        NOT_NEEDED = "not_needed", _("No longer needed")

    kind = models.CharField(max_length=32)
    subject = models.CharField(max_length=64)
    sequence = models.CharField(max_length=32)
    due_at = models.DateTimeField()
    is_urgent = models.BooleanField(default=False)
    status = models.CharField(max_length=12, choices=Status, default=Status.WAITING)
    settled_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        indexes = [models.Index(fields=["due_at"], name="reminder_due", condition=Q(status="waiting"))]
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject", "sequence"], name="each_nudge_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.sequence}"


class Snooze(Owned):
    """Until when a person wants to hear nothing about one thing."""

    subject = models.CharField(max_length=64)
    until = models.DateTimeField()

    objects = models.Manager["Snooze"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "subject"], name="one_snooze_per_thing")]

    def __str__(self) -> str:
        return f"{self.subject} until {self.until:%Y-%m-%d %H:%M}"


class Nudge(Owned):
    """One reminder by one channel. The in-app row is the truth; e-mail is at least once."""

    class Channel(models.TextChoices):
        IN_APP = "in_app", _("Here")
        EMAIL = "email", _("E-mail")

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        CLAIMED = "claimed", _("Leaving")
        SENT = "sent", _("Sent")
        NOT_NEEDED = "not_needed", _("No longer needed")
        FAILED = "failed", _("Failed")

    reminder = models.ForeignKey(Reminder, on_delete=models.CASCADE, related_name="nudges")
    channel = models.CharField(max_length=8, choices=Channel)
    status = models.CharField(max_length=12, choices=Status, default=Status.WAITING)
    title = models.CharField(max_length=255)
    body = models.TextField()
    path = models.CharField(max_length=255)
    due_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)

    objects = NudgeQuerySet.as_manager()

    class Meta:
        ordering = ["-due_at", "-pk"]
        indexes = [
            models.Index(fields=["due_at"], name="nudge_due", condition=Q(status="waiting")),
            models.Index(fields=["lease_until"], name="nudge_leased", condition=Q(status="claimed")),
            models.Index(fields=["owner", "seen_at"], name="nudge_unseen", condition=Q(channel="in_app")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["reminder", "channel"], name="once_per_channel"),
        ]

    def __str__(self) -> str:
        return self.title


class Turn(models.Model):
    """Whose turn it is to carry the e-mails, so that a slow mail server holds one worker and not all.

    Only manners: what keeps a nudge from going twice is the claim on its row.
    """

    name = models.CharField(max_length=32, primary_key=True)
    until = models.DateTimeField()

    objects = models.Manager["Turn"]()

    def __str__(self) -> str:
        return f"{self.name} until {self.until:%H:%M:%S}"
