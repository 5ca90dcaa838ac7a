"""Employers."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from accounts.notices import done
from accounts.requests import PersonRequest
from tracker.forms import EmployerForm
from tracker.models import Employer
from tracker.views.answers import form_page, saved


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    employer = get_object_or_404(Employer.objects.owned_by(request.user), pk=pk)
    form = EmployerForm(request.POST if request.method == "POST" else None, instance=employer)
    back = reverse("dashboard:applications")
    if not form.is_valid():
        return form_page(request, form, gettext("Edit the employer"), back)
    form.save()
    done(request, gettext("Saved."))
    return saved(request, back)
