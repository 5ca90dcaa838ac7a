"""Today, the home of whoever is logged in, and the one act that only it has."""

from __future__ import annotations

import datetime as dt
from typing import cast

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from accounts.answers import page_or_partial
from accounts.local_time import day
from accounts.models import User
from accounts.notices import done
from accounts.requests import PersonRequest
from dashboard.greeting import greeting
from dashboard.today import today_of
from tracker import facts
from tracker.views.answers import acted, conflict, own_application

SNOOZE = dt.timedelta(days=7)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Today, or the way in: whoever comes to an installation that has nobody yet begins with an account."""
    if request.user.is_authenticated:
        return today(cast(PersonRequest, request))
    if User.objects.exists():
        return redirect_to_login(request.get_full_path())
    return redirect("account_signup")


def today(request: PersonRequest) -> HttpResponse:
    """What needs the person now; a welcome while there is nothing at all."""
    now = timezone.now()
    shown = today_of(request.user, now)
    context = {
        "today": shown,
        "greeting": greeting(shown),
        "unseen_nudges": shown.unseen_nudges,
        "is_stale": shown.figures.is_stale(now),
        "city": request.user.preferences.zone.partition("/")[2].rpartition("/")[2].replace("_", " "),
        "now": now,
    }
    return page_or_partial(request, "dashboard/today", context)


@login_required
@require_POST
def snooze_follow_up(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask again in a week."""
    application = own_application(request, pk)
    if not application.is_open:
        return conflict(request, application, gettext("This application is closed; there is nothing to follow up."))
    at = timezone.localtime() + SNOOZE
    application.follow_up_on = at.date()
    try:
        facts.revise(application, application.version)
    except facts.Stale:
        return conflict(request, application, gettext("This application was changed at the same moment. Try again."))
    text = gettext("%(position)s comes back on %(day)s.")
    done(request, text % {"position": application.position, "day": day(at)})
    return acted(request, reverse("dashboard:today"))
