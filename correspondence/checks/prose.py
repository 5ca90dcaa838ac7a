"""Which part of a letter is the letter: without greeting, closing, name and phone."""

from __future__ import annotations

import re

_GREETING = re.compile(
    r"(?i)^[ \t]*(?:dear\b|hi\b|hello\b|kepada\b|yth\b|halo\b|good (?:morning|afternoon|evening|day)\b"
    r"|to whom it may concern|dengan hormat|selamat (?:pagi|siang|sore|malam)|salam\b|assalamu)"
    r"[^\n,:]{0,120}[,:]?"
)
_CLOSING = re.compile(
    r"(?im)^[ \t]*(?:(?:yours )?(?:very )?(?:sincerely|faithfully|truly)(?: yours)?|respectfully(?: yours)?"
    r"|(?:(?:with )?(?:my )?(?:kind|kindest|best|warm|warmest) )?(?:regards|wishes)|all the best|many thanks"
    r"|thank you|thanks|(?:hormat|salam hormat|salam hangat) (?:saya|kami)|hormat saya|salam hormat"
    r"|salam hangat|salam|wassalam\w*|terima kasih)[ \t]*[,.!]?[ \t\r]*$"
)


def prose_span(body: str) -> tuple[int, int]:
    """Where the prose of `body` begins and ends."""
    start = len(body) - len(body.lstrip())
    while greeting := _GREETING.match(body[start:]):
        start += greeting.end()
        start += len(body[start:]) - len(body[start:].lstrip())
    closings = list(_CLOSING.finditer(body, start))
    # The last one: “Thank you,” on a line of its own may also stand above “Kind regards,”.
    end = closings[-1].start() if closings else len(body)
    if len(closings) > 1 and not body[closings[-2].end() : end].strip():
        end = closings[-2].start()
    return start, max(start, end)


def prose(body: str) -> str:
    start, end = prose_span(body)
    return body[start:end].strip()


def word_count(body: str) -> int:
    """Words of the prose alone, which is what “60 to 110 words” speaks of."""
    return sum(1 for word in prose(body).split() if any(char.isalnum() for char in word))
