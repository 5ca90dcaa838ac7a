"""Notes of an application."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.notices import done
from accounts.requests import PersonRequest
from tracker.forms import NoteForm
from tracker.models import Note
from tracker.notes import write
from tracker.views.answers import acted, form_page, own_application, saved
from tracker.views.undo import set_aside


@login_required
@require_POST
def add(request: PersonRequest, pk: int) -> HttpResponse:
    application = own_application(request, pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        action = reverse("tracker:note_add", args=[pk])
        back = application.get_absolute_url()
        return form_page(request, form, gettext("Add a note"), back, application=application, action=action)
    write(application, form.cleaned_data["body"])
    done(request, gettext("Note kept."))
    return acted(request, application.get_absolute_url())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    note = _own_note(request, pk)
    form = NoteForm(request.POST if request.method == "POST" else None, instance=note)
    back = note.application.get_absolute_url()
    if not form.is_valid():
        return form_page(request, form, gettext("Edit the note"), back, application=note.application)
    form.save()
    done(request, gettext("Note kept."))
    return saved(request, back)


@login_required
@require_POST
def delete(request: PersonRequest, pk: int) -> HttpResponse:
    note = _own_note(request, pk)
    undo = set_aside(request, [note])
    note.delete()
    done(request, gettext("Note deleted."), undo)
    return acted(request, note.application.get_absolute_url())


def _own_note(request: PersonRequest, pk: int) -> Note:
    mine = Note.objects.owned_by(request.user).select_related("application__employer", "application__owner")
    return get_object_or_404(mine, pk=pk)
