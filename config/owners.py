"""Somebody else's object is a 404 by whatever method it is asked for, also by one that its address never takes."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from accounts.owned import Owned
from correspondence.models import Message, OutgoingMail
from declines.models import Decline, Letter
from reminders.models import Nudge
from tracker.models import Application, Contact, Employer, Interview, Note, Stage

# What the number in an address is of, by the address's first word.
OWNED: dict[str, type[Owned]] = {
    "applications": Application,
    "board": Stage,
    "contacts": Contact,
    "correspondence": Message,
    "declines": Decline,
    "employers": Employer,
    "interviews": Interview,
    "letters": Letter,
    "mail": OutgoingMail,
    "notes": Note,
    "nudges": Nudge,
}


class OwnersFirstMiddleware:
    """Views refuse a wrong method before they look for the object; this looks before it lets that be said."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and request.user.is_authenticated and _is_anothers(request):
            raise Http404
        return response


def _is_anothers(request: HttpRequest) -> bool:
    match = request.resolver_match
    if match is None or "pk" not in match.kwargs:
        return False
    model = OWNED[match.route.lstrip("^").partition("/")[0]]
    return not model._default_manager.filter(pk=match.kwargs["pk"], owner_id=request.user.pk).exists()
