"""Invitations to interviews: recording, correcting, and what became of them."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import RestrictedError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.notices import done
from accounts.requests import PersonRequest
from accounts.states import WrongStatus
from tracker.forms import InterviewForm, InvitationForm, MarkForm
from tracker.interviews import amend, carry, record
from tracker.interviews import mark as mark_interview
from tracker.models import Interview
from tracker.views.answers import acted, asked, conflict, form_page, own_application, saved
from tracker.views.undo import set_aside


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PersonRequest, pk: int) -> HttpResponse:
    """Record an invitation; `?round=2` says which."""
    application = own_application(request, pk)
    data = request.POST if request.method == "POST" else None
    interview = Interview(owner=request.user, application=application)
    if application.stage.round is not None:
        interview.round = application.stage.round
    initial = {"round": request.GET["round"]} if "round" in request.GET else {}
    form = InvitationForm(data, owner=request.user, instance=interview, initial=initial)
    if not form.is_valid():
        title = gettext("Record an interview")
        return form_page(request, form, title, application.get_absolute_url(), application=application)
    with transaction.atomic():
        interview = record(form.save(commit=False))
        change = carry(interview) if form.cleaned_data["move_there"] else None
    text = gettext("%(interview)s recorded.") % {"interview": interview.title}
    if change is None:
        done(request, text)
    else:
        text += " " + gettext("Moved to %(stage)s.") % {"stage": application.stage.title}
        before = change.from_stage_id
        done(request, text, f"{reverse('tracker:application_move', args=[pk])}?stage={before}")
    return saved(request, application.get_absolute_url())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    interview = _own_interview(request, pk)
    data = request.POST if request.method == "POST" else None
    form = InterviewForm(data, owner=request.user, instance=interview)
    back = interview.application.get_absolute_url()
    if not form.is_valid():
        title = gettext("Edit the interview")
        return form_page(request, form, title, back, application=interview.application)
    amend(form.save(commit=False), form.fields)
    done(request, gettext("Saved."))
    return saved(request, back)


@login_required
@require_POST
def mark(request: PersonRequest, pk: int) -> HttpResponse:
    """Confirmed, held, cancelled by them, missed, or back to invited. Declining is a flow of its own."""
    interview = _own_interview(request, pk)
    application = interview.application
    back = application.get_absolute_url()
    form = MarkForm(asked(request, "status"))
    if not form.is_valid():
        return form_page(request, form, interview.title, back, application=application)
    before = interview.status
    try:
        if before == Interview.Status.DECLINED:
            raise WrongStatus(before)
        mark_interview(interview, form.cleaned_data["status"])
    except WrongStatus as wrong:
        current = Interview.Status(wrong.current).label if wrong.current else ""
        text = gettext("That cannot be done now: the interview is marked “%(status)s”.")
        return conflict(request, application, text % {"status": current})
    undo = f"{reverse('tracker:interview_mark', args=[pk])}?status={before}"
    text = gettext("%(interview)s: %(status)s.")
    done(request, text % {"interview": interview.title, "status": interview.get_status_display()}, undo)
    return acted(request, back)


@login_required
@require_POST
def delete(request: PersonRequest, pk: int) -> HttpResponse:
    """For one recorded by mistake; one that was declined stays."""
    interview = _own_interview(request, pk)
    undo = set_aside(request, [interview])
    try:
        interview.delete()
    except RestrictedError:
        text = gettext("You declined this interview, so it stays in the history.")
        return conflict(request, interview.application, text)
    done(request, gettext("Interview deleted."), undo)
    return acted(request, interview.application.get_absolute_url())


def _own_interview(request: PersonRequest, pk: int) -> Interview:
    mine = Interview.objects.owned_by(request.user)
    return get_object_or_404(mine.select_related("application__employer", "application__owner"), pk=pk)
