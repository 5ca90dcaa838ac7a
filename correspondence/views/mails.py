"""A letter on its way: take it back, or say what became of it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from accounts.notices import done
from accounts.requests import PersonRequest
from accounts.states import WrongStatus
from correspondence import outbox
from correspondence.forms import SettleForm
from correspondence.models import OutgoingMail
from tracker.views.answers import acted, asked, conflict, form_page


@login_required
@require_POST
def undo(request: PersonRequest, pk: int) -> HttpResponse:
    """Works until the letter is handed over; then it says where the letter is."""
    mail = _own_mail(request, pk)
    try:
        outbox.undo(mail)
    except WrongStatus as wrong:
        return _too_late(request, mail, wrong)
    done(request, gettext("Nothing left. The letter is yours to change again."))
    return acted(request, reverse("correspondence:history"))


@login_required
@require_POST
def settle(request: PersonRequest, pk: int) -> HttpResponse:
    """`arrived`, yes or no, for a letter whose outcome nobody else can know."""
    mail = _own_mail(request, pk)
    form = SettleForm(asked(request, "arrived"))
    if not form.is_valid():
        back = reverse("correspondence:history")
        return form_page(request, form, gettext("What became of the letter?"), back, application=mail.application)
    has_arrived = form.cleaned_data["arrived"] == "yes"
    try:
        outbox.settle(mail, arrived=has_arrived)
    except WrongStatus as wrong:
        return _too_late(request, mail, wrong)
    if has_arrived:
        done(request, gettext("Good. It is in the history as sent."))
    else:
        done(request, gettext("Noted. It can be sent again from its application."))
    return acted(request, reverse("correspondence:history"))


def _own_mail(request: PersonRequest, pk: int) -> OutgoingMail:
    mine = OutgoingMail.objects.owned_by(request.user).select_related("application__employer", "recipient")
    return get_object_or_404(mine.defer("mime"), pk=pk)


def _too_late(request: PersonRequest, mail: OutgoingMail, wrong: WrongStatus) -> HttpResponse:
    S = OutgoingMail.Status  # noqa: N806
    says = {
        S.TRANSMITTING: gettext("The letter is being handed over at this moment, so it cannot be taken back."),
        S.SENT: gettext("The letter was accepted by the mail server already."),
        S.UNCONFIRMED: gettext("The letter was handed over, and it is not known whether it arrived."),
        S.CANCELLED: gettext("The letter was taken back already; nothing left."),
        S.FAILED: gettext("The letter did not leave; there is nothing more to settle."),
    }
    waits = gettext("The letter waits to leave; there is nothing to settle yet.")
    return conflict(request, mail.application, says.get(S(wrong.current), waits) if wrong.current else waits)
