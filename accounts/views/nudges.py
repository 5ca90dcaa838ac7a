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
    mine = Preferences.objects.get(user=request.user)
    form = NudgesForm(request.POST if request.method == "POST" else None, instance=mine)
    if form.is_valid():
        form.save()
        notices.done(request, _("Saved."))
        if not request.htmx:
            return redirect("accounts:nudges")
    is_wrong = form.is_bound and not form.is_valid()
    shown = Preferences.objects.get(user=request.user) if is_wrong else mine
    context = {"form": form, "saved": shown, "picture": day_picture.draw(shown, timezone.now())}
    return page_or_partial(request, "accounts/nudges", context, status=422 if is_wrong else 200)


@login_required
@require_safe
def day(request: PersonRequest) -> HttpResponse:
    """The picture of the day for settings that are being tried and are not saved."""
    form = NudgesForm(request.GET, instance=Preferences.objects.get(user=request.user))
    if not form.is_valid():
        return HttpResponse(status=204)
    return render(request, "accounts/_day.html", {"picture": day_picture.draw(form.instance, timezone.now())})
