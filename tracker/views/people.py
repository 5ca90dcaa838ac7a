"""The people of one application: adding one who is known already, and taking one off."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db.models import RestrictedError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from accounts.notices import done
from accounts.requests import PersonRequest
from tracker.forms import KnownPersonForm
from tracker.models import Contact
from tracker.people import attach, detach
from tracker.views.answers import acted, asked, conflict, form_page, own_application


@login_required
@require_POST
def add(request: PersonRequest, pk: int) -> HttpResponse:
    application = own_application(request, pk)
    back = application.get_absolute_url()
    form = KnownPersonForm(asked(request, "contact"), owner=request.user)
    if not form.is_valid():
        return form_page(request, form, gettext("Add a person"), back, application=application)
    contact = attach(application, form.cleaned_data["contact"]).contact
    undo = reverse("tracker:person_remove", args=[pk, contact.pk])
    done(request, gettext("%(name)s added.") % {"name": contact.name}, undo)
    return acted(request, back)


@login_required
@require_POST
def remove(request: PersonRequest, pk: int, contact: int) -> HttpResponse:
    """They stay among the contacts; refused while a letter of this application is addressed to them."""
    application = own_application(request, pk)
    back = application.get_absolute_url()
    person = get_object_or_404(Contact.objects.owned_by(request.user), pk=contact, applications__application=pk)
    try:
        detach(application, person)
    except RestrictedError:
        text = gettext("A letter of this application is addressed to %(name)s, so they stay with it.")
        return conflict(request, application, text % {"name": person.name})
    undo = f"{reverse('tracker:person_add', args=[pk])}?contact={contact}"
    done(request, gettext("%(name)s taken off.") % {"name": person.name}, undo)
    return acted(request, back)
