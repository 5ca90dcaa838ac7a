"""An application, its people, its notes and the history of its stages."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.owned import Owned, OwnedQuerySet
from tracker.models.people import Contact, Employer
from tracker.models.stage import Stage
from tracker.querysets import ApplicationQuerySet


class Outcome(models.TextChoices):
    """How an application ended. The candidate declines or withdraws; the employer rejects."""

    ACCEPTED = "accepted", _("Offer accepted")
    DECLINED = "declined", _("Declined by me")
    WITHDRAWN = "withdrawn", _("Withdrawn by me")
    REJECTED = "rejected", _("Rejected")
    NO_RESPONSE = "no_response", _("No response")
    POSITION_CLOSED = "position_closed", _("Position closed")


class Application(Owned):
    """One position at one employer. Closed is no stage: the stage stays where it was."""

    class Source(models.TextChoices):
        JOB_BOARD = "job_board", _("Job board")
        RECRUITER = "recruiter", _("Recruiter")
        REFERRAL = "referral", _("Referral")
        THEIR_SITE = "their_site", _("Their own site")
        NETWORK = "network", _("Someone I know")
        OTHER = "other", _("Something else")

    employer = models.ForeignKey(Employer, on_delete=models.RESTRICT, related_name="applications")
    position = models.CharField(_("position"), max_length=200)
    stage = models.ForeignKey(Stage, on_delete=models.RESTRICT, related_name="applications")
    place = models.CharField(_("place"), max_length=200, blank=True)
    pay = models.CharField(_("pay"), max_length=120, blank=True)
    source = models.CharField(_("found through"), max_length=16, choices=Source, blank=True)
    posting_url = models.URLField(_("link to the posting"), max_length=1000, blank=True)
    applied_on = models.DateField(_("applied on"), null=True, blank=True)
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    follow_up_on = models.DateField(_("follow up on"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True, editable=False)
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True, editable=False)
    last_activity_at = models.DateTimeField(default=timezone.now, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-last_activity_at", "-pk"]
        indexes = [
            models.Index(fields=["owner", "closed_at", "stage"], name="application_board"),
            models.Index(fields=["owner", "-last_activity_at", "-id"], name="application_latest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True, outcome="")
                | (models.Q(closed_at__isnull=False) & ~models.Q(outcome="")),
                name="closed_with_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}, {self.employer.name}"

    def get_absolute_url(self) -> str:
        return reverse("dashboard:application", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class ApplicationContact(Owned):
    """A person who has to do with an application. A letter's recipient is one of these rows, so it
    cannot be somebody from another application."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="people")
    contact = models.ForeignKey(Contact, on_delete=models.RESTRICT, related_name="applications")

    objects = OwnedQuerySet["ApplicationContact"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "contact"], name="a_contact_once_per_application"),
        ]

    def __str__(self) -> str:
        return str(self.contact)


class StageChange(Owned):
    """What moved, when: written by tracker.progress in the transaction that moves it."""

    class What(models.TextChoices):
        MOVED = "moved", _("Moved")
        CLOSED = "closed", _("Closed")
        REOPENED = "reopened", _("Reopened")

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="stage_changes")
    what = models.CharField(max_length=8, choices=What, default=What.MOVED)
    from_stage = models.ForeignKey(Stage, on_delete=models.RESTRICT, null=True, related_name="+")
    to_stage = models.ForeignKey(Stage, on_delete=models.RESTRICT, null=True, related_name="+")
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = OwnedQuerySet["StageChange"].as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["application", "-at"], name="stage_change_latest")]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.at:%Y-%m-%d}"


class Note(Owned):
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="notes")
    body = models.TextField(_("note"), max_length=20_000)
    created_at = models.DateTimeField(default=timezone.now)

    objects = OwnedQuerySet["Note"].as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.body[:60]
