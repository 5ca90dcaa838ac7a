"""One application, whole: its facts, its one timeline, what can be done with it, and its end."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.answers import page_or_partial
from accounts.requests import PersonRequest
from accounts.states import WrongStatus
from correspondence.models import Message, OutgoingMail
from dashboard import removal
from dashboard.attention import answer_by
from dashboard.timeline import EVERYTHING, LETTERS, NOTES, Timeline, timeline
from declines.models import Decline
from tracker.models import Application, ApplicationContact, Interview, Note, Stage
from tracker.stages import stages_of
from tracker.views.answers import own_application

VIEWS = {"": EVERYTHING, "interviews": frozenset[str](), "letters": LETTERS, "notes": NOTES}
MOST_INTERVIEWS = 50
MOST_PEOPLE = 50


@login_required
@require_safe
def application(request: PersonRequest, pk: int | str, view: str = "") -> HttpResponse:
    """The application in one of its four views, each with its own address."""
    now = timezone.now()
    shown: Any = get_object_or_404(_with_counts(request), pk=pk)
    interviews = _interviews(request, shown)
    decline = Decline.objects.owned_by(request.user).open().filter(application=shown)
    open_decline = decline.select_related("interview").first()
    kinds = VIEWS[view]
    stages = stages_of(request.user)
    context = {
        "application": shown,
        "view": view,
        "path": [(stage, _short(stage)) for stage in stages],
        "other_stages": [stage for stage in stages if stage != shown.stage],
        "people": _people(request, shown),
        "interviews": interviews,
        "to_act_on": [
            interview
            for interview in interviews
            if interview.can_be_declined
            and shown.is_open
            and not (open_decline and open_decline.interview_id == interview.pk)
        ],
        "decline": open_decline,
        "timeline": timeline(shown, kinds, request.GET.get("before", "")) if kinds else Timeline([], ""),
        "now": now,
    }
    return page_or_partial(request, "dashboard/application", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask once, since nothing brings it back; then delete."""
    doomed = own_application(request, pk)
    if request.method != "POST":
        return _ask_to_delete(request, doomed)
    try:
        removal.remove(doomed)
    except WrongStatus:
        text = gettext("A letter of this application is leaving at this moment. Wait until it has, then delete.")
        return _ask_to_delete(request, doomed, text, status=409)
    text = gettext("%(position)s at %(employer)s was deleted.")
    messages.success(request, text % {"position": doomed.position, "employer": doomed.employer.name})
    return redirect(reverse("dashboard:applications"))


def _ask_to_delete(request: PersonRequest, doomed: Application, error: str = "", status: int = 200) -> HttpResponse:
    queued = OutgoingMail.objects.filter(application=doomed, status=OutgoingMail.Status.QUEUED).count()
    counted = get_object_or_404(_with_counts(request), pk=doomed.pk)
    context = {"application": counted, "queued": queued, "error": error}
    return render(request, "dashboard/delete.html", context, status=status)


def _with_counts(request: PersonRequest) -> QuerySet[Any]:
    def count(model: Any) -> Coalesce:
        rows = model.objects.filter(application=OuterRef("pk")).order_by().values("application")
        return Coalesce(Subquery(rows.annotate(count=Count("pk")).values("count")), 0)

    mine = Application.objects.owned_by(request.user).select_related("employer", "stage")
    return mine.annotate(interview_count=count(Interview), letter_count=count(Message), note_count=count(Note))


def _interviews(request: PersonRequest, shown: Application) -> list[Any]:
    """Each with `answer_by`, the next to come first."""
    interviews = Interview.objects.owned_by(request.user).filter(application=shown)
    interviews = interviews.annotate(answer_by=answer_by(request.user.preferences))
    return list(interviews.order_by(F("starts_at").desc(nulls_first=True), "-pk")[:MOST_INTERVIEWS])


def _people(request: PersonRequest, shown: Application) -> list[ApplicationContact]:
    people = ApplicationContact.objects.owned_by(request.user).filter(application=shown)
    return list(people.select_related("contact__employer")[:MOST_PEOPLE])


def _short(stage: Stage) -> str:
    """“Second” for the column of second interviews: seven names have to stand in one line."""
    if stage.round is None or stage.round not in Interview.Round.values:
        return stage.title
    return str(Interview.Round(stage.round).label)
