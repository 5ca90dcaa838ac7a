"""What a person may ask of the history, and write into it by hand."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.message_ids import message_id
from correspondence.models import Message
from tracker import layouts
from tracker.forms.base import ModelForm, among, offer
from tracker.models import Application, Contact
from tracker.wall_clock import WallClockField, moment

A_CLOCK_MAY_BE_FAST = dt.timedelta(minutes=2)


class HistoryForm(forms.Form):
    """What the history is narrowed by. A value that makes no sense narrows nothing."""

    q = forms.CharField(required=False, max_length=200)
    direction = forms.ChoiceField(required=False, choices=Message.Direction)
    channel = forms.ChoiceField(required=False, choices=Message.Channel)
    employer = forms.IntegerField(required=False, min_value=1, max_value=2**62)

    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class MessageForm(ModelForm[Message]):
    """Something that was said. `seen` names the version that the person was looking at."""

    occurred_at = WallClockField(label=_("When"))
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    class Meta:
        model = Message
        fields = ("direction", "channel", "contact", "subject", "body", "occurred_at", "message_id")
        widgets = {"body": forms.Textarea(attrs={"rows": 10})}
        help_texts = {
            "message_id": _(
                "If it was a mail: with it, answers find their thread. In your mail program, look for “Show "
                "original” and copy the line that begins with Message-ID."
            )
        }

    def __init__(self, *args: Any, application: Application, **options: Any) -> None:
        super().__init__(*args, **options)
        people = Contact.objects.owned_by(application.owner).filter(applications__application=application)
        if self.instance.contact_id:
            people = people | Contact.objects.owned_by(application.owner).filter(pk=self.instance.contact_id)
        among(self.fields["contact"], people.distinct())
        self.fields["contact"].empty_label = _("Somebody else at the employer")  # type: ignore[attr-defined]
        offer(self.fields["direction"], Message.Direction.choices)
        offer(self.fields["channel"], Message.Channel.choices)
        if self.instance.pk:
            self.initial["seen"] = version_of(self.instance)
        self.helper = layouts.plain(
            "seen",
            layouts.pair("direction", "channel"),
            layouts.pair("contact", "occurred_at"),
            "subject",
            "body",
            "message_id",
        )

    def clean_occurred_at(self) -> dt.datetime:
        """The moment that the clock on the person's wall showed; one that was not touched keeps its seconds."""
        if self.instance.pk and "occurred_at" not in self.changed_data:
            return self.instance.occurred_at
        then = moment(self.cleaned_data["occurred_at"], timezone.get_current_timezone())
        if then > timezone.now() + A_CLOCK_MAY_BE_FAST:
            raise ValidationError(_("That is still to come."), code="future")
        return then

    def clean_message_id(self) -> str:
        """A Message-ID with its angle brackets, however it was copied; one that is not kept already."""
        try:
            written = message_id(self.cleaned_data["message_id"])
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error
        others = Message.objects.owned_by(self.instance.owner).exclude(pk=self.instance.pk)
        if written and others.filter(message_id=written).exists():
            raise ValidationError(_("This message is in your history already."), code="unique")
        return written

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("channel") != Message.Channel.EMAIL and "message_id" in cleaned:
            cleaned["message_id"] = ""
        return cleaned


class SettleForm(forms.Form):
    """What became of a letter, as only the person can find out."""

    arrived = forms.ChoiceField(
        label=_("Did the letter arrive?"),
        choices=[("yes", _("It arrived")), ("no", _("It did not arrive"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.helper = layouts.plain("arrived")


def version_of(message: Message) -> str:
    """A name for what a message says now, in hex: it changes with every edit."""
    says = (
        message.direction,
        message.channel,
        str(message.contact_id),
        message.subject,
        message.body,
        message.occurred_at.astimezone(dt.UTC).isoformat(),
        message.message_id,
    )
    return hashlib.sha256("\0".join(says).encode("utf-8", "surrogatepass")).hexdigest()
