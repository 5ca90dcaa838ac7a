"""The history of what was said, and the letters on their way."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Mailbox
from accounts.owned import Owned
from correspondence.querysets import MessageQuerySet, OutgoingMailQuerySet
from tracker.models import Application, ApplicationContact, Contact


class OutgoingMail(Owned):
    """A frozen letter to one recipient. `status` is what we did; `delivery` is what became of it.

    The bytes, the addresses and the Message-ID are written once, when a person presses Send, and never
    change (a trigger in the database says so). See correspondence.dispatch for who moves the status.
    """

    class Status(models.TextChoices):
        QUEUED = "queued", _("Waiting to leave")
        CLAIMED = "claimed", _("Being handed over")
        TRANSMITTING = "transmitting", _("Leaving now")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Not sent")
        UNCONFIRMED = "unconfirmed", _("Outcome unknown")
        CANCELLED = "cancelled", _("Undone")

    class Delivery(models.TextChoices):
        UNKNOWN = "", _("Nothing heard")
        BOUNCED = "bounced", _("Came back")
        ANSWERED = "answered", _("Answered")

    LIVE = (Status.QUEUED, Status.CLAIMED, Status.TRANSMITTING, Status.UNCONFIRMED)
    HOLDING = (*LIVE, Status.SENT)  # whose letter may neither be changed nor sent again

    application = models.ForeignKey(Application, on_delete=models.RESTRICT, related_name="outgoing")
    recipient = models.ForeignKey(ApplicationContact, on_delete=models.RESTRICT, related_name="outgoing")
    mailbox = models.ForeignKey(Mailbox, on_delete=models.SET_NULL, null=True, related_name="outgoing")
    purpose = models.CharField(max_length=64)
    idempotency_key = models.CharField(max_length=64)

    sender = models.EmailField()
    rcpt = models.EmailField()
    to_name = models.CharField(max_length=200)
    subject = models.CharField(max_length=255)
    body = models.TextField()
    language = models.CharField(max_length=5)
    message_id = models.CharField(max_length=255)
    in_reply_to = models.CharField(max_length=255, blank=True)
    references = models.TextField(blank=True)
    mime = models.BinaryField()
    shown_hash = models.CharField(max_length=64)

    status = models.CharField(max_length=12, choices=Status, default=Status.QUEUED)
    delivery = models.CharField(max_length=12, choices=Delivery, blank=True)
    queued_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    give_up_at = models.DateTimeField()
    token = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    handed_over_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    reply = models.CharField(max_length=1000, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        ordering = ["-queued_at", "-pk"]
        indexes = [
            models.Index(fields=["due_at"], name="mail_due", condition=Q(status="queued")),
            models.Index(
                fields=["lease_until"],
                name="mail_leased",
                condition=Q(status__in=["claimed", "transmitting"]),
            ),
            models.Index(fields=["owner", "status"], name="mail_of_owner"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "purpose"],
                condition=Q(status__in=["queued", "claimed", "transmitting", "unconfirmed"]),
                name="one_live_sending_per_letter",
            ),
            models.UniqueConstraint(fields=["owner", "idempotency_key"], name="one_sending_per_press"),
            models.CheckConstraint(condition=~Q(rcpt="") & ~Q(sender=""), name="a_letter_has_both_ends"),
            models.CheckConstraint(
                condition=Q(status__in=["claimed", "transmitting"], token__isnull=False, lease_until__isnull=False)
                | ~Q(status__in=["claimed", "transmitting"]),
                name="in_hand_means_leased",
            ),
            models.CheckConstraint(condition=Q(give_up_at__gte=F("queued_at")), name="gives_up_after_it_began"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.rcpt}"

    @property
    def can_be_undone(self) -> bool:
        return self.status in (self.Status.QUEUED, self.Status.CLAIMED)


class SendAttempt(models.Model):
    """One walk to the mail server, written down before the network is touched."""

    mail = models.ForeignKey(OutgoingMail, on_delete=models.CASCADE, related_name="attempts")
    token = models.UUIDField(unique=True)
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    step = models.CharField(max_length=16, blank=True)
    outcome = models.CharField(max_length=16, blank=True)
    reply = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["started_at", "pk"]

    def __str__(self) -> str:
        return f"{self.outcome or 'under way'} at {self.step}"


class Message(Owned):
    """Something that was said, in either direction, by whatever channel."""

    class Direction(models.TextChoices):
        IN = "in", _("From them")
        OUT = "out", _("From me")

    class Channel(models.TextChoices):
        EMAIL = "email", _("E-mail")
        PHONE = "phone", _("Phone")
        TEXT = "text", _("Text or chat")
        IN_PERSON = "in_person", _("In person")

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="messages")
    contact = models.ForeignKey(
        Contact,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="messages",
        verbose_name=_("with"),
    )
    direction = models.CharField(_("direction"), max_length=3, choices=Direction, default=Direction.IN)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel, default=Channel.EMAIL)
    subject = models.CharField(_("subject"), max_length=255, blank=True)
    body = models.TextField(_("what was said"), max_length=200_000)
    occurred_at = models.DateTimeField(_("when"), default=timezone.now)
    message_id = models.CharField(_("Message-ID"), max_length=255, blank=True)
    in_reply_to = models.CharField(max_length=255, blank=True, editable=False)
    references = models.TextField(blank=True, editable=False)
    mail = models.OneToOneField(
        OutgoingMail, on_delete=models.RESTRICT, null=True, related_name="message", editable=False
    )
    # What it accounts for ("letter:12"), if a person recorded it in place of a letter of the app's.
    purpose = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-occurred_at", "-pk"]
        indexes = [
            models.Index(fields=["owner", "-occurred_at", "-id"], name="message_latest"),
            models.Index(fields=["application", "-occurred_at"], name="message_of_application"),
        ]

    def __str__(self) -> str:
        return self.subject or self.body[:60]


class Beat(models.Model):
    """When each sweep last ran, so that a page can say so if none has."""

    name = models.CharField(max_length=32, primary_key=True)
    at = models.DateTimeField()

    objects = models.Manager["Beat"]()

    def __str__(self) -> str:
        return self.name
