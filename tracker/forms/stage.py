"""Which column an application goes to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tracker import layouts
from tracker.forms.base import among
from tracker.models import Stage


class StageForm(forms.Form):
    stage = forms.ModelChoiceField(Stage.objects.none(), label=_("Stage"), empty_label=None)

    def __init__(self, *args: Any, owner: User, **options: Any) -> None:
        super().__init__(*args, **options)
        among(self.fields["stage"], Stage.objects.owned_by(owner))
        self.helper = layouts.plain("stage")
