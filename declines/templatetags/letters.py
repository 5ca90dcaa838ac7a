"""What the pages of a decline need beyond the tags of every page."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.translation import get_language

from correspondence import compose
from declines.drafting import reader_of
from declines.models import Letter
from declines.words.greetings import spoken_of

register = template.Library()


@register.filter
def mailto(letter: Letter) -> str:
    """The address that opens the letter in the person's own mail program; "" without a reader's address."""
    recipient = letter.recipient
    if recipient is None or not recipient.contact.email:
        return ""
    return compose.mailto(recipient.contact.email, letter.subject, letter.body)


@register.filter
def spoken(letter: Letter) -> str:
    """The reader as one speaks of them in the language of the page: “Ms. Smith”, “Ibu Kartika”."""
    return spoken_of(reader_of(letter.recipient), (get_language() or "en")[:2])


@register.filter
def at(mapping: Mapping[str, object], key: str) -> object:
    return mapping.get(key, "")
