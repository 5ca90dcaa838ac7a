"""What the forms of this app share: typed model forms, and fields that are checked more strictly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from accounts.addresses import mail_address
from accounts.models import User
from accounts.names import NameField
from tracker.models import Employer

M = TypeVar("M", bound=Model)
KNOWN_EMPLOYERS = 200  # names offered while typing; any other name can be typed all the same

if TYPE_CHECKING:

    class ModelForm(forms.ModelForm[M]):
        pass

else:

    class ModelForm(forms.ModelForm):
        def __class_getitem__(cls, model):
            """Django's model forms know their model from Meta; the type in brackets is for readers."""
            return cls


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class WebAddressField(forms.URLField):
    """A link; one typed without its scheme is taken to be https."""

    def __init__(self, **options: Any) -> None:
        super().__init__(assume_scheme="https", **options)


class MailAddressField(forms.CharField):
    """One bare mail address, in the form in which an envelope carries it."""

    widget = forms.EmailInput

    def to_python(self, value: Any) -> str:
        written = str(super().to_python(value) or "")
        if not written:
            return ""
        try:
            return mail_address(written)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error


class EmployerNameField(NameField):
    """An employer by name: one of the person's own, or a new one."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=200, **options)
        self.widget.attrs |= {"list": "employers", "autocomplete": "off"}


def offer(field: forms.Field, choices: list[Any]) -> None:
    """Let a choice be made among `choices`."""
    cast(forms.ChoiceField, field).choices = choices


def among(field: forms.Field, rows: QuerySet[Any]) -> None:
    """Let a choice be made among `rows`, which are the person's own."""
    cast("forms.ModelChoiceField[Any]", field).queryset = rows


def employer_names(user: User) -> list[str]:
    """The person's employers for a datalist, newest first."""
    names = Employer.objects.owned_by(user).order_by("-pk").values_list("name", flat=True)
    return list(names[:KNOWN_EMPLOYERS])
