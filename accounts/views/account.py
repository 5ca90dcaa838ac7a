"""The account itself: its ways out, and its end."""

from __future__ import annotations

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms import DeleteAccountForm
from accounts.models import User
from accounts.requests import PersonRequest


@login_required
@require_safe
def account(request: PersonRequest) -> HttpResponse:
    return render(request, "accounts/account.html")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: PersonRequest) -> HttpResponse:
    """Delete the person and everything that is theirs, once they have typed their password."""
    if request.method == "POST":
        too_often: HttpResponse | None = ratelimit.consume_or_429(request, action="reauthenticate", user=request.user)
        if too_often is not None:
            return too_often
    form = DeleteAccountForm(request.user, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "accounts/delete.html", {"form": form}, status=422 if form.is_bound else 200)
    person = User.objects.get(pk=request.user.pk)
    logout(request)
    with transaction.atomic():
        person.delete()
    messages.success(request, _("Your account is deleted, with everything in it. We wish you well."))
    return redirect("account_login")
