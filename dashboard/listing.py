"""The whole history as a list: its tabs, and the orders its columns can be sorted in."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from dashboard.attention import LATEST, URGENT, waits_for_me, with_attention
from dashboard.keyset import Column
from tracker.models import Application, Outcome, Stage

PAGE = 50

TABS = {
    "all": pgettext_lazy("applications", "All"),
    "open": pgettext_lazy("applications", "Open"),
    "waiting": _("Waiting on me"),
    "interviewing": _("Interviewing"),
    "declined": _("Declined by me"),
    "revisit": _("May revisit"),
}
FIRST_TAB = "open"

ORDERS: dict[str, tuple[Column, ...]] = {
    "due": URGENT,
    "word": LATEST,
    "role": (Column("role"), *LATEST),
    "stage": (Column("stage_position"), *LATEST),
    "applied": (Column("applied_on", descending=True, nullable=True), *LATEST),
}
FIRST_ORDER = "due"


def order_of(asked: str) -> tuple[str, tuple[Column, ...]]:
    """The order that an address asks for, `-role` being `role` the other way round, and how it is written."""
    name = asked.removeprefix("-")
    if name not in ORDERS:
        return FIRST_ORDER, ORDERS[FIRST_ORDER]
    first, *rest = ORDERS[name]
    if asked.startswith("-"):
        first = replace(first, descending=not first.descending)
    return asked, (first, *rest)


def in_tab(tab: str, now: dt.datetime) -> Q:
    """What a tab holds; everything for a name that is none."""
    match tab:
        case "open":
            return Q(closed_at=None)
        case "waiting":
            return waits_for_me(now)
        case "interviewing":
            return Q(closed_at=None, stage__kind=Stage.Kind.INTERVIEW)
        case "declined":
            return Q(outcome=Outcome.DECLINED)
        case "revisit":
            return Q(employer__may_revisit=True)
    return Q()


def tab_counts(user: User, now: dt.datetime) -> dict[str, int]:
    """How many applications each tab holds, in one query."""
    counts = {f"in_{tab}": Count("pk", filter=in_tab(tab, now) or None) for tab in TABS}
    found = Application.objects.owned_by(user).aggregate(**counts)
    return {tab: found[f"in_{tab}"] for tab in TABS}


def rows_of(user: User, now: dt.datetime) -> QuerySet[Any]:
    """A person's applications with all that a row shows and can be sorted by."""
    rows = with_attention(Application.objects.owned_by(user), user.preferences, now)
    found: QuerySet[Any] = rows.select_related("employer", "stage").annotate(
        role=Lower("position"), stage_position=F("stage__position")
    )
    return found
