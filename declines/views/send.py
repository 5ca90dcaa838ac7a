"""The final review, Send, Undo, and all the other ways in which a reader may hear of it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.notices import done
from accounts.requests import PersonRequest
from accounts.states import WrongStatus
from correspondence import compose, outbox
from correspondence.models import OutgoingMail
from declines import guide, letters
from declines.drafting import thread_of
from declines.forms import RecordForm
from declines.models import Letter
from declines.views.decline import answer
from declines.views.letter import anchor, letter_or_404


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: PersonRequest, pk: int) -> HttpResponse:
    """GET shows exactly what would leave; POST sends that and nothing else."""
    letter = letter_or_404(request, pk)
    if request.method != "POST":
        if not letter.can_be_edited or not letter.decline.is_open:
            return redirect(letter.decline)
        return _review(request, letter)
    shown, key = request.POST.get("fingerprint", ""), request.POST.get("key", "")
    if not 16 <= len(key) <= 64:
        return _review(
            request, letter, status=422, problem=_("That page was too old. This is the letter as it is now.")
        )
    try:
        letters.send(letter, fingerprint=shown, key=key)
    except letters.Stale as stale:
        return _review(request, letter_or_404(request, stale.letter.pk), status=409, is_stale=True)
    except letters.Blocked:
        return _review(request, letter, status=422)
    except letters.NoMailbox:
        return _review(request, letter, status=422)
    except (WrongStatus, outbox.AlreadyOnItsWay):
        return answer(request, letter_or_404(request, pk).decline, status=409, was_sent_before=True)
    except ValueError as error:
        return _review(request, letter, status=422, problem=str(error))
    return redirect(anchor(letter))


def _review(request: PersonRequest, letter: Letter, status: int = 200, **given: object) -> HttpResponse:
    in_reply_to, _references = thread_of(letter)
    context = {
        "letter": letter,
        "decline": letter.decline,
        "application": letter.decline.application,
        "interview": letter.decline.interview,
        "sendable": letters.review(letter),
        "is_answer": bool(in_reply_to),
        "key": outbox.new_key(),
        **given,
    }
    return render(request, "declines/send.html", context, status=status)


@login_required
@require_safe
def state(request: PersonRequest, pk: int) -> HttpResponse:
    """A letter on its way, asked for every other second; the whole page again once its fate is known."""
    letter = letter_or_404(request, pk)
    mail = letter.held_by
    if letter.is_accounted or mail is None or mail.status == OutgoingMail.Status.UNCONFIRMED:
        response = HttpResponse(status=204)
        response.headers["HX-Refresh"] = "true"
        return response
    return render(request, "declines/_envelope.html", {"letter": letter, "now": timezone.now()})


@login_required
@require_safe
def eml(request: PersonRequest, pk: int) -> HttpResponse:
    """The letter as a file that a mail program opens."""
    letter = letter_or_404(request, pk)
    recipient = letter.recipient.contact if letter.recipient else None
    if recipient is None or not recipient.email:
        return answer(request, letter.decline, status=422, wrong_reader=letter.pk)
    sender = request.user.email
    in_reply_to, references = thread_of(letter)
    try:
        mime = compose.compose(
            from_name=request.user.preferences.name,
            from_email=sender,
            to_name=recipient.name,
            to_email=recipient.email,
            subject=letter.subject,
            body=letter.body,
            message_id=compose.new_message_id(sender.rpartition("@")[2]),
            date=timezone.localtime(),
            language=letter.language,
            in_reply_to=in_reply_to,
            references=references.split(),
        )
    except ValueError as error:
        return _review(request, letter, status=422, problem=str(error))
    name = slugify(f"{letter.decline.application.employer.name} {letter.audience}") or "letter"
    return HttpResponse(
        # X-Unsent opens it as a draft to be sent, not as a mail that was received.
        b"X-Unsent: 1\r\n" + mime,
        content_type="message/rfc822",
        headers={"Content-Disposition": f'attachment; filename="{name}.eml"'},
    )


@login_required
@require_POST
def record(request: PersonRequest, pk: int) -> HttpResponse:
    """“I sent it”, “I phoned”, or not needed."""
    letter = letter_or_404(request, pk)
    form = RecordForm(request.POST)
    if not form.is_valid():
        return answer(request, letter.decline, status=422, record_form=form, wrong_record=letter.pk)
    try:
        guide.record(letter, form.cleaned_data["how"], form.cleaned_data["note"])
    except WrongStatus:
        return answer(request, letter_or_404(request, pk).decline, status=409, was_sent_before=True)
    done(request, _("Recorded."), undo_url=reverse("declines:take_back", args=[letter.pk]))
    return redirect(anchor(letter))


@login_required
@require_POST
def take_back(request: PersonRequest, pk: int) -> HttpResponse:
    letter = letter_or_404(request, pk)
    try:
        guide.take_back(letter)
    except WrongStatus:
        return answer(request, letter_or_404(request, pk).decline, status=409, was_sent_before=True)
    return redirect(anchor(letter))


@login_required
@require_POST
def undo(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a letter back before it leaves; after that the page says where it is."""
    letter = letter_or_404(request, pk)
    try:
        if letter.live_mail is None:
            raise WrongStatus(letter.accounted)
        outbox.undo(letter.live_mail)
    except WrongStatus:
        return answer(request, letter_or_404(request, pk).decline, status=409, is_too_late=True)
    done(request, _("Nothing left. The letter is yours to change again."))
    return redirect(anchor(letter))


@login_required
@require_POST
def settle(request: PersonRequest, pk: int) -> HttpResponse:
    """“It arrived”, or “it didn’t”: then the letter can be sent again, under the same Message-ID."""
    letter = letter_or_404(request, pk)
    arrived = request.POST.get("arrived")
    if arrived not in ("yes", "no"):
        return answer(request, letter.decline, status=422)
    mail = get_object_or_404(OutgoingMail.objects.owned_by(request.user), pk=letter.mail_id)
    try:
        outbox.settle(mail, arrived=arrived == "yes")
    except WrongStatus:
        return answer(request, letter_or_404(request, pk).decline, status=409)
    if arrived == "yes":
        return redirect(letter.decline)
    return redirect("declines:send", letter.pk)
