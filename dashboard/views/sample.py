"""The sample search: what it is, filling it in, and removing it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from accounts import notices
from accounts.requests import PersonRequest
from correspondence.models import Message
from dashboard.models import Sample
from dashboard.sample.fill import fill
from dashboard.sample.remove import Removed, remove
from tracker.models import Application, Contact, Interview

# A notice is no list; the list of applications has the rest.
MOST_NAMED = 3


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sample(request: PersonRequest) -> HttpResponse:
    """GET tells of it; POST `action` is "fill" or "remove"."""
    if request.method != "POST":
        return _page(request)
    action = request.POST.get("action", "")
    if action == "fill":
        if fill(request.user):
            notices.done(request, gettext("Here is somebody else’s search. Look around; no letter leaves by itself."))
            return redirect("dashboard:today")
        notices.done(request, gettext("The sample search is here already."))
        return redirect("dashboard:sample")
    if action == "remove":
        notices.done(request, _what_went(remove(request.user)))
        return redirect("dashboard:sample")
    return _page(request, gettext("Choose to fill in the sample search or to remove it."), status=422)


def _page(request: PersonRequest, error: str = "", status: int = 200) -> HttpResponse:
    filled = Sample.objects.owned_by(request.user).first()
    counts = {
        model._meta.model_name: model._default_manager.filter(pk__in=filled.pks(model)).count()
        for model in (Application, Interview, Message, Contact)
        if filled
    }
    context = {"sample": filled, "counts": counts, "error": error}
    return render(request, "dashboard/sample.html", context, status=status)


def _what_went(removed: Removed) -> str:
    went = gettext("The sample search is gone.")
    if not removed.kept:
        return went
    named = "; ".join(str(application) for application in removed.kept[:MOST_NAMED])
    stayed = ngettext(
        "%(count)d application stays, for it holds something of your own: %(named)s.",
        "%(count)d applications stay, for they hold something of your own: %(named)s.",
        len(removed.kept),
    ) % {"count": len(removed.kept), "named": named if len(removed.kept) <= MOST_NAMED else f"{named}; …"}
    return f"{went} {stayed}"
