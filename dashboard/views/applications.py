"""The list of applications: a tab, filters, an order and a place in it, all of them in the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.answers import page_or_partial
from accounts.requests import PersonRequest
from dashboard.addresses import addresses_of
from dashboard.attention import Attention, attention, last_word
from dashboard.filters import ApplicationFilter, chips_of, without
from dashboard.keyset import Order, Page, page_of
from dashboard.listing import FIRST_TAB, ORDERS, PAGE, TABS, in_tab, order_of, rows_of, tab_counts
from tracker.models import Application, Outcome
from tracker.stages import stages_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Column of the table: its heading and the classes of its cells.
COLUMNS: dict[str, tuple[StrOrPromise, str]] = {
    "role": (_("Role and employer"), ""),
    "stage": (_("Stage"), "kr-opt"),
    "source": (_("Source"), "kr-opt kr-opt2"),
    "applied": (_("Applied"), "num kr-opt kr-opt2"),
    "word": (_("Last word"), "num kr-opt"),
    "next": (_("Next step"), "kr-opt"),
    "due": (_("Due"), "num"),
}


@dataclass(frozen=True)
class Heading:
    """A column's head; `sort` is the query string that sorts by it ("": nothing does)."""

    label: StrOrPromise
    classes: str
    sort: str
    direction: str


@dataclass(frozen=True)
class Row:
    """An application, what is next in it, where to look at it, when it was last spoken of, where it was found."""

    application: Any
    next: Attention
    url: str
    last_word: str
    source: StrOrPromise


@login_required
@require_safe
def applications(request: PersonRequest) -> HttpResponse:
    return list_page(request)


def list_page(request: PersonRequest, bulk_error: str = "", status: int = 200) -> HttpResponse:
    """The list that the address asks for; `bulk_error` says why nothing was done to what had been chosen."""
    now = timezone.now()
    tab = request.GET.get("view", FIRST_TAB)
    tab = tab if tab in TABS else FIRST_TAB
    counts = tab_counts(request.user, now)
    stages = stages_of(request.user)
    everything = rows_of(request.user, now)
    filters = ApplicationFilter(
        request.GET, stages=stages, queryset=everything.filter(in_tab(tab, now)), request=request
    )
    found = filters.qs
    sort, order = order_of(request.GET.get("sort", ""))
    page = _page(request, found, everything, order)
    is_narrowed = any(request.GET.get(name) for name in filters.form.fields)
    context = {
        # The tabs have counted what the frame around the page shows too.
        "shell": {"today_count": counts["waiting"], "open_count": counts["open"]},
        "tabs": [(name, label, counts[name]) for name, label in TABS.items()],
        "tab": tab,
        "sort": sort,
        "filters": filters.form,
        "chips": chips_of(filters, request.GET),
        "rows": list(_rows(page, now)),
        "page": page,
        "total": found.count() if is_narrowed else counts[tab],
        "headings": list(_headings(request, sort, order)),
        "query": without(request.GET),
        "query_less_tab": without(request.GET, "view"),
        "stages": stages,
        "outcomes": Outcome.choices,
        "bulk_error": bulk_error,
        "picked": request.POST.getlist("pick"),
    }
    status = status if filters.is_valid() else 422
    return page_or_partial(request, "dashboard/applications", context, status)


def _page(request: PersonRequest, found: QuerySet[Any], everything: QuerySet[Any], order: Order) -> Page:
    """The page around the application that `after` or `before` names; the first if that one is gone."""
    for side in ("after", "before"):
        pk = request.GET.get(side, "")
        row = everything.filter(pk=int(pk[:18])).first() if pk.isdecimal() else None
        if row is not None:
            page = page_of(
                found,
                order,
                PAGE,
                after=row if side == "after" else None,
                before=row if side == "before" else None,
            )
            if page.rows:
                return page
    return page_of(found, order, PAGE)


def _rows(page: Page, now: dt.datetime) -> Iterator[Row]:
    look, sources = addresses_of("dashboard:application"), dict(Application.Source.choices)
    for each in page.rows:
        word, source = last_word(each.last_activity_at, now), sources.get(each.source, "")
        yield Row(each, attention(each, now), look(each.pk), word, source)


def _headings(request: PersonRequest, sort: str, order: Order) -> Iterator[Heading]:
    rest = without(request.GET, "sort")
    for name, (label, classes) in COLUMNS.items():
        if name not in ORDERS:
            yield Heading(label, classes, "", "")
            continue
        is_current = sort.removeprefix("-") == name
        wanted = f"-{name}" if sort == name else name
        direction = "descending" if order[0].descending else "ascending"
        yield Heading(label, classes, f"{rest}&sort={wanted}".lstrip("&"), direction if is_current else "")
