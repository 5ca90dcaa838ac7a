"""An invitation to an interview, and what is known of it."""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from functools import cache
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.zones import check_zone, zone_names
from tracker import layouts
from tracker.forms.base import ModelForm
from tracker.models import Interview
from tracker.wall_clock import WallClockField, moment

MESSAGE_ID = re.compile(r"<[^<>@\s]+@[^<>@\s]+>", re.ASCII)  # RFC 5322, 3.6.4, without its obsolete forms


REGIONS = {"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}


class InterviewForm(ModelForm[Interview]):
    """`starts_at` is typed as clocks in the interview's own zone show it, other times as the person's do."""

    invited_at = WallClockField(label=_("Invited on"))
    respond_by = WallClockField(label=_("They want an answer by"), required=False)
    starts_at = WallClockField(label=_("Starts"), required=False, help_text=_("In their time zone."))

    class Meta:
        model = Interview
        fields: tuple[str, ...] = (
            "round",
            "kind",
            "invited_by",
            "invited_at",
            "respond_by",
            "starts_at",
            "zone",
            "minutes",
            "place",
            "with_whom",
            "notes",
            "invitation_subject",
            "invitation_message_id",
        )
        widgets = {"notes": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, owner: User, **options: Any) -> None:
        super().__init__(*args, **options)
        zone = self.instance.zone if self.instance.pk else owner.preferences.zone
        self.initial["zone"] = zone
        cast(WallClockField, self.fields["starts_at"]).zone = zoneinfo.ZoneInfo(zone)
        self.fields["zone"].widget = forms.Select(choices=zone_choices(owner.preferences.zone, zone))
        self.helper = layouts.interview()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        own = timezone.get_current_timezone()
        theirs = _zone(cleaned.get("zone"))
        for name, zone in (("invited_at", own), ("respond_by", own), ("starts_at", theirs)):
            self._place(cleaned, name, zone)
        invited_at, starts_at = cleaned.get("invited_at"), cleaned.get("starts_at")
        if invited_at and starts_at and starts_at < invited_at:
            self.add_error("starts_at", _("That is before the invitation came."))
        respond_by = cleaned.get("respond_by")
        if invited_at and respond_by and respond_by < invited_at:
            self.add_error("respond_by", _("That is before the invitation came."))
        return cleaned

    def clean_invitation_message_id(self) -> str:
        """Message-ID with its angle brackets, however it was copied."""
        written = str(self.cleaned_data["invitation_message_id"])
        written = re.sub(r"^message-id:\s*", "", written, flags=re.IGNORECASE).strip()
        if not written:
            return ""
        bracketed = written if written.startswith("<") else f"<{written}>"
        if not MESSAGE_ID.fullmatch(bracketed) or len(bracketed) > 255:
            raise ValidationError(
                _("A Message-ID looks like <CAF3x9@mail.example.com>; copy it whole."), code="invalid"
            )
        return bracketed

    def _place(self, cleaned: dict[str, Any], name: str, zone: dt.tzinfo | None) -> None:
        """Turn the wall-clock time of a field into a moment; one that was not touched keeps its seconds."""
        shown = cleaned.get(name)
        if shown is None or zone is None:
            return
        kept = getattr(self.instance, name)
        if self.instance.pk and name not in self.changed_data and "zone" not in self.changed_data:
            cleaned[name] = kept
            return
        try:
            cleaned[name] = moment(shown, zone)
        except ValidationError as error:
            self.add_error(name, error)


class InvitationForm(InterviewForm):
    """A new one: recording it may carry the application to the column of its round."""

    move_there = forms.BooleanField(
        label=_("Move the application to the stage of this round, if it stands earlier"),
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, owner: User, **options: Any) -> None:
        super().__init__(*args, owner=owner, **options)
        self.helper = layouts.invitation()


class MarkForm(forms.Form):
    """What became of an interview; declining it is not marked but done, by letters."""

    status = forms.ChoiceField(
        label=_("What became of it?"),
        choices=[pair for pair in Interview.Status.choices if pair[0] != Interview.Status.DECLINED],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.helper = layouts.plain(layouts.choices("status"))


def zone_choices(*first: str) -> list[Any]:
    """Time zones for a select: those given, then the world by region."""
    return [(name, name.replace("_", " ")) for name in dict.fromkeys([*first, "UTC"])] + _world()


@cache
def _world() -> list[Any]:
    regions: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(zone_names()):
        region, _slash, city = name.partition("/")
        if city and region in REGIONS:
            regions.setdefault(region, []).append((name, city.replace("_", " ")))
    return list(regions.items())


def _zone(name: str | None) -> zoneinfo.ZoneInfo | None:
    try:
        check_zone(name or "")
    except ValidationError:
        return None
    return zoneinfo.ZoneInfo(name or "")
