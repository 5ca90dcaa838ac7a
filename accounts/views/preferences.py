"""Who I am, and in which language and time zone I read."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import languages, notices
from accounts.forms import PreferencesForm
from accounts.models import Language, Preferences
from accounts.requests import PersonRequest, next_page
from accounts.zones import guess


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: PersonRequest) -> HttpResponse:
    mine = Preferences.objects.get(user=request.user)
    form = PreferencesForm(
        request.POST if request.method == "POST" else None, instance=mine, guess=guess(request.COOKIES)
    )
    if form.is_valid():
        form.save()
        with translation.override(mine.language):
            notices.done(request, _("Saved."))
        response = redirect("accounts:preferences")
        languages.remember(response, mine.language)
        return response
    return render(request, "accounts/preferences.html", {"form": form}, status=422 if form.is_bound else 200)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch the pages to another language and go on where one was; for guests too."""
    wanted = request.POST.get("language", "")
    if wanted not in Language.values:
        return HttpResponse(_("The pages do not speak that language."), status=422)
    if request.user.is_authenticated:
        Preferences.objects.filter(user=request.user).update(language=wanted)
    response = redirect(next_page(request, default="/"))
    languages.remember(response, wanted)
    return response
