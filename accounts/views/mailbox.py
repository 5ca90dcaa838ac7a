"""The mailbox that a person's letters leave from. (Its test is in correspondence, which can send.)"""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import mailboxes, notices
from accounts.forms import MailboxForm
from accounts.models import Mailbox
from accounts.requests import PersonRequest, next_page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mailbox(request: PersonRequest) -> HttpResponse:
    mine = Mailbox.objects.owned_by(request.user).first()
    form = MailboxForm(
        request.POST if request.method == "POST" else None,
        instance=mine or Mailbox(owner=request.user, email=request.user.email, username=request.user.email),
    )
    if form.is_valid():
        mailboxes.save(form.save(commit=False), form.cleaned_data["password"])
        notices.done(request, _("Saved. Send yourself a test message, to see that it works."))
        return redirect("accounts:mailbox")
    if form.is_bound:
        mine = Mailbox.objects.owned_by(request.user).first()
    context = {"form": form, "mailbox": mine, "has_catcher": settings.MAIL_CATCHER_AT is not None}
    return render(request, "accounts/mailbox.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def catcher(request: PersonRequest) -> HttpResponse:
    """The mail catcher of a trial installation, in one click."""
    if settings.MAIL_CATCHER_AT is None:
        raise Http404
    mailboxes.use_catcher(request.user, *settings.MAIL_CATCHER_AT)
    notices.done(request, _("Your letters go to the mail catcher now. Nothing leaves this machine."))
    return redirect(next_page(request, default=reverse("accounts:mailbox")))


@login_required
@require_POST
def resume(request: PersonRequest) -> HttpResponse:
    mailboxes.resume(get_object_or_404(Mailbox.objects.owned_by(request.user)))
    notices.done(request, _("Your mailbox is in use again. Letters that waited leave now."))
    return redirect(next_page(request, default=reverse("accounts:mailbox")))


@login_required
@require_POST
def remove(request: PersonRequest) -> HttpResponse:
    get_object_or_404(Mailbox.objects.owned_by(request.user)).delete()
    notices.done(request, _("Your mailbox and its password are forgotten."))
    return redirect("accounts:mailbox")
