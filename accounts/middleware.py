"""Every page speaks the person's language and tells the person's time."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from accounts.zones import guess


class PreferencesMiddleware:
    """Activate language and zone of whoever is logged in; guests keep LocaleMiddleware's guess."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            with timezone.override(zoneinfo.ZoneInfo(guess(request.COOKIES))):
                return self.get_response(request)
        preferences = request.user.preferences
        request.LANGUAGE_CODE = preferences.language
        with translation.override(preferences.language), timezone.override(preferences.tzinfo):
            response = self.get_response(request)
        response.headers["Content-Language"] = preferences.language
        return response
