"""Writing a letter: saved as typed, drafted anew, brought back."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.requests import PersonRequest
from declines import letters
from declines.forms import RedraftForm, WriteForm
from declines.models import Letter
from declines.page import declines_of, guide_context, letters_of
from declines.views.decline import answer, instead_of_the_page


def letter_or_404(request: PersonRequest, pk: int) -> Letter:
    """A letter of the person's, with its decline and everything their page reads."""
    owned = get_object_or_404(Letter.objects.owned_by(request.user), pk=pk)
    decline = get_object_or_404(declines_of(request.user), pk=owned.decline_id)
    return next(letter for letter in letters_of(decline) if letter.pk == pk)


def anchor(letter: Letter) -> str:
    return f"{letter.decline.get_absolute_url()}#letter-{letter.audience}"


def show(request: PersonRequest, letter: Letter, status: int = 200, **given: object) -> HttpResponse:
    """To htmx the letter's paper and the way to send it, else the page."""
    context = guide_context(letter.decline, **given)
    context["one"] = next(shown for shown in context["letters"] if shown.letter.pk == letter.pk)
    if request.htmx and letter.can_be_edited:
        return render(request, "declines/_letter_changed.html", context, status=status)
    return instead_of_the_page(answer(request, letter.decline, status=status, **given))


@login_required
@require_POST
def write(request: PersonRequest, pk: int) -> HttpResponse:
    """Save what was typed. A stale tab gets both texts and loses neither."""
    letter = letter_or_404(request, pk)
    form = WriteForm(request.POST)
    if not form.is_valid():
        return show(request, letter, status=422, write_form=form, wrong_letter=letter.pk)
    typed = form.cleaned_data
    body = typed["body"].replace("\r\n", "\n")
    try:
        letters.write(letter, typed["subject"], body, typed["version"])
    except letters.Stale:
        mine = {"subject": typed["subject"], "body": body}
        return show(request, letter_or_404(request, pk), status=409, mine=mine, stale_letter=pk)
    if not request.htmx:
        return redirect(anchor(letter))
    context = guide_context(letter_or_404(request, pk).decline)
    context["one"] = next(shown for shown in context["letters"] if shown.letter.pk == pk)
    return render(request, "declines/_letter_saved.html", context)


@login_required
@require_POST
def redraft(request: PersonRequest, pk: int) -> HttpResponse:
    letter = letter_or_404(request, pk)
    form = RedraftForm(request.POST)
    if not form.is_valid():
        return show(request, letter, status=422, wrong_letter=letter.pk)
    chosen = form.cleaned_data
    return _changed(request, letter, lambda: letters.redraft(letter, language=chosen["language"], tone=chosen["tone"]))


@login_required
@require_POST
def bring_back(request: PersonRequest, pk: int) -> HttpResponse:
    letter = letter_or_404(request, pk)
    return _changed(request, letter, lambda: letters.bring_back(letter))


def _changed(request: PersonRequest, letter: Letter, change: Callable[[], None]) -> HttpResponse:
    try:
        change()
    except letters.Stale:
        return show(request, letter_or_404(request, letter.pk), status=409, stale_letter=letter.pk)
    if request.htmx:
        return show(request, letter_or_404(request, letter.pk))
    return redirect(anchor(letter))
