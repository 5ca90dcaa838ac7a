"""What a person may fill in on the way to a decline. Nothing is forced but the final review."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from accounts.models import Language
from declines.models import Decline, Letter, PutOff
from tracker.forms.base import ModelForm


class AnswersForm(ModelForm[Decline]):
    """Sure?, and why: for the person only, save the one neutral reason that letters may give."""

    put_off = forms.MultipleChoiceField(
        label=_("What put you off?"),
        choices=PutOff.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Decline
        fields = [
            "put_off",
            "put_off_by",
            "talked_with",
            "they_said",
            "private_reasons",
            "reason",
            "answer",
            "roles_welcome",
        ]
        widgets = {
            "put_off_by": forms.RadioSelect,
            "they_said": forms.Textarea(attrs={"rows": 1}),
            "private_reasons": forms.Textarea(attrs={"rows": 3}),
            "answer": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("talked_with", "they_said", "private_reasons", "answer", "roles_welcome"):
            self.fields[name].widget.attrs.setdefault("class", "form-control")
        self.fields["reason"].widget.attrs["class"] = "form-select"


class AfterForm(ModelForm[Decline]):
    class Meta:
        model = Decline
        fields = ["closes_application", "may_revisit"]


class WriteForm(forms.Form):
    """A letter as typed. A letter may be saved with anything in it; the checks speak before it leaves."""

    subject = forms.CharField(max_length=255, strip=True)
    body = forms.CharField(strip=False, widget=forms.Textarea, validators=[MaxLengthValidator(20_000)])
    version = forms.IntegerField(min_value=1)


class RedraftForm(forms.Form):
    language = forms.ChoiceField(choices=Language.choices, required=False)
    tone = forms.ChoiceField(choices=Letter.Tone.choices, required=False)


class RecordForm(forms.Form):
    """How else the reader heard of it, or why nobody needs to."""

    how = forms.ChoiceField(
        choices=[
            (choice.value, choice.label)
            for choice in (Letter.Accounted.ELSEWHERE, Letter.Accounted.PHONED, Letter.Accounted.NOT_NEEDED)
        ]
    )
    note = forms.CharField(max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("how") == Letter.Accounted.NOT_NEEDED and not cleaned.get("note"):
            self.add_error("note", _("Say in a few words why nobody needs this letter."))
        return cleaned
