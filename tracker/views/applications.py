"""Adding an application, and correcting its facts."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from accounts.notices import done
from accounts.requests import PersonRequest
from tracker.facts import Stale, revise
from tracker.forms import AddApplicationForm, ApplicationForm, PersonForm
from tracker.models import Application, Contact
from tracker.people import keep_person
from tracker.progress import start
from tracker.views.answers import form_page, own_application, saved
from tracker.views.offers import twin_note, with_interview_offer

EMPLOYERS_PEOPLE = (Contact.Role.HIRING_MANAGER, Contact.Role.INTERVIEWER, Contact.Role.HR)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PersonRequest) -> HttpResponse:
    """One page for a new application, its recruiter and the person at the employer."""
    data = request.POST if request.method == "POST" else None
    form = AddApplicationForm(data, owner=request.user, initial={"stage": request.GET.get("stage")})
    people = [
        PersonForm(data, prefix="recruiter", roles=[Contact.Role.RECRUITER], may_be_blank=True),
        PersonForm(data, prefix="employer", roles=EMPLOYERS_PEOPLE, may_be_blank=True),
    ]
    if data is None or not all([form.is_valid(), *(person.is_valid() for person in people)]):
        status = 200 if data is None else 422
        return form_page(
            request,
            form,
            gettext("Add an application"),
            reverse("dashboard:applications"),
            "application_add",
            status=status,
            recruiter=people[0],
            person=people[1],
        )
    with transaction.atomic():
        application = start(form.filled())
        for person in people:
            if not person.is_blank:
                keep_person(application, **person.cleaned_data)
    done(
        request,
        with_interview_offer(application, gettext("%(application)s kept.") % {"application": application}),
    )
    note = twin_note(application)
    if note:
        messages.info(request, note)
    return saved(request, application.get_absolute_url())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    application = own_application(request, pk)
    data = request.POST if request.method == "POST" else None
    form = ApplicationForm(data, owner=request.user, instance=application)
    if data is not None and form.is_valid():
        try:
            with transaction.atomic():
                revise(form.filled(), form.cleaned_data["version"])
        except Stale:
            return _stale(request, form, pk)
        done(request, gettext("Saved."))
        return saved(request, application.get_absolute_url())
    return _edit_page(request, form, own_application(request, pk))


def _stale(request: PersonRequest, form: ApplicationForm, pk: int) -> HttpResponse:
    """Both versions: the person's in the fields, the saved one beside it. Saving again is then meant."""
    now = own_application(request, pk)
    data = request.POST.copy()
    data["version"] = str(now.version)
    form.data = data
    return _edit_page(request, form, now, status=409, differences=form.differences(now))


def _edit_page(
    request: PersonRequest, form: ApplicationForm, application: Application, **context: object
) -> HttpResponse:
    return form_page(
        request,
        form,
        gettext("Edit the facts"),
        application.get_absolute_url(),
        "application_edit",
        application=application,
        **context,
    )
