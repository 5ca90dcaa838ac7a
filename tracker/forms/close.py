"""How an application ended."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker import layouts
from tracker.models import Outcome


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(label=_("How did it end?"), choices=Outcome, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("A note for yourself"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.helper = layouts.close()
