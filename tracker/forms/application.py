"""A new application, and the facts of one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.names import NameField
from tracker import layouts
from tracker.facts import FACTS
from tracker.forms.base import (
    DayInput,
    EmployerNameField,
    ModelForm,
    WebAddressField,
    among,
    employer_names,
    offer,
)
from tracker.models import Application, Stage
from tracker.progress import employer_named
from tracker.stages import stages_of


class ApplicationForm(ModelForm[Application]):
    """The facts. `version` is the one the person was looking at."""

    employer_name = EmployerNameField(label=_("Employer"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    class Meta:
        model = Application
        fields: tuple[str, ...] = (
            "position",
            "source",
            "place",
            "pay",
            "posting_url",
            "applied_on",
            "next_step",
            "follow_up_on",
        )
        field_classes = {"position": NameField, "posting_url": WebAddressField}
        widgets = {"applied_on": DayInput, "follow_up_on": DayInput}
        help_texts = {"next_step": _("What you will do next, in a few words.")}

    def __init__(self, *args: Any, owner: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.owner = owner
        self.employer_names = employer_names(owner)
        offer(self.fields["source"], [("", _("Not said")), *Application.Source.choices])
        if self.instance.pk:
            self.initial["employer_name"] = self.instance.employer.name
            self.initial["version"] = self.instance.version
        self.helper = layouts.application_facts()

    def filled(self) -> Application:
        """The application with these facts on it, its employer kept; the row is the flow's to write."""
        self.instance.owner = self.owner
        self.instance.employer = employer_named(self.owner, self.cleaned_data["employer_name"])
        return self.instance

    def differences(self, saved: Application) -> list[tuple[str, str]]:
        """Label and saved value of each fact that this form would overwrite with another."""
        mine = self.cleaned_data | {"employer": self.cleaned_data["employer_name"]}
        theirs = {name: getattr(saved, name) for name in FACTS} | {"employer": saved.employer.name}
        return [
            (self._label(name), self._words(saved, name))
            for name in FACTS
            if (mine.get(name) or "") != (theirs[name] or "")
        ]

    def _label(self, name: str) -> str:
        field = self.fields["employer_name" if name == "employer" else name]
        return str(field.label)

    def _words(self, saved: Application, name: str) -> str:
        value = saved.get_source_display() if name == "source" else getattr(saved, name)
        return str(value or _("empty"))


class AddApplicationForm(ApplicationForm):
    """A new one stands in a column from the start."""

    stage = forms.ModelChoiceField(Stage.objects.none(), label=_("Stage"), empty_label=None)

    class Meta(ApplicationForm.Meta):
        fields = ("stage", *ApplicationForm.Meta.fields)

    def __init__(self, *args: Any, owner: User, **options: Any) -> None:
        super().__init__(*args, owner=owner, **options)
        del self.fields["version"]
        stages = stages_of(owner)
        among(self.fields["stage"], Stage.objects.owned_by(owner))
        self.initial["stage"] = self.initial.get("stage") or _where_most_begin(stages)
        self.helper = layouts.new_application()


def _where_most_begin(stages: list[Stage]) -> Stage | None:
    """Applied: who writes it down has mostly sent it already. Without such a column, the first."""
    return next((stage for stage in stages if stage.kind == Stage.Kind.APPLIED), stages[0] if stages else None)
