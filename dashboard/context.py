"""The counts beside the links of the frame."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from dashboard.attention import count_waiting


def shell_counts(request: HttpRequest) -> dict[str, Any]:
    """`shell.today_count` and `shell.open_count`, asked for only by a page that has the frame."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"shell": {}}

    def ask() -> dict[str, int]:
        counts = count_waiting(user, timezone.now())
        return {"today_count": counts["waiting"], "open_count": counts["open"]}

    return {"shell": SimpleLazyObject(ask)}
