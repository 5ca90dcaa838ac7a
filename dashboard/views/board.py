"""The board, and the next cards of one of its columns."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from accounts.answers import page_or_partial
from accounts.requests import PersonRequest
from dashboard.board import board_of, more_of
from tracker.models import Stage
from tracker.stages import stages_of

LONGEST_SEARCH = 200


@login_required
@require_safe
def board(request: PersonRequest) -> HttpResponse:
    """The pipeline, or what of it `q` finds."""
    words = _search(request)
    shown = board_of(request.user, timezone.now(), words)
    stages = [column.stage for column in shown.columns]
    columns = [(column, _moves(stages, column.stage)) for column in shown.columns]
    return page_or_partial(request, "dashboard/board", {"board": shown, "columns": columns, "q": words})


@login_required
@require_safe
def column(request: PersonRequest, pk: int) -> HttpResponse:
    """The cards of the stage `pk` after the application `after`; without htmx the list of that stage."""
    stage = get_object_or_404(Stage.objects.owned_by(request.user), pk=pk)
    if not request.htmx:
        return redirect(f"{reverse('dashboard:applications')}?view=open&stage={pk}")
    after = request.GET.get("after", "")
    if not after.isdecimal():
        raise Http404
    words = _search(request)
    more = more_of(stage, request.user, timezone.now(), words, int(after[:18]))
    moves = _moves(stages_of(request.user), stage)
    return render(request, "dashboard/_cards.html", {"column": more, "moves": moves, "q": words})


def _search(request: PersonRequest) -> str:
    return request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]


def _moves(stages: list[Stage], here: Stage) -> SafeString:
    """The lines of a card's menu, the same for every card of a column, and so drawn once."""
    return render_to_string("dashboard/_moves.html", {"stages": [stage for stage in stages if stage != here]})
