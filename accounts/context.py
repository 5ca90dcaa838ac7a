"""What the frame around every page needs to know of the person."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"preferences": None, "mail_catcher": settings.MAIL_CATCHER}
    return {"preferences": user.preferences, "mail_catcher": settings.MAIL_CATCHER}
