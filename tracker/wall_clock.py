"""Times as a person types them: what a clock on the wall shows, in whichever zone that wall is."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

SHAPE = "%Y-%m-%dT%H:%M"  # what <input type="datetime-local"> speaks


def moment(shown: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """The moment at which clocks in `zone` show the naive `shown`; of two, the first.

    Raises ValidationError for an hour that is skipped there when clocks go forward.
    """
    then = shown.replace(tzinfo=zone, fold=0)
    if then.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None) != shown:
        raise ValidationError(
            _("Clocks in %(zone)s go forward then and never show %(hour)s. Which hour is meant?"),
            params={"zone": str(zone).replace("_", " "), "hour": f"{shown:%H:%M}"},
            code="skipped",
        )
    return then


class WallClockField(forms.DateTimeField):
    """A date and time without a zone: cleans to a naive datetime, which `moment` places.

    `zone` (None: the person's own) is the one in which a stored time is shown for editing.
    """

    widget = forms.DateTimeInput
    zone: dt.tzinfo | None = None

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.input_type = "datetime-local"
        self.widget.format = SHAPE
        self.error_messages["invalid"] = _("Enter a day and a time, such as 2026-11-26 10:00.")

    def to_python(self, value: Any) -> dt.datetime | None:
        if value in self.empty_values:
            return None
        try:
            shown = parse_datetime(str(value).strip())
        except ValueError:
            shown = None
        if shown is None or shown.tzinfo is not None or not 1970 <= shown.year <= 9000:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return shown.replace(second=0, microsecond=0)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, dt.datetime) and value.tzinfo is not None:
            return value.astimezone(self.zone or timezone.get_current_timezone()).replace(
                tzinfo=None, second=0, microsecond=0
            )
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.prepare_value(initial) != self.to_python(data))
        except ValidationError:
            return True
