"""What a person may change about themselves, and the rules that it must keep. Layouts are in layouts.py."""

from __future__ import annotations

import ipaddress
import re
from typing import Any

from allauth.account import app_settings as allauth_settings
from allauth.account import forms as allauth_forms
from allauth.account.models import EmailAddress
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts import layouts, local_time
from accounts.addresses import mail_address
from accounts.models import Mailbox, Preferences, User
from accounts.names import NameField, check_one_line
from accounts.zones import places

HOURS_OFFERED = (1, 2, 3, 4, 6, 8, 12, 18, 24, 36, 48, 72, 96, 120, 168)
LABEL = r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?"
HOST_NAME = re.compile(rf"(?=.{{1,253}}\Z){LABEL}(\.{LABEL})*")

Choices = list[tuple[str | Promise, Any]]


class SignupForm(allauth_forms.SignupForm):  # type: ignore[misc]
    """allauth's sign-up, with the name that letters are signed with."""

    name = NameField(
        label=gettext_lazy("Your name"),
        max_length=120,
        validators=[check_one_line],
        help_text=gettext_lazy("As it should stand under your letters."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["name", "email", "password1"]

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Save the newcomer. The same form sent twice at once makes one account, and leads to its log-in."""
        try:
            with transaction.atomic():
                newcomer, answer = super().try_save(request)
                if newcomer and allauth_settings.EMAIL_VERIFICATION == allauth_settings.EmailVerificationMethod.NONE:
                    # No link is ever sent to it, so nothing may wait for one to be opened.
                    EmailAddress.objects.filter(user=newcomer).update(verified=True)
                return newcomer, answer
        except IntegrityError:
            messages.info(request, _("Your account is there already. Please log in."))
            return None, redirect("account_login")


class PreferencesForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Preferences
        fields = ["name", "phone", "zone", "language", "letter_language", "undo_seconds"]
        field_classes = {"name": NameField}
        labels = {
            "name": gettext_lazy("Your name"),
            "phone": gettext_lazy("Phone"),
            "zone": gettext_lazy("Time zone"),
            "language": gettext_lazy("Language of the pages"),
            "letter_language": gettext_lazy("Language of new letters"),
            "undo_seconds": gettext_lazy("Seconds to undo a sending"),
        }
        help_texts = {
            "name": gettext_lazy("As it should stand under your letters."),
            "phone": gettext_lazy("If you wish, for the foot of a letter."),
            "letter_language": gettext_lazy("Each letter can still be changed."),
            "undo_seconds": gettext_lazy("A letter waits this long before it leaves, at most 120."),
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
        }

    def __init__(self, *args: Any, guess: str = "UTC", **kwargs: Any) -> None:
        """`guess` is the zone that the browser says it is in."""
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        for name in ("name", "phone"):
            self.fields[name].validators.append(check_one_line)
        self.fields["zone"] = forms.ChoiceField(
            label=self.fields["zone"].label, choices=_zones({self.instance.zone, guess})
        )
        self.fields["zone"].help_text = self._zone_help(guess)
        self.helper = layouts.preferences()

    def _zone_help(self, guess: str) -> str:
        now = local_time.hour(timezone.now(), self.instance.zone)
        if guess not in ("UTC", self.instance.zone):
            return _("It is %(time)s there. Your browser says that you are in %(zone)s.") % {
                "time": now,
                "zone": guess.replace("_", " "),
            }
        return _("It is %(time)s there.") % {"time": now}


def _zones(present: set[str]) -> Choices:
    """Every place by area; first those that are in question, however old their names."""
    named: Choices = [(name, name.replace("_", " ")) for name in sorted(present | {"UTC"})]
    return named + [
        (area, [(name, name.partition("/")[2].replace("_", " ")) for name in names if name not in present])
        for area, names in places().items()
    ]


class NudgesForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Preferences
        fields = [
            "first_nudge_hours",
            "second_nudge_hours",
            "third_nudge_hours",
            "first_answer_hours",
            "second_answer_hours",
            "quiet_from",
            "quiet_until",
            "nudge_by_email",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in {
            "first_nudge_hours": _("First"),
            "second_nudge_hours": _("Second"),
            "third_nudge_hours": _("Third, then daily"),
            "first_answer_hours": _("First"),
            "second_answer_hours": _("Second"),
        }.items():
            hours = sorted({*HOURS_OFFERED, getattr(self.instance, name)})
            self.fields[name] = forms.TypedChoiceField(
                label=label, coerce=int, choices=[(hour, _hours_after(hour)) for hour in hours]
            )
        for name, label in {"quiet_from": _("From"), "quiet_until": _("Until")}.items():
            self.fields[name] = forms.TimeField(
                label=label,
                input_formats=["%H:%M", "%H.%M"],
                error_messages={"invalid": _("Enter an hour such as 07:00.")},
                widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
            )
        self.was_until = local_time.wall_hour(self.instance.quiet_until)
        self.decline_helper = layouts.after_decision()
        self.answer_helper = layouts.after_invitation()
        self.quiet_helper = layouts.quiet_hours()
        self.ways_helper = layouts.nudge_ways()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for earlier, later in (
            ("first_nudge_hours", "second_nudge_hours"),
            ("second_nudge_hours", "third_nudge_hours"),
            ("first_answer_hours", "second_answer_hours"),
        ):
            if earlier in cleaned and later in cleaned and cleaned[earlier] >= cleaned[later]:
                self.add_error(later, _("Choose a time after the one before it."))
        until = cleaned.get("quiet_until")
        if until is not None and until == cleaned.get("quiet_from"):
            self.add_error("quiet_until", _("Same as the start. It was %(time)s before.") % {"time": self.was_until})
        return cleaned


def _hours_after(hours: int) -> str:
    return ngettext("%(count)d hour after", "%(count)d hours after", hours) % {"count": hours}


class MailboxForm(forms.ModelForm):  # type: ignore[type-arg]
    password = forms.CharField(
        label=gettext_lazy("Password"),
        required=False,
        strip=False,
        max_length=500,
        # "new-password": a browser must not fill in the password of this site.
        widget=forms.PasswordInput(render_value=False, attrs={"autocomplete": "new-password"}),
    )

    class Meta:
        model = Mailbox
        fields = ["email", "host", "port", "security", "username"]
        labels = {
            "email": gettext_lazy("Your letters come from"),
            "host": gettext_lazy("Outgoing mail server (SMTP)"),
            "username": gettext_lazy("User name"),
        }
        help_texts = {"username": gettext_lazy("Most often the address itself. Empty: the server asks for none.")}
        widgets = {
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "host": forms.TextInput(
                attrs={"placeholder": "smtp.example.com", "autocapitalize": "none", "spellcheck": "false"}
            ),
            "port": forms.NumberInput(attrs={"min": 1, "max": 65535}),
            "username": forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored = (self.instance.host, self.instance.security) if self.instance.sealed_password else None
        if self.stored:
            self.fields["password"].help_text = _("Kept sealed and never shown. Leave it empty to keep it.")
        else:
            self.fields["password"].help_text = _("Many providers want an app password here. It is kept sealed.")
        self.helper = layouts.mailbox()

    def clean_email(self) -> str:
        try:
            return mail_address(self.cleaned_data["email"])
        except ValueError as refusal:
            raise ValidationError(str(refusal)) from refusal

    def clean_host(self) -> str:
        written: str = self.cleaned_data["host"].strip().removesuffix(".").lower()
        try:
            return str(ipaddress.ip_address(written))
        except ValueError:
            pass
        try:
            host = written.encode("idna").decode("ascii")
        except UnicodeError:
            host = ""
        if not HOST_NAME.fullmatch(host):
            raise ValidationError(_("Enter the name of a mail server, such as smtp.example.com."))
        return host

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        check_one_line(username)
        return username

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        check_one_line(password)
        return password

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        host, security = cleaned.get("host"), cleaned.get("security")
        if cleaned.get("password") and not cleaned.get("username") and "username" not in self.errors:
            cleaned["username"] = cleaned.get("email", "")
        has_secret = bool(cleaned.get("username"))
        if host and has_secret and security == Mailbox.Security.NONE and not _is_near(host):
            self.add_error("security", _("Your password would travel in the open. Choose TLS or STARTTLS."))
        # A password is only ever shown to the server that it was given for.
        moved = self.stored and (host != self.stored[0] or security == Mailbox.Security.NONE != self.stored[1])
        if moved and has_secret and not cleaned.get("password") and "password" not in self.errors:
            self.add_error("password", _("Type the password again: it was given for another server."))
        return cleaned


def _is_near(host: str) -> bool:
    """On this machine, or in its own network."""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith(".localhost")


class DeleteAccountForm(forms.Form):
    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.helper = layouts.delete_account()

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise ValidationError(_("That is not your password."))
        return password
