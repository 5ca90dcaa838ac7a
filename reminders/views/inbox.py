"""The nudges of the person who is logged in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseStopPolling, trigger_client_event

from accounts import notices
from accounts.answers import page_or_partial
from accounts.local_time import exact
from accounts.requests import PersonRequest, next_page
from accounts.views.nudges import nudges_page
from reminders.models import Nudge
from reminders.snoozing import LENGTHS, snooze
from reminders.trial import TooMany, try_every_place

PAGE_SIZE = 30
MOST_SHOWN = 20
MOST_COUNTED = 99


@login_required
@require_safe
def inbox(request: PersonRequest) -> HttpResponse:
    return _inbox(request)


def _inbox(request: PersonRequest, error: str = "", status: int = 200) -> HttpResponse:
    mine = Nudge.objects.owned_by(request.user).filter(channel=Nudge.Channel.IN_APP)
    page = Paginator(mine.select_related("reminder"), PAGE_SIZE).get_page(request.GET.get("page"))
    has_unseen = Nudge.objects.owned_by(request.user).unseen().exists()
    context = {"page": page, "has_unseen": has_unseen, "error": error}
    return page_or_partial(request, "reminders/inbox", context, status)


@login_required
@require_safe
def open_nudge(request: PersonRequest, pk: int) -> HttpResponse:
    """Go to what a nudge is about, with the place on the page that a log-in in between would have lost."""
    return redirect(get_object_or_404(Nudge.objects.owned_by(request.user), pk=pk).path)


@login_required
@require_POST
def seen(request: PersonRequest) -> HttpResponse:
    """“Got it”: one nudge, or all of them when none is named."""
    unseen = Nudge.objects.owned_by(request.user).filter(channel=Nudge.Channel.IN_APP, seen_at=None)
    if request.POST.get("nudge"):
        unseen = unseen.filter(reminder=_nudge(request).reminder_id)
    unseen.update(seen_at=timezone.now())
    return _back(request)


@login_required
@require_POST
def snooze_nudge(request: PersonRequest) -> HttpResponse:
    nudge = _nudge(request)
    length = request.POST.get("length", "")
    if length not in LENGTHS:
        return _inbox(request, _("Choose two hours or tomorrow morning."), 422)
    until = snooze(nudge, length)
    notices.done(request, _("You will hear of it again at %(time)s.") % {"time": exact(until)})
    return _back(request)


def _nudge(request: PersonRequest) -> Nudge:
    try:
        pk = int(request.POST.get("nudge", ""))
    except ValueError as error:
        raise Http404 from error
    mine = Nudge.objects.owned_by(request.user).select_related("reminder", "owner__preferences")
    return get_object_or_404(mine, pk=pk)


def _back(request: PersonRequest) -> HttpResponse:
    """To where the button was: Today's tray, or the list of all. The badge hears of it too."""
    if not request.htmx:
        return redirect(next_page(request, reverse("reminders:inbox")))
    if request.htmx.target == "unseen-nudges":
        unseen = Nudge.objects.owned_by(request.user).unseen().select_related("reminder")
        context = {"unseen_nudges": unseen[:MOST_SHOWN], "is_part": True}
        response = render(request, "reminders/_unseen.html", context)
    else:
        response = _inbox(request)
    return trigger_client_event(response, "nudges-seen")


@require_safe
def badge(request: HttpRequest) -> HttpResponse:
    """How many nudges nobody has looked at; asked once a minute, so a page left open after log-out stops."""
    if not request.user.is_authenticated:
        return HttpResponseStopPolling()
    count = Nudge.objects.owned_by(request.user).unseen()[: MOST_COUNTED + 1].count()
    response = render(request, "reminders/_badge.html", {"count": count, "most": MOST_COUNTED})
    response.headers["Cache-Control"] = "no-store"
    return response


@login_required
@require_POST
def test(request: PersonRequest) -> HttpResponse:
    """“Send me a test nudge”: to every place at once, with what became of each."""
    try:
        tries = try_every_place(request.user)
    except TooMany as too_many:
        messages.warning(request, str(too_many))
        return nudges_page(request, status=429)
    for one in tries:
        (messages.error if one.state == "failed" else messages.info)(request, one.words)
    return redirect("accounts:nudges")
