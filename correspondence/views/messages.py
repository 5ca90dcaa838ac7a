"""One message: read with its thread, kept by hand, corrected, deleted."""

from __future__ import annotations

import re

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.answers import page_or_partial
from accounts.notices import done
from accounts.requests import PersonRequest, next_page
from correspondence import compose
from correspondence.forms import MessageForm, version_of
from correspondence.history import as_answer_to, thread_of
from correspondence.models import Message
from tracker.models import Application
from tracker.progress import touch
from tracker.views.answers import acted, conflict, own_application, saved
from tracker.views.undo import set_aside


@login_required
@require_safe
def message(request: PersonRequest, pk: int) -> HttpResponse:
    """The whole of it, what it answers and what answered it."""
    shown = _own_message(request, pk)
    thread = thread_of(shown)
    context = {
        "message": shown,
        "application": shown.application,
        "thread": thread if len(thread) > 1 else [],
        "was_answered": any(other.in_reply_to == shown.message_id for other in thread if shown.message_id),
        "reply_by_mail": _reply_by_mail(shown),
    }
    return page_or_partial(request, "correspondence/message", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PersonRequest, pk: int) -> HttpResponse:
    """Keep something that was said. `?direction=`, `?channel=` and `?contact=` begin the form; `?reply_to=`
    names the message that it answers."""
    application = own_application(request, pk)
    answered = _answered(request, application)
    kept = Message(owner=request.user, application=application)
    initial: dict[str, object] = {
        name: request.GET[name] for name in ("direction", "channel", "contact") if name in request.GET
    }
    if answered is not None:
        as_answer_to(answered, kept)
        initial = {
            "contact": answered.contact_id,
            "subject": compose.reply_subject(answered.subject)[:255],
            "channel": answered.channel,
            "direction": _other_way(answered),
        } | initial
    data = request.POST if request.method == "POST" else None
    form = MessageForm(data, application=application, instance=kept, initial=initial)
    if not form.is_valid():
        return _form_page(request, form, gettext("Keep a message"), application)
    with transaction.atomic():
        form.save()
        touch(application, kept.occurred_at)
    done(request, gettext("Kept."), reverse("correspondence:message_delete", args=[kept.pk]))
    return saved(request, application.get_absolute_url())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Correct what was kept by hand; what a mail server accepted stays as it left."""
    kept = _own_message(request, pk)
    if kept.mail_id:
        return _sent_stays(request, kept)
    data = request.POST if request.method == "POST" else None
    form = MessageForm(data, application=kept.application, instance=kept)
    title = gettext("Edit the message")
    if not form.is_valid():
        return _form_page(request, form, title, kept.application, kept)
    with transaction.atomic():
        saved_meanwhile = get_object_or_404(Message.objects.owned_by(request.user).select_for_update(), pk=pk)
        is_stale = version_of(saved_meanwhile) != form.cleaned_data["seen"]
        if not is_stale:
            form.save()
            touch(kept.application, kept.occurred_at)
    if is_stale:
        mine = {**request.POST.dict(), "seen": version_of(saved_meanwhile)}
        form = MessageForm(mine, application=kept.application, instance=kept)
        return _form_page(request, form, title, kept.application, saved_meanwhile, status=409)
    done(request, gettext("Saved."))
    return saved(request, reverse("correspondence:message", args=[pk]))


@login_required
@require_POST
def delete(request: PersonRequest, pk: int) -> HttpResponse:
    kept = _own_message(request, pk)
    if kept.mail_id:
        return _sent_stays(request, kept)
    if kept.purpose:
        text = gettext(
            "This was recorded in place of a letter, and the letter counts as dealt with through it. Take that "
            "back where the letter is."
        )
        return conflict(request, kept.application, text)
    undo = set_aside(request, [kept])
    kept.delete()
    done(request, gettext("Message deleted."), undo)
    return acted(request, kept.application.get_absolute_url())


def _own_message(request: PersonRequest, pk: int) -> Message:
    mine = Message.objects.owned_by(request.user)
    whole = mine.select_related("contact__employer", "application__employer", "application__owner", "mail", "owner")
    return get_object_or_404(whole.defer("mail__mime", "mail__body"), pk=pk)


def _answered(request: PersonRequest, application: Application) -> Message | None:
    pk = request.GET.get("reply_to")
    if not pk:
        return None
    if not re.fullmatch("[0-9]{1,18}", pk):
        raise Http404
    return get_object_or_404(Message.objects.owned_by(request.user), pk=int(pk), application=application)


def _other_way(of: Message) -> str:
    return Message.Direction.IN if of.direction == Message.Direction.OUT else Message.Direction.OUT


def _reply_by_mail(shown: Message) -> str:
    """The address that opens an answer in the person's own mail program; "" where there is nobody to write to."""
    if shown.contact is None or not shown.contact.email:
        return ""
    try:
        return compose.mailto(shown.contact.email, compose.reply_subject(shown.subject), "")
    except ValueError:
        return ""


def _sent_stays(request: PersonRequest, kept: Message) -> HttpResponse:
    text = gettext("This letter was accepted by a mail server as it stands, so it stays in the history as it left.")
    return conflict(request, kept.application, text)


def _form_page(
    request: PersonRequest,
    form: MessageForm,
    title: str,
    application: Application,
    kept: Message | None = None,
    status: int = 200,
) -> HttpResponse:
    """`kept` is what the database has, shown beside the form when another window saved it meanwhile (409)."""
    back = reverse("correspondence:message", args=[kept.pk]) if kept else application.get_absolute_url()
    context = {
        "form": form,
        "title": title,
        "application": application,
        "back": next_page(request, back),
        "saved_meanwhile": kept if status == 409 else None,
    }
    return page_or_partial(request, "correspondence/message_form", context, status=422 if form.errors else status)
