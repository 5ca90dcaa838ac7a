"""An employer."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.names import NameField
from tracker import layouts
from tracker.forms.base import ModelForm, WebAddressField
from tracker.models import Employer


class EmployerForm(ModelForm[Employer]):
    class Meta:
        model = Employer
        fields = ("name", "place", "website", "may_revisit")
        field_classes = {"name": NameField, "website": WebAddressField}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.helper = layouts.plain("name", "place", "website", "may_revisit")

    def clean_name(self) -> str:
        """The constraint on one employer of a name, in words."""
        name = str(self.cleaned_data["name"])
        others = Employer.objects.owned_by(self.instance.owner).exclude(pk=self.instance.pk)
        if others.named(name).exists():
            raise ValidationError(_("You already keep an employer of that name."), code="unique")
        return name
