"""Contacts: the list, one person, and changes to them."""

from __future__ import annotations

import re

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, RestrictedError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.notices import done
from accounts.requests import PersonRequest
from tracker.forms import ContactForm
from tracker.models import Application, Contact
from tracker.people import forget, keep_person
from tracker.views.answers import acted, conflict, form_page, own_application, page, saved
from tracker.views.undo import set_aside

PAGE = 50
PLACES = 50  # applications shown on a contact's page, newest first


@login_required
@require_safe
def contacts(request: PersonRequest) -> HttpResponse:
    """By name; `q` searches, `role` narrows."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:200]
    role = request.GET.get("role", "")
    mine = Contact.objects.owned_by(request.user)
    found = mine.search(words) if words else mine
    if role in Contact.Role.values:
        found = found.filter(role=role)
    found = found.select_related("employer").annotate(places=Count("applications")).order_by("name", "pk")
    people = Paginator(found, PAGE).get_page(request.GET.get("page"))
    roles = Contact.Role.choices
    return page(request, "contacts", people=people, q=words, role=role, roles=roles)


@login_required
@require_safe
def contact(request: PersonRequest, pk: int) -> HttpResponse:
    person = _own_contact(request, pk)
    places = person.applications.select_related("application__employer", "application__stage")
    newest = places.order_by("-application__last_activity_at", "-pk")[:PLACES]
    return page(request, "contact", contact=person, places=newest)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PersonRequest) -> HttpResponse:
    """A new contact; `?application=` and `?role=` say for what."""
    application = _application_asked(request)
    initial = {name: request.GET[name] for name in ("role", "name") if request.GET.get(name)}
    if application and initial.get("role") != Contact.Role.RECRUITER:
        initial["employer_name"] = application.employer.name
    form = ContactForm(request.POST if request.method == "POST" else None, owner=request.user, initial=initial)
    if not form.is_valid():
        back = application.get_absolute_url() if application else reverse("tracker:contacts")
        return form_page(request, form, gettext("Add a contact"), back, application=application)
    if application is None:
        person = form.save()
        done(request, gettext("%(name)s kept.") % {"name": person.name})
        return saved(request, person.get_absolute_url())
    with transaction.atomic():
        person = keep_person(application, **form.person()).contact
    done(request, gettext("%(name)s kept.") % {"name": person.name})
    return saved(request, application.get_absolute_url())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    person = _own_contact(request, pk)
    form = ContactForm(request.POST if request.method == "POST" else None, owner=request.user, instance=person)
    if not form.is_valid():
        title = gettext("Edit the contact")
        return form_page(request, form, title, person.get_absolute_url(), contact=_own_contact(request, pk))
    with transaction.atomic():
        form.save()
    done(request, gettext("Saved."))
    return saved(request, person.get_absolute_url())


@login_required
@require_POST
def delete(request: PersonRequest, pk: int) -> HttpResponse:
    """Refused while letters or messages name them: the history keeps its people."""
    person = _own_contact(request, pk)
    try:
        with transaction.atomic():
            undo = set_aside(request, [person, *person.applications.all()])
            forget(person)
    except RestrictedError:
        text = gettext("Letters or messages name %(name)s, so they stay with the history.")
        return conflict(request, None, text % {"name": person.name}, back=person.get_absolute_url())
    done(request, gettext("%(name)s deleted.") % {"name": person.name}, undo)
    return acted(request, reverse("tracker:contacts"), "contacts-changed")


def _own_contact(request: PersonRequest, pk: int) -> Contact:
    return get_object_or_404(Contact.objects.owned_by(request.user).select_related("employer"), pk=pk)


def _application_asked(request: PersonRequest) -> Application | None:
    pk = request.GET.get("application")
    if not pk:
        return None
    if not re.fullmatch("[0-9]{1,18}", pk):
        raise Http404
    return own_application(request, int(pk))
