"""Employers, and the people one writes to."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.owned import Owned
from tracker.querysets import ContactQuerySet, EmployerQuerySet


class Employer(Owned):
    name = models.CharField(_("name"), max_length=200)
    place = models.CharField(_("place"), max_length=200, blank=True)
    website = models.URLField(_("website"), blank=True)
    may_revisit = models.BooleanField(_("I may want to come back to them"), default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = EmployerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint("owner", Lower("name"), name="one_employer_of_a_name")]

    def __str__(self) -> str:
        return self.name


class Contact(Owned):
    """A person at an employer, or a recruiter in between.

    The honorific is kept by meaning and spelled in the language of the letter (ms and mrs: Ibu, mr: Bapak);
    it is never guessed from a name.
    """

    class Role(models.TextChoices):
        RECRUITER = "recruiter", _("Recruiter")
        HIRING_MANAGER = "hiring_manager", _("Hiring manager")
        INTERVIEWER = "interviewer", _("Interviewer")
        HR = "hr", _("HR")
        REFERRER = "referrer", _("Referrer")

    class Honorific(models.TextChoices):
        MS = "ms", _("Ms. / Ibu")
        MRS = "mrs", _("Mrs. / Ibu")
        MR = "mr", _("Mr. / Bapak")
        MX = "mx", _("Mx.")
        DR = "dr", _("Dr.")
        PROF = "prof", _("Prof.")

    class Source(models.TextChoices):
        CORRESPONDENCE = "correspondence", _("In our letters")
        INVITATION = "invitation", _("In the invitation")
        ONLINE = "online", _("Found online")
        RECEPTION = "reception", _("Reception told me")
        THEMSELVES = "themselves", _("They told me")
        OTHER = "other", _("Somewhere else")

    role = models.CharField(_("role"), max_length=16, choices=Role)
    honorific = models.CharField(_("form of address"), max_length=8, choices=Honorific, blank=True)
    name = models.CharField(_("full name"), max_length=200)
    salutation_name = models.CharField(
        _("name in a greeting"),
        max_length=120,
        blank=True,
        help_text=_("Only if it is not the family name: “Kartika” in “Yth. Ibu Kartika”."),
    )
    job_title = models.CharField(_("job title"), max_length=200, blank=True)
    employer = models.ForeignKey(
        Employer,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="contacts",
        verbose_name=_("employer"),
    )
    agency = models.CharField(_("agency"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email_source = models.CharField(_("where the address came from"), max_length=16, choices=Source, blank=True)
    email_source_note = models.CharField(_("more on that"), max_length=200, blank=True)
    notes = models.TextField(_("notes"), blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["owner", "name"], name="contact_by_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("tracker:contact", args=[self.pk])

    @property
    def is_recruiter(self) -> bool:
        return self.role == self.Role.RECRUITER

    @property
    def organisation(self) -> str:
        """Where this person works: the agency, else the employer."""
        return self.agency or (self.employer.name if self.employer else "")
