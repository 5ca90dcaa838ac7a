"""The history: everything that was said, and the letters that are still under way."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.answers import page_or_partial
from accounts.requests import PersonRequest
from correspondence.forms import HistoryForm
from correspondence.history import employers_of, page_of, unsettled
from correspondence.models import Message, OutgoingMail


@login_required
@require_safe
def history(request: PersonRequest) -> HttpResponse:
    """`q` searches; `direction`, `channel` and `employer` narrow; `before` is the cursor of an older page."""
    wanted = HistoryForm(request.GET).wanted()
    before = request.GET.get("before", "")
    waiting = [] if before else unsettled(request.user)
    context = {
        "wanted": wanted,
        "page": page_of(request.user, wanted, before),
        "before": before,
        "unsettled": waiting,
        "is_under_way": any(mail.status != OutgoingMail.Status.FAILED for mail in waiting),
        "employers": employers_of(request.user),
        "channels": Message.Channel.choices,
        "directions": [
            (value, label, _query(request.GET, direction=value)) for value, label in Message.Direction.choices
        ],
        "both_ways": _query(request.GET, direction=""),
        "newest": _query(request.GET),
        "now": timezone.now(),
    }
    return page_or_partial(request, "correspondence/history", context)


def _query(query: QueryDict, **changes: str) -> str:
    """The query string of the first page, with `changes`; what is empty is left out."""
    kept = {**query.dict(), **changes, "before": ""}
    changed = QueryDict(mutable=True)
    changed.update({name: str(value) for name, value in kept.items() if value})
    return changed.urlencode()
