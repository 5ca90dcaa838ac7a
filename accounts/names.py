"""What a person types into one line, such as a name: fit to be seen, to stand in a letter and in its headers."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Controls, lone surrogates, line and paragraph separators.
UNWRITABLE = {"Cc", "Cs", "Zl", "Zp"}
# They make text read in another order than it is stored.
BIDI_CONTROLS = frozenset(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))
# Persian, the scripts of India and emoji need them between two letters (ZWNJ, ZWJ); elsewhere they are nothing.
JOINERS = "\u200c\u200d"
# Letters and signs by their category, which are drawn as nothing: fillers of Hangul, the empty Braille cell.
BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def check_one_line(text: str) -> None:
    """Refuse line breaks and signs that nobody can see (ValidationError)."""
    if any(sign in BIDI_CONTROLS or unicodedata.category(sign) in UNWRITABLE for sign in text):
        raise ValidationError(_("Leave out line breaks and invisible control characters."))


def legible(text: str) -> str:
    """`text` as one line without format and control characters; "" if nothing of it can be seen."""
    spaced = "".join(" " if unicodedata.category(sign) in UNWRITABLE else sign for sign in text)
    kept = "".join(sign for sign in spaced if sign in JOINERS or unicodedata.category(sign) != "Cf")
    words = [word for word in (word.strip(JOINERS) for word in kept.split()) if word]
    return " ".join(words) if any(map(_is_seen, "".join(words))) else ""


def _is_seen(sign: str) -> bool:
    return sign not in BLANKS and unicodedata.category(sign)[0] in "LNPS"


class NameField(forms.CharField):
    """A name, a position: one legible line. What cannot be seen counts as nothing typed."""

    def clean(self, value: Any) -> str:
        name = legible(str(super().clean(value)))
        if self.required and not name:
            raise ValidationError(self.error_messages["required"], code="required")
        return name
