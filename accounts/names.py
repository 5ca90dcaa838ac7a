"""What a person types into one line, such as a name: fit to stand in a letter and in its headers."""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Controls, lone surrogates, line and paragraph separators.
UNWRITABLE = {"Cc", "Cs", "Zl", "Zp"}
# They make text read in another order than it is stored.
BIDI_CONTROLS = frozenset(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))


def check_one_line(text: str) -> None:
    """Refuse line breaks and signs that nobody can see (ValidationError)."""
    if any(sign in BIDI_CONTROLS or unicodedata.category(sign) in UNWRITABLE for sign in text):
        raise ValidationError(_("Leave out line breaks and invisible control characters."))
