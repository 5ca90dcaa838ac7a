"""The filters beside the list's tabs: each stands in the page's address and can be taken off by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils import dateformat
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from tracker.models import Application, Outcome, Stage

CLOSED = "closed"


class Choice(forms.Select):
    """Drawn in one go: the stock one fills in a template for each option, which took a tenth of the list's time."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        chosen = str(value or "")
        drawn = ((key, " selected" if str(key) == chosen else "", label) for key, label in self.choices)
        options = format_html_join("", '<option value="{}"{}>{}</option>', drawn)
        own = flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {})}))
        return format_html("<select{}>{}</select>", own, options)


SELECT = Choice(attrs={"class": "form-select"})


class ApplicationFilter(django_filters.FilterSet):  # type: ignore[misc]
    q = django_filters.CharFilter(label=_("Search"), method="search")
    stage = django_filters.ChoiceFilter(label=_("Stage"), empty_label=_("Any"), widget=SELECT)
    outcome = django_filters.ChoiceFilter(
        label=_("Outcome"),
        choices=[(CLOSED, _("Any, but closed")), *Outcome.choices],
        empty_label=_("Any"),
        widget=SELECT,
        method="ended",
    )
    source = django_filters.ChoiceFilter(
        label=_("Found through"), choices=Application.Source.choices, empty_label=_("Any"), widget=SELECT
    )
    since = django_filters.DateFilter(
        label=_("Applied since"),
        field_name="applied_on",
        lookup_expr="gte",
        widget=forms.DateInput(attrs={"type": "date", "class": "form-control"}, format="%Y-%m-%d"),
    )

    def __init__(self, query: QueryDict, *, stages: list[Stage], **options: Any) -> None:
        super().__init__(query, **options)
        self.filters["stage"].extra["choices"] = [(stage.pk, stage.title) for stage in stages]

    def ended(self, rows: QuerySet[Any], name: str, outcome: str) -> QuerySet[Any]:
        return rows.exclude(closed_at=None) if outcome == CLOSED else rows.filter(outcome=outcome)

    def search(self, rows: QuerySet[Any], name: str, words: str) -> QuerySet[Any]:
        found = Application.objects.owned_by(self.request.user).search(words)
        return rows.filter(pk__in=found.order_by().values("pk"))


@dataclass(frozen=True)
class Chip:
    """One filter that is on, and the query string without it."""

    name: str
    label: str
    value: str
    without: str


def chips_of(filters: ApplicationFilter, query: QueryDict) -> list[Chip]:
    """The filters that are on, in their order; the search is its own field and no chip."""
    cleaned = filters.form.cleaned_data if filters.form.is_valid() else {}
    return [
        Chip(name, str(field.label), _shown(field, cleaned[name]), without(query, name))
        for name, field in filters.form.fields.items()
        if name != "q" and cleaned.get(name)
    ]


def _shown(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.DateField):
        return dateformat.format(value, "j M Y")
    choices = {str(key): label for key, label in getattr(field, "choices", ())}
    return str(choices.get(str(value), value))


def without(query: QueryDict, *names: str) -> str:
    """The query string less `names`, less what is empty, and less the place in the list."""
    kept = query.copy()
    for name in list(kept):
        if name in (*names, "after", "before") or not kept[name]:
            del kept[name]
    return kept.urlencode()
