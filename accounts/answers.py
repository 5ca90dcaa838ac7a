"""One address answers with the page or, to htmx, with the part that changes."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from accounts.requests import PersonRequest


def page_or_partial(request: PersonRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """`name` is "<app>/<page>": the page is <app>/<page>.html, its partial <app>/_<page>.html."""
    app, _slash, page = name.partition("/")
    is_part = bool(request.htmx) and not request.htmx.history_restore_request
    response = render(
        request, f"{app}/{'_' if is_part else ''}{page}.html", {**context, "is_part": is_part}, status=status
    )
    patch_vary_headers(response, ["HX-Request"])
    return response
