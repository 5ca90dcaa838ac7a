"""Does my mailbox work? The server's own answer is shown."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from accounts.answers import page_or_partial
from accounts.models import Mailbox
from accounts.requests import PersonRequest
from correspondence.mailbox_test import try_out


@login_required
@require_POST
def mailbox_test(request: PersonRequest) -> HttpResponse:
    mailbox = get_object_or_404(Mailbox.objects.owned_by(request.user))
    result = try_out(mailbox, request.user)
    return page_or_partial(request, "correspondence/mailbox_test", {"result": result})
