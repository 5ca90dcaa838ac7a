"""The person: the account, what they prefer, and the mailbox their letters leave from."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.owned import Owned, OwnedQuerySet
from accounts.secrets import seal, unseal
from accounts.zones import check_zone


class UserManager(BaseUserManager["User"]):
    def get_queryset(self) -> models.QuerySet[User]:
        """People come with their preferences: there is no page that does not read them."""
        return super().get_queryset().select_related("preferences")

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> User:
        """Make an account whose login is its e-mail address; raises ValueError without one."""
        if not email:
            raise ValueError("an account needs an e-mail address")
        user = self.model(email=self.normalize_email(email), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(_("e-mail address"), unique=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_per_address")]

    def __str__(self) -> str:
        return self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a new account gets its preferences at once, so that no reader has to ask."""
        is_new = self._state.adding
        super().save(*args, **kwargs)
        if is_new:
            Preferences.objects.create(user=self)


class Language(models.TextChoices):
    ENGLISH = "en", _("English")
    INDONESIAN = "id", _("Bahasa Indonesia")


HOURS = [MinValueValidator(1), MaxValueValidator(168)]


class Preferences(models.Model):
    """How a person signs, reads and wishes to be nudged. Hours count from the event named."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="preferences")
    name = models.CharField(_("your name"), max_length=120, blank=True)
    phone = models.CharField(_("phone, for the foot of a letter"), max_length=40, blank=True)
    zone = models.CharField(_("time zone"), max_length=64, default="UTC", validators=[check_zone])
    language = models.CharField(_("language of the pages"), max_length=5, choices=Language, default=Language.ENGLISH)
    letter_language = models.CharField(
        _("language of new letters"), max_length=5, choices=Language, default=Language.ENGLISH
    )

    first_nudge_hours = models.PositiveSmallIntegerField(_("first nudge"), default=4, validators=HOURS)
    second_nudge_hours = models.PositiveSmallIntegerField(_("second nudge"), default=12, validators=HOURS)
    third_nudge_hours = models.PositiveSmallIntegerField(_("third nudge, then daily"), default=24, validators=HOURS)
    first_answer_hours = models.PositiveSmallIntegerField(_("first nudge"), default=24, validators=HOURS)
    second_answer_hours = models.PositiveSmallIntegerField(_("second nudge"), default=48, validators=HOURS)
    quiet_from = models.TimeField(_("quiet from"), default=dt.time(22, 0))
    quiet_until = models.TimeField(_("quiet until"), default=dt.time(7, 0))
    nudge_by_email = models.BooleanField(_("nudge me by e-mail too"), default=True)
    undo_seconds = models.PositiveSmallIntegerField(
        _("seconds to undo a sending"), default=15, validators=[MaxValueValidator(120)]
    )

    class Meta:
        verbose_name_plural = "preferences"

    def __str__(self) -> str:
        return self.name or str(self.user)

    @property
    def tzinfo(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.zone)

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0]


class MailboxQuerySet(OwnedQuerySet["Mailbox"]):
    def ready(self) -> MailboxQuerySet:
        """Those that may be used now: nothing has paused them."""
        return self.filter(paused_at=None)


class Mailbox(Owned):
    """A person's own SMTP account. The password is sealed with the owner as context, so a row's
    secret is worthless in another row."""

    class Security(models.TextChoices):
        TLS = "tls", _("TLS (usually port 465)")
        STARTTLS = "starttls", _("STARTTLS (usually port 587)")
        NONE = "none", _("None (a server on this machine only)")

    email = models.EmailField(_("address that letters come from"))
    host = models.CharField(_("outgoing mail server (SMTP)"), max_length=253)
    port = models.PositiveIntegerField(
        _("port"), default=587, validators=[MinValueValidator(1), MaxValueValidator(65535)]
    )
    security = models.CharField(_("encryption"), max_length=8, choices=Security, default=Security.STARTTLS)
    username = models.CharField(_("user name"), max_length=254, blank=True)
    sealed_password = models.TextField(editable=False, blank=True)
    tested_at = models.DateTimeField(null=True, editable=False)
    paused_at = models.DateTimeField(null=True, editable=False)
    paused_reply = models.CharField(max_length=1000, blank=True, editable=False)

    objects = MailboxQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "mailboxes"
        constraints = [models.UniqueConstraint(fields=["owner"], name="one_mailbox_per_person")]

    def __str__(self) -> str:
        return self.email

    @property
    def password(self) -> str:
        """The password in the clear; raises accounts.secrets.SecretUnreadable without its key."""
        return unseal(self.sealed_password, self._context) if self.sealed_password else ""

    @password.setter
    def password(self, value: str) -> None:
        self.sealed_password = seal(value, self._context) if value else ""

    @property
    def _context(self) -> str:
        return f"mailbox:{self.owner_id}"
