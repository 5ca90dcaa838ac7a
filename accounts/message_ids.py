"""Message-IDs: the one rule for what is kept of an incoming mail and may stand in the header of an answer."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

# Wider than RFC 5322, 3.6.4: some servers write odd ones, and an answer must name them as they are. It has
# at most 255 characters, for it is kept whole.
MESSAGE_ID = re.compile(r"<[!-;=?-~]{3,253}>")
LABEL = re.compile(r"^message-id:", re.IGNORECASE)


def is_message_id(text: str) -> bool:
    """Whether `text` is one Message-ID in angle brackets, also of the odd kinds that some servers write."""
    return bool(MESSAGE_ID.fullmatch(text)) and "@" in text


def message_id(written: str) -> str:
    """A Message-ID with its angle brackets, however it was copied; "" for nothing.

    Raises ValueError with a sentence for the person.
    """
    bare = LABEL.sub("", written.strip()).strip()
    if not bare:
        return ""
    bracketed = bare if bare.startswith("<") else f"<{bare}>"
    if not is_message_id(bracketed):
        raise ValueError(_("A Message-ID looks like <CAF3x9@mail.example.com>; copy it whole."))
    return bracketed
