"""Who reads a letter: somebody of this application, somebody new, or an address found in our letters."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.addresses import mail_address
from accounts.requests import PersonRequest
from declines import letters
from declines.models import Letter
from declines.page import person_form, reader_of
from declines.views.decline import answer
from declines.views.letter import letter_or_404
from tracker.models import ApplicationContact, Contact
from tracker.people import keep_person


@login_required
@require_POST
def reader(request: PersonRequest, pk: int) -> HttpResponse:
    """`person` picks one of the application's people; `email` (found in a letter) is kept with the reader;
    else the form of a person, who is corrected or (`new`) added."""
    letter = letter_or_404(request, pk)
    try:
        with transaction.atomic():
            wrong = _choose(request, letter)
    except letters.Stale:
        return answer(request, letter_or_404(request, pk).decline, status=409, stale_letter=pk)
    if wrong is not None:
        return wrong
    return redirect(f"{letter.decline.get_absolute_url()}#who")


def _choose(request: PersonRequest, letter: Letter) -> HttpResponse | None:
    chosen = request.POST.get("person", "")
    if chosen:
        people = ApplicationContact.objects.owned_by(request.user).filter(application=letter.application_id)
        letters.address(letter, get_object_or_404(people, pk=chosen if chosen.isdecimal() else 0))
        return None
    if "found" in request.POST:
        return _keep_found(request, letter)
    is_new = "new" in request.POST
    form = person_form(letter, request.POST, is_new=is_new)
    if not form.is_valid():
        readers = [reader_of(each, form if each.pk == letter.pk else None) for each in letter.decline.letters.all()]
        return answer(request, letter.decline, status=422, readers=readers, wrong_reader=letter.pk)
    if form.instance.pk:
        form.save()
        letters.address(letter, letter.recipient)
    else:
        letters.address(letter, keep_person(letter.decline.application, **form.cleaned_data))
    return None


def _keep_found(request: PersonRequest, letter: Letter) -> HttpResponse | None:
    """An address that stood in one of our letters becomes the reader's."""
    contact = letter.recipient.contact if letter.recipient else None
    try:
        if contact is None:
            raise ValueError
        contact.email = mail_address(request.POST["found"])
        contact.full_clean()
    except (ValueError, ValidationError):
        return answer(request, letter.decline, status=422, wrong_reader=letter.pk)
    contact.email_source = Contact.Source.CORRESPONDENCE
    contact.save(update_fields=["email", "email_source"])
    letters.address(letter, letter.recipient)
    return None
