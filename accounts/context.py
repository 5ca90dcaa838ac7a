"""What the frame around every page needs to know of the person."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.models import Mailbox


def shell(request: HttpRequest) -> dict[str, Any]:
    """`preferences`, `mailbox` (asked of the database only where a page shows it) and `mail_catcher`."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"preferences": None, "mailbox": None, "mail_catcher": settings.MAIL_CATCHER}
    return {
        "preferences": user.preferences,
        "mailbox": SimpleLazyObject(lambda: Mailbox.objects.owned_by(user).first()),
        "mail_catcher": settings.MAIL_CATCHER,
    }
