"""Moving, closing and reopening an application, each with Undo."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.notices import done
from accounts.requests import PersonRequest
from accounts.states import WrongStatus
from tracker.forms import CloseForm, StageForm
from tracker.models import Application, Outcome
from tracker.notes import write
from tracker.progress import close as close_application
from tracker.progress import move_stage
from tracker.progress import reopen as reopen_application
from tracker.views.answers import acted, asked, closed_already, conflict, form_page, own_application
from tracker.views.offers import with_interview_offer

MOVED = "application-moved"


@login_required
@require_POST
def move(request: PersonRequest, pk: int) -> HttpResponse:
    """To the column `stage`; moving to where it stands says nothing."""
    application = own_application(request, pk)
    form = StageForm(asked(request, "stage"), owner=request.user)
    if not form.is_valid():
        return form_page(request, form, gettext("Move to…"), application.get_absolute_url(), application=application)
    before = application.stage
    try:
        change = move_stage(application, form.cleaned_data["stage"])
    except WrongStatus:
        return closed_already(request, application)
    if change:
        text = gettext("%(position)s moved to %(stage)s.")
        text %= {"position": application.position, "stage": application.stage.title}
        undo = f"{reverse('tracker:application_move', args=[pk])}?stage={before.pk}"
        done(request, with_interview_offer(application, text), undo)
    return acted(request, application.get_absolute_url(), MOVED)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: PersonRequest, pk: int) -> HttpResponse:
    """End it with an outcome and, if the person likes, a note."""
    application = own_application(request, pk)
    if not application.is_open:
        return closed_already(request, application)
    form = CloseForm(asked(request, "outcome") if request.method == "POST" else None, initial=request.GET.dict())
    if not form.is_valid():
        return _close_page(request, form, application)
    outcome = Outcome(form.cleaned_data["outcome"])
    try:
        with transaction.atomic():
            close_application(application, outcome)
            if form.cleaned_data["note"]:
                write(application, form.cleaned_data["note"])
    except WrongStatus:
        return closed_already(request, application)
    text = gettext("%(position)s closed: %(outcome)s.")
    undo = reverse("tracker:application_reopen", args=[pk])
    done(request, text % {"position": application.position, "outcome": outcome.label}, undo)
    return acted(request, application.get_absolute_url(), MOVED)


@login_required
@require_POST
def reopen(request: PersonRequest, pk: int) -> HttpResponse:
    """Take it up again where it stood."""
    application = own_application(request, pk)
    outcome = application.outcome
    try:
        reopen_application(application)
    except WrongStatus:
        return conflict(request, application, gettext("This application is open already."))
    undo = f"{reverse('tracker:application_close', args=[pk])}?outcome={outcome}"
    done(request, gettext("%(position)s is open again.") % {"position": application.position}, undo)
    return acted(request, application.get_absolute_url(), MOVED)


def _close_page(request: PersonRequest, form: CloseForm, application: Application) -> HttpResponse:
    title = gettext("Close the application")
    return form_page(request, form, title, application.get_absolute_url(), "application_close", application=application)
