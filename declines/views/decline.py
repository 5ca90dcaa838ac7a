"""The page of a decline: the guide while a letter is still to be dealt with, and what became of it after."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import reselect, reswap, retarget

from accounts.notices import done
from accounts.requests import PersonRequest
from accounts.states import WrongStatus
from declines import answers as flow
from declines import guide
from declines.forms import AfterForm, AnswersForm
from declines.models import Decline
from declines.page import declines_of, guide_context, letters_of


def decline_or_404(request: PersonRequest, pk: int) -> Decline:
    return get_object_or_404(declines_of(request.user), pk=pk)


def answer(request: PersonRequest, decline: Decline, status: int = 200, **given: Any) -> HttpResponse:
    """The page as the decline now stands, whole."""
    letters = letters_of(decline)
    if decline.is_open and any(letter.can_be_edited for letter in letters):
        return render(request, "declines/decline.html", guide_context(decline, **given), status=status)
    return render(request, "declines/done.html", _done_context(decline, **given), status=status)


def _done_context(decline: Decline, **given: Any) -> dict[str, Any]:
    letters = letters_of(decline)
    return {
        "decline": decline,
        "application": decline.application,
        "interview": decline.interview,
        "letters": letters,
        "now": timezone.now(),
        "unknown": [letter for letter in letters if letter.mail and letter.mail.status == "unconfirmed"],
        **given,
    }


@login_required
@require_safe
def decline(request: PersonRequest, pk: int) -> HttpResponse:
    return answer(request, decline_or_404(request, pk))


def instead_of_the_page(response: HttpResponse) -> HttpResponse:
    """To htmx, whatever part it had asked for: the page is not what it was, so all of it is shown."""
    return retarget(reselect(reswap(response, "outerHTML"), "#main"), "#main")


@login_required
@require_POST
def answers(request: PersonRequest, pk: int) -> HttpResponse:
    """Sure?, and why: saved as typed."""
    decline = decline_or_404(request, pk)
    form = AnswersForm(request.POST, instance=decline)
    if not form.is_valid():
        if request.htmx:
            return render(request, "declines/_answers.html", {"decline": decline, "answers": form}, status=422)
        return answer(request, decline, status=422, answers=form)
    try:
        redrafted = flow.keep(decline, form)
    except WrongStatus:
        return instead_of_the_page(answer(request, decline_or_404(request, pk), status=409))
    if not request.htmx:
        return redirect(f"{decline.get_absolute_url()}#letters")
    context = guide_context(decline_or_404(request, pk), redrafted=redrafted)
    return render(request, "declines/_answers_saved.html", context)


@login_required
@require_POST
def after(request: PersonRequest, pk: int) -> HttpResponse:
    decline = decline_or_404(request, pk)
    form = AfterForm(request.POST, instance=decline)
    if not form.is_valid():
        return answer(request, decline, status=422, after=form)
    flow.keep_after(decline, form)
    if not request.htmx:
        return redirect(f"{decline.get_absolute_url()}#after")
    return render(request, "declines/_saved.html", {"now": timezone.now()})


@login_required
@require_POST
def reconsider(request: PersonRequest, pk: int) -> HttpResponse:
    """“I’ll go after all”."""
    decline = decline_or_404(request, pk)
    had_left = any(letter.accounted or letter.live_mail for letter in letters_of(decline))
    try:
        guide.reconsider(decline)
    except WrongStatus:
        return answer(request, decline_or_404(request, pk), status=409, is_leaving=True)
    if had_left:
        done(request, _("The interview is open again. Somebody has your letter: write to them soon."))
    else:
        done(request, _("Nothing was sent. Everything is as it was before you declined."))
    return redirect(decline.application)
