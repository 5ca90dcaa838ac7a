"""The addresses of many rows of one page."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse

SOMEWHERE = 123456789


def addresses_of(view: str) -> Callable[[int], str]:
    """What gives the address of `view` for a pk. Asking for each anew took a third of the board's time."""
    before, after = reverse(view, args=[SOMEWHERE]).split(str(SOMEWHERE))
    return lambda pk: f"{before}{pk}{after}"
