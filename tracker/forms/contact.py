"""A person one writes to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.names import NameField
from tracker import layouts
from tracker.forms.base import EmployerNameField, MailAddressField, ModelForm, among, employer_names, offer
from tracker.models import Contact
from tracker.progress import employer_named

UNKNOWN_HONORIFIC = ("", _("Not known"))
UNKNOWN_SOURCE = ("", _("Not said"))
OFFERED = 200  # contacts in a select


class PersonForm(ModelForm[Contact]):
    """One person of one application: `keep_person(application, **form.cleaned_data)`.

    `roles` narrows the choice; of one role nothing is asked. With `may_be_blank`, an untouched form is valid,
    and `is_blank` tells.
    """

    class Meta:
        model = Contact
        fields: tuple[str, ...] = (
            "role",
            "honorific",
            "name",
            "salutation_name",
            "job_title",
            "agency",
            "email",
            "email_source",
            "email_source_note",
            "phone",
        )
        field_classes = {
            "name": NameField,
            "salutation_name": NameField,
            "job_title": NameField,
            "agency": NameField,
            "email": MailAddressField,
        }
        help_texts = {"honorific": _("As they sign. Not known: letters use the full name.")}

    def __init__(
        self,
        *args: Any,
        roles: Iterable[str] = Contact.Role.values,
        may_be_blank: bool = False,
        **options: Any,
    ) -> None:
        options |= {"empty_permitted": may_be_blank, "use_required_attribute": not may_be_blank}
        super().__init__(*args, **options)
        roles = list(roles)
        offer(self.fields["role"], [pair for pair in Contact.Role.choices if pair[0] in roles])
        offer(self.fields["honorific"], [UNKNOWN_HONORIFIC, *Contact.Honorific.choices])
        offer(self.fields["email_source"], [UNKNOWN_SOURCE, *Contact.Source.choices])
        if Contact.Role.RECRUITER not in roles:
            del self.fields["agency"]
        if len(roles) == 1:
            self.fields["role"].widget = forms.HiddenInput()
        if not self.instance.pk:
            self.initial.setdefault("role", roles[0])
        self.helper = layouts.person(is_recruiter=roles == [Contact.Role.RECRUITER])

    @property
    def is_blank(self) -> bool:
        return not self.has_changed()


class KnownPersonForm(forms.Form):
    """Somebody the person keeps already."""

    contact = forms.ModelChoiceField(Contact.objects.none(), label=_("Contact"))

    def __init__(self, *args: Any, owner: User, **options: Any) -> None:
        super().__init__(*args, **options)
        among(self.fields["contact"], Contact.objects.owned_by(owner))
        self.fields["contact"].widget = forms.Select(choices=contact_choices(owner))
        self.helper = layouts.plain("contact")


def contact_choices(owner: User) -> list[tuple[int, str]]:
    """The person's contacts for a select, by name."""
    return list(Contact.objects.owned_by(owner).values_list("pk", "name")[:OFFERED])


class ContactForm(PersonForm):
    """A contact on a page of their own: with their employer, and notes."""

    employer_name = EmployerNameField(label=_("Employer"), required=False)

    class Meta(PersonForm.Meta):
        fields = (*PersonForm.Meta.fields, "notes")
        widgets = {"notes": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, owner: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.owner = owner
        self.employer_names = employer_names(owner)
        if self.instance.pk and self.instance.employer:
            self.initial["employer_name"] = self.instance.employer.name
        self.helper = layouts.contact()

    def person(self) -> dict[str, Any]:
        """The fields of a Contact, the employer kept if it is new."""
        fields = {name: self.cleaned_data[name] for name in self._meta.fields or ()}
        name = self.cleaned_data["employer_name"]
        return fields | {"employer": employer_named(self.owner, name) if name else None}

    def save(self, commit: bool = True) -> Contact:
        self.instance.owner = self.owner
        self.instance.employer = self.person()["employer"]
        return super().save(commit)
