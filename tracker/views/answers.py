"""How every view of this app answers: with a page, or to htmx with the part that changed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django_htmx.http import HttpResponseClientRedirect, reswap, trigger_client_event

from accounts.requests import PersonRequest, next_page
from tracker.models import Application


def own_application(request: PersonRequest, pk: int) -> Application:
    """The person's application, with what every page says of it. Raises Http404."""
    mine = Application.objects.owned_by(request.user).select_related("employer", "stage", "owner")
    return get_object_or_404(mine, pk=pk)


def asked(request: PersonRequest, name: str) -> QueryDict:
    """Where the field `name` was sent: in the body, or, as an Undo button does, in the address."""
    return request.POST if name in request.POST else request.GET


def page(request: PersonRequest, name: str, status: int = 200, **context: Any) -> HttpResponse:
    """templates/tracker/<name>.html, or to htmx its partial _<name>.html."""
    template = f"tracker/_{name}.html" if request.htmx else f"tracker/{name}.html"
    return render(request, template, context, status=status)


def form_page(
    request: PersonRequest, form: BaseForm, title: str, back: str, name: str = "form", **context: Any
) -> HttpResponse:
    """A form to fill in, or what is wrong with it (422). `back` is where Cancel leads."""
    status = context.pop("status", 422 if form.errors else 200)
    back = next_page(request, back)
    return page(request, name, status, form=form, title=title, back=back, **context)


def saved(request: PersonRequest, url: str) -> HttpResponse:
    """After a form: on to `url`, or to where `next` says."""
    url = next_page(request, url)
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


def acted(request: PersonRequest, url: str, event: str = "application-changed") -> HttpResponse:
    """After a button: back to the page; to htmx only what was said, and `event` for the parts that listen."""
    if not request.htmx:
        return redirect(next_page(request, url))
    return trigger_client_event(_said(request), event)


def conflict(request: PersonRequest, application: Application | None, text: str, back: str = "") -> HttpResponse:
    """409: it is not in a state in which that can be done; `text` says which it is in."""
    if request.htmx:
        messages.error(request, text)
        return _said(request, status=409)
    context = {"application": application, "text": text, "back": back}
    return render(request, "tracker/conflict.html", context, status=409)


def closed_already(request: PersonRequest, application: Application) -> HttpResponse:
    """409 for what only open applications do."""
    application.refresh_from_db(fields=["closed_at", "outcome"])
    text = gettext("This application is closed (%(outcome)s). Reopen it first.")
    return conflict(request, application, text % {"outcome": application.get_outcome_display()})


def _said(request: PersonRequest, status: int = 200) -> HttpResponse:
    return reswap(render(request, "includes/toasts_oob.html", status=status), "none")
