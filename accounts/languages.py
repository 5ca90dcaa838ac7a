"""The language of the pages, remembered where it can be: in the preferences, and in a cookie for guests."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponseBase


def remember(response: HttpResponseBase, language: str) -> None:
    """Leave `language` (a code of settings.LANGUAGES) in the browser, for pages before the log-in."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        path=settings.LANGUAGE_COOKIE_PATH,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
