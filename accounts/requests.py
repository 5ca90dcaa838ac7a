"""Who asks, and where they wish to go when it is done."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

from accounts.models import User


class PersonRequest(HttpRequest):
    """A request as views behind `login_required` get it: from a person, through HtmxMiddleware."""

    user: User
    htmx: HtmxDetails


def next_page(request: HttpRequest, default: str) -> str:
    """The page that `next` names, if it is one of ours and not the address that just answered; else `default`."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours and wanted.partition("?")[0] != request.path else default
