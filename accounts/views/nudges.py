"""How loudly a person may be reminded, and when it must be quiet."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import day_picture, notices
from accounts.answers import page_or_partial
from accounts.forms import NudgesForm
from accounts.models import Preferences
from accounts.requests import PersonRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def nudges(request: PersonRequest) -> HttpResponse:
    if request.method != "POST":
        return nudges_page(request)
    form = NudgesForm(request.POST, instance=Preferences.objects.get(user=request.user))
    if not form.is_valid():
        return nudges_page(request, form, 422)
    form.save()
    notices.done(request, _("Saved."))
    return nudges_page(request, form) if request.htmx else redirect("accounts:nudges")


def nudges_page(request: PersonRequest, form: NudgesForm | None = None, status: int = 200) -> HttpResponse:
    """The settings as they are kept, with `form` for them if one has been filled in."""
    saved = Preferences.objects.get(user=request.user)
    form = form or NudgesForm(instance=saved)
    context = {"form": form, "saved": saved, "picture": day_picture.draw(saved, timezone.now())}
    return page_or_partial(request, "accounts/nudges", context, status=status)


@login_required
@require_safe
def day(request: PersonRequest) -> HttpResponse:
    """The picture of the day for settings that are being tried and are not saved."""
    form = NudgesForm(request.GET, instance=Preferences.objects.get(user=request.user))
    if not form.is_valid():
        return HttpResponse(status=204)
    return render(request, "accounts/_day.html", {"picture": day_picture.draw(form.instance, timezone.now())})
