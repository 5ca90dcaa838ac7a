"""What an answer told the person."""

from __future__ import annotations

from typing import Any

from django.contrib.messages import get_messages

from accounts.notices import undo_url


def said(answer: Any) -> list[str]:
    """Every notice that waits to be shown."""
    return [str(message) for message in get_messages(answer.wsgi_request)]


def undo_of(answer: Any) -> str:
    """Where the Undo button of what was said last posts to."""
    return undo_url(list(get_messages(answer.wsgi_request))[-1])
