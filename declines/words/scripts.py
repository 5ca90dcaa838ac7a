"""What to say rather than write: on the phone, at reception, in a short message, and if somebody asks why."""

from __future__ import annotations

from typing import get_args

from declines.words.facts import Facts, Language, Reason
from declines.words.letters import paragraphs, phrase

IF_PRESSED: dict[str, str] = {
    "en": "I’d rather not go into detail, but it is a firm decision.",
    "id": "Mohon maaf, saya tidak dapat menjelaskan lebih rinci, tetapi keputusan saya sudah bulat.",
}


def phone_script(facts: Facts, answer: str = "") -> list[str]:
    """The call to this reader, a line for each breath. `answer` is what the person prepared to say if asked
    why; without one it is that of the reason."""
    answer = answer or prepared_answer(facts.reason, facts.language)
    return paragraphs("phone", facts, answer=answer, if_pressed=IF_PRESSED[facts.language])


def reception_script(facts: Facts) -> str:
    """The question at the reception desk that gets this reader's direct address."""
    return " ".join(paragraphs("reception", facts))


def notice(facts: Facts) -> str:
    """A text or chat message that says a letter was sent, and never replaces it."""
    return " ".join(paragraphs("notice", facts))


def prepared_answer(reason: str, language: str) -> str:
    """What to say if asked why. Raises ValueError for an unknown reason or language."""
    if reason not in get_args(Reason) or language not in get_args(Language):
        raise ValueError(f"No answer for {reason!r} in {language!r}")
    return phrase(language, "answer", reason="" if reason == "never_said" else reason)
