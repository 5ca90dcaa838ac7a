"""The board, and the next cards of one of its columns."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
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
    columns = [(column, _moves(request, stages, column.stage, words)) for column in shown.columns]
    context = {"board": shown, "columns": columns, "q": words, "board_url": reverse("dashboard:board")}
    return page_or_partial(request, "dashboard/board", context)


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
    moves = _moves(request, stages_of(request.user), stage, words)
    context = {"column": more, "moves": moves, "q": words, "board_url": reverse("dashboard:board")}
    return render(request, "dashboard/_cards.html", context)


def _search(request: PersonRequest) -> str:
    return request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]


def _moves(request: PersonRequest, stages: list[Stage], here: Stage, words: str) -> SafeString:
    """The lines of a card's menu, the same for every card of a column, and so drawn once."""
    back = reverse("dashboard:board") + (f"?{urlencode({'q': words})}" if words else "")
    context = {
        "stages": [stage for stage in stages if stage != here],
        "back": back,
        "csrf_token": get_token(request),
    }
    return render_to_string("dashboard/_moves.html", context)
