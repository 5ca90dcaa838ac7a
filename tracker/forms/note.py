"""A note."""

from __future__ import annotations

from typing import Any

from django import forms

from tracker import layouts
from tracker.forms.base import ModelForm
from tracker.models import Note


class NoteForm(ModelForm[Note]):
    class Meta:
        model = Note
        fields = ("body",)
        widgets = {"body": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.helper = layouts.plain("body")
