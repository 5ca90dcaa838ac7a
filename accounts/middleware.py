"""Every page speaks the person's language and tells the person's time."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from accounts.zones import zone_names


class PreferencesMiddleware:
    """Activate language and zone of whoever is logged in; guests keep LocaleMiddleware's guess."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            with timezone.override(_guessed_zone(request)):
                return self.get_response(request)
        preferences = request.user.preferences
        request.LANGUAGE_CODE = preferences.language
        with translation.override(preferences.language), timezone.override(preferences.tzinfo):
            response = self.get_response(request)
        response.headers["Content-Language"] = preferences.language
        return response


def _guessed_zone(request: HttpRequest) -> zoneinfo.ZoneInfo:
    name = request.COOKIES.get("kr_zone", "UTC")
    return zoneinfo.ZoneInfo(name if name in zone_names() else "UTC")
