"""A decline, from the decision to the last letter."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Language
from accounts.owned import Owned
from correspondence.models import OutgoingMail
from declines.querysets import DeclineQuerySet, LetterQuerySet
from tracker.models import Application, ApplicationContact, Interview


class Reason(models.TextChoices):
    """The one neutral reason a letter may give. Private ones never reach it."""

    NONE = "", _("Give no reason")
    ANOTHER_OFFER = "another_offer", _("I accepted another opportunity")
    ROLE = "role", _("The role is not what I had understood")
    SKILLS = "skills", _("It does not fit my skills and goals")
    TIMING = "timing", _("The timing is not right")
    LOCATION = "location", _("The place or the travel")
    PERSONAL = "personal", _("Personal circumstances")
    PAY = "pay", _("The terms as a whole")


class PutOff(models.TextChoices):
    INTERVIEWER = "interviewer", _("The interviewer")
    PROCESS = "process", _("The process")
    ROLE = "role", _("The role")
    PAY = "pay", _("The pay")
    ANOTHER_OFFER = "another_offer", _("Another offer")
    ELSE = "else", _("Something else")


class Decline(Owned):
    """One “thank you, but no”. Its steps are computed from what exists, never stored as progress."""

    class Status(models.TextChoices):
        OPEN = "open", pgettext_lazy("decline", "Open")
        COMPLETED = "completed", pgettext_lazy("decline", "Completed")
        RECONSIDERED = "reconsidered", pgettext_lazy("decline", "Reconsidered")

    class PutOffBy(models.TextChoices):
        EMPLOYER = "employer", _("Employer")
        RECRUITER = "recruiter", _("Recruiter")
        UNSURE = "unsure", _("Not sure")

    application = models.ForeignKey(Application, on_delete=models.RESTRICT, related_name="declines")
    interview = models.ForeignKey(Interview, on_delete=models.RESTRICT, null=True, related_name="declines")
    interview_status_before = models.CharField(max_length=12, blank=True, editable=False)
    status = models.CharField(max_length=12, choices=Status, default=Status.OPEN, editable=False)
    decided_at = models.DateTimeField(default=timezone.now, editable=False)
    send_by = models.DateTimeField(editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    put_off = models.JSONField(_("What put you off?"), default=list, blank=True)
    put_off_by = models.CharField(_("Was that person the employer’s?"), max_length=10, choices=PutOffBy, blank=True)
    talked_with = models.CharField(_("Who did you talk it over with?"), max_length=200, blank=True)
    they_said = models.TextField(_("What did they say?"), max_length=5_000, blank=True)
    private_reasons = models.TextField(_("My reasons, for me only"), max_length=10_000, blank=True)
    reason = models.CharField(_("What the letters may say"), max_length=16, choices=Reason, blank=True)
    answer = models.TextField(_("If someone asks, I’ll say"), max_length=2_000, blank=True)
    roles_welcome = models.CharField(
        _("Work I would still like to hear of"),
        max_length=120,
        blank=True,
        help_text=_("For the recruiter’s letter: “content or brand marketing”."),
    )
    may_revisit = models.BooleanField(_("I may want to come back to this employer"), default=False)
    closes_application = models.BooleanField(
        _("Close the application once every letter is accounted for"), default=True
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DeclineQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_at", "-pk"]
        indexes = [models.Index(fields=["send_by"], name="decline_open", condition=Q(status="open"))]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(status="open"), name="one_open_decline_per_application"
            ),
            models.CheckConstraint(
                condition=Q(status="open", ended_at__isnull=True) | (~Q(status="open") & Q(ended_at__isnull=False)),
                name="a_decline_ends_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("declines:decline", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @cached_property
    def have_met(self) -> bool:
        """Whether an interview was held before this one: nobody enjoyed a meeting that never was."""
        if self.interview is not None and self.interview.round != 1:
            return True
        return self.application.interviews.filter(status=Interview.Status.COMPLETED).exists()

    @property
    def title(self) -> str:
        """“Declining the second interview”, whole, for languages differ in word order."""
        if self.interview is None:
            return gettext("Withdrawing the application")
        return {
            1: gettext("Declining the first interview"),
            2: gettext("Declining the second interview"),
            3: gettext("Declining the third interview"),
            4: gettext("Declining the fourth interview"),
            5: gettext("Declining the fifth interview"),
        }.get(self.interview.round, gettext("Declining the final interview"))


class Letter(Owned):
    """One letter to one reader. It is accounted for once it was accepted by a mail server, or the person
    says how else the reader heard of it, or why nobody needs to."""

    class Audience(models.TextChoices):
        EMPLOYER = "employer", _("Employer")
        RECRUITER = "recruiter", _("Recruiter")

    class Tone(models.TextChoices):
        FORMAL = "formal", _("Formal")
        WARM = "warm", _("Warm")
        BRIEF = "brief", _("Brief")

    class Accounted(models.TextChoices):
        NO = "", _("Not yet")
        MAILBOX = "mailbox", _("Sent from my mailbox")
        ELSEWHERE = "elsewhere", _("I sent it myself")
        PHONED = "phoned", _("I phoned")
        NOT_NEEDED = "not_needed", _("Not needed")

    decline = models.ForeignKey(Decline, on_delete=models.CASCADE, related_name="letters")
    application = models.ForeignKey(Application, on_delete=models.RESTRICT, related_name="+", editable=False)
    audience = models.CharField(max_length=10, choices=Audience, editable=False)
    recipient = models.ForeignKey(
        ApplicationContact, on_delete=models.RESTRICT, null=True, blank=True, related_name="letters"
    )
    language = models.CharField(_("language"), max_length=5, choices=Language, default=Language.ENGLISH)
    tone = models.CharField(_("tone"), max_length=8, choices=Tone, default=Tone.FORMAL)
    subject = models.CharField(_("subject"), max_length=255)
    body = models.TextField(_("letter"), max_length=20_000)
    is_edited = models.BooleanField(default=False, editable=False)
    # What the person had written before the letter was drafted anew, so that nothing is lost.
    kept_subject = models.CharField(max_length=255, blank=True, editable=False)
    kept_body = models.TextField(blank=True, editable=False)
    mail = models.ForeignKey(OutgoingMail, on_delete=models.RESTRICT, null=True, related_name="letters", editable=False)
    accounted = models.CharField(max_length=12, choices=Accounted, blank=True, editable=False)
    accounted_at = models.DateTimeField(null=True, editable=False)
    account_note = models.CharField(max_length=500, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["decline", "audience"]
        constraints = [
            models.UniqueConstraint(fields=["decline", "audience"], name="one_letter_per_reader"),
            models.CheckConstraint(
                condition=Q(accounted="", accounted_at__isnull=True)
                | (~Q(accounted="") & Q(accounted_at__isnull=False)),
                name="accounted_for_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def purpose(self) -> str:
        """What an OutgoingMail of this letter is called, so that only one can be live."""
        return f"letter:{self.pk}"

    @property
    def is_accounted(self) -> bool:
        return bool(self.accounted)

    @property
    def live_mail(self) -> OutgoingMail | None:
        """The sending that holds this letter, if one does: nothing may be changed under it."""
        return self.mail if self.mail is not None and self.mail.status in OutgoingMail.LIVE else None

    @property
    def held_by(self) -> OutgoingMail | None:
        """The sending that holds this letter, also in the moment when it is sent and not yet accounted for."""
        return self.mail if self.mail is not None and self.mail.status in OutgoingMail.HOLDING else None

    @property
    def can_be_edited(self) -> bool:
        return self.decline.is_open and not self.is_accounted and self.held_by is None
