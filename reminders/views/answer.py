"""The page that a nudge's mail links to. It works without a log-in, and only its buttons change anything:
a mail scanner that follows links changes nothing."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.states import WrongStatus
from reminders.kinds import Action, kind_named
from reminders.models import Nudge
from reminders.signed import nudge_of
from reminders.snoozing import LENGTHS, snooze, snoozed_until


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, signed: str) -> HttpResponse:
    nudge = nudge_of(signed)
    if nudge is None:
        raise Http404
    preferences = nudge.owner.preferences
    with translation.override(preferences.language), timezone.override(preferences.tzinfo):
        response = _act(request, nudge) if request.method == "POST" else _page(request, nudge)
    response.headers["Content-Language"] = preferences.language
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "same-origin"  # the address is a key: no other site may learn it
    return response


def _act(request: HttpRequest, nudge: Nudge) -> HttpResponse:
    choice = request.POST.get("do", "")
    if not choice:
        return _page(request, nudge, _("Please choose one of the buttons."), 422)
    is_open, actions = _what_is_left(nudge)
    if is_open and choice in LENGTHS:
        snooze(nudge, choice)
        return redirect(request.path)
    action = next((action for action in actions if action.name == choice), None)
    if action is None:
        return _page(request, nudge, _("That was settled before. Nothing was changed."), 409)
    try:
        action.run()
    except WrongStatus:
        return _page(request, nudge, _("That was settled, or is just leaving. Nothing was changed."), 409)
    return redirect(request.path)


def _page(request: HttpRequest, nudge: Nudge, error: str = "", status: int = 200) -> HttpResponse:
    kind = kind_named(nudge.reminder.kind)
    is_open, actions = _what_is_left(nudge)
    context: dict[str, Any] = {
        "nudge": nudge,
        "lines": nudge.body.split("\n"),
        "link_label": kind.link_label if kind else _("Open it"),
        "is_open": is_open,
        "actions": actions,
        "snoozed_until": snoozed_until(nudge.owner, nudge.reminder.subject),
        "error": error,
    }
    return render(request, "reminders/answer.html", context, status=status)


def _what_is_left(nudge: Nudge) -> tuple[bool, list[Action]]:
    """Whether the thing is still open, and what can be settled about it from here."""
    kind = kind_named(nudge.reminder.kind)
    if kind is None:
        return False, []
    thing = kind.still_open([nudge.reminder.subject], timezone.now()).get(nudge.reminder.subject)
    return thing is not None, list(kind.actions(thing)) if thing is not None else []
