"""An invitation to an interview, and what is known of it."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from functools import cache
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.message_ids import message_id
from accounts.models import User
from accounts.zones import check_zone, zone_names
from tracker import layouts
from tracker.forms.base import ModelForm
from tracker.models import Interview
from tracker.wall_clock import WallClockField, moment

A_MINUTE = dt.timedelta(minutes=1)
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
        invited_at = cleaned.get("invited_at")
        for name in ("starts_at", "respond_by"):
            # What is typed has no seconds, so within one minute nothing is said of the order.
            if invited_at and cleaned.get(name) and cleaned[name] + A_MINUTE <= invited_at:
                self.add_error(name, _("That is before the invitation came."))
        if invited_at and (not self.instance.pk or "invited_at" in self.changed_data):
            cleaned["invited_at"] = self._as_it_happened(invited_at)
        return cleaned

    def clean_invitation_message_id(self) -> str:
        """Message-ID with its angle brackets, however it was copied."""
        try:
            return message_id(self.cleaned_data["invitation_message_id"])
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def _place(self, cleaned: dict[str, Any], name: str, zone: dt.tzinfo | None) -> None:
        """Turn the wall-clock time of a field into a moment; one that was not touched keeps its seconds."""
        shown = cleaned.get(name)
        if shown is None:
            return
        if zone is None:  # the error is said at the zone; without it this is no moment
            del cleaned[name]
            return
        kept = getattr(self.instance, name)
        if self.instance.pk and name not in self.changed_data and "zone" not in self.changed_data:
            cleaned[name] = kept
            return
        try:
            cleaned[name] = moment(shown, zone)
        except ValidationError as error:
            self.add_error(name, error)

    def _as_it_happened(self, minute: dt.datetime) -> dt.datetime:
        """The typed `minute` to the second where that is known, so that the timeline keeps its order: it is
        now, or the application itself was written down in it."""
        known = (timezone.now(), self.instance.application.created_at)
        return next((at for at in known if minute <= at < minute + A_MINUTE), minute)


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
