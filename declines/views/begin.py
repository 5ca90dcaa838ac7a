"""Deciding: “Decline…” beside an invitation, “Withdraw” on an application."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.requests import PersonRequest
from accounts.states import WrongStatus
from declines import guide
from tracker.models import Application, Interview


@login_required
@require_POST
def start(request: PersonRequest, pk: int) -> HttpResponse:
    interviews = Interview.objects.owned_by(request.user).select_related("application__employer", "application__stage")
    interview = get_object_or_404(interviews, pk=pk)
    try:
        decline = guide.decline_interview(interview)
    except WrongStatus:
        context = {"interview": interview, "application": interview.application}
        return render(request, "declines/cannot_begin.html", context, status=409)
    return redirect(decline)


@login_required
@require_POST
def withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    applications = Application.objects.owned_by(request.user).select_related("employer", "stage")
    application = get_object_or_404(applications, pk=pk)
    try:
        decline = guide.withdraw(application)
    except WrongStatus:
        return render(request, "declines/cannot_begin.html", {"application": application}, status=409)
    return redirect(decline)
