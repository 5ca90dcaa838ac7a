"""What the page says after something was done, with Undo beside it where it can be undone."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest

UNDO = "undo:"


def done(request: HttpRequest, text: str, undo_url: str = "") -> None:
    """Say that `text` was done. `undo_url` takes it back when POSTed to (with `next`, where to return)."""
    messages.success(request, text, extra_tags=UNDO + undo_url if undo_url else "")


def undo_url(message: Message) -> str:
    """Where to POST to take back what `message` tells of; "" if it cannot be taken back."""
    tags = message.extra_tags or ""
    return tags.removeprefix(UNDO) if tags.startswith(UNDO) else ""
