"""The words that facts lend to the paragraph files: one table per language, neither made from the other."""

from __future__ import annotations

import re

from declines.words.dates import long_date, short_date
from declines.words.facts import FINAL_ROUND, Facts
from declines.words.greetings import is_a_person, spoken_of, you_in_indonesian

Words = dict[str, str | bool]

# From the second on: a first interview is just “an interview”.
_ENGLISH_ORDINALS = "second third fourth fifth sixth seventh eighth ninth tenth"
_INDONESIAN_ORDINALS = "kedua ketiga keempat kelima keenam ketujuh kedelapan kesembilan kesepuluh"


def vocabulary(facts: Facts) -> Words:
    """What the templates of this letter may use. Texts are plain, never marked up."""
    meetings_before = facts.counted_round - 1 if facts.counted_round != FINAL_ROUND else 2
    shared: Words = {
        "audience": facts.audience,
        "tone": facts.tone,
        "reason": facts.spoken_reason,
        "withdrawal": facts.is_withdrawal,
        "met": facts.have_met,
        # How many interviews came before the one declined; a withdrawal does not say.
        "asked_back": not facts.is_withdrawal and meetings_before > 0,
        "second": not facts.is_withdrawal and meetings_before == 1,
        "several": not facts.is_withdrawal and meetings_before > 1,
        "employer": facts.employer,
        "position": facts.position,
        "day": long_date(facts.interview_on, facts.language),
        "date": short_date(facts.interview_on, facts.language),
        "sender_name": facts.sender_name,
        "field": facts.field_of_interest,
        "reader": spoken_of(facts.recipient, facts.language),
        "news_to": spoken_of(facts.employer_person, facts.language) or facts.employer,
        "told": facts.told,
    }
    return shared | (_indonesian(facts) if facts.language == "id" else _english(facts))


def _english(facts: Facts) -> Words:
    if facts.counted_round == FINAL_ROUND:
        interview, an_interview = "final interview", "the final interview"
    elif ordinal := _ordinal(facts, _ENGLISH_ORDINALS):
        interview = f"{ordinal} interview"
        an_interview = f"{'an' if interview[0] in 'aeiou' else 'a'} {interview}"
    elif facts.counted_round > 1:
        interview, an_interview = "next interview", "the next interview"
    else:
        interview, an_interview = "interview", "an interview"
    title = re.sub(r"^the\s+", "", facts.position, flags=re.I)
    says_position = re.search(r"\b(?:position|role|job|post|internship|traineeship)$", title, re.I)
    return {
        "an_interview": an_interview,
        "the_interview": f"the {interview}",
        "the_position": f"the {title}" if says_position else f"the {title} position",
        "you_all": "you and your team" if is_a_person(facts.recipient) else "you and your colleagues",
    }


def _indonesian(facts: Facts) -> Words:
    if facts.counted_round == FINAL_ROUND:
        interview = "wawancara akhir"
    elif ordinal := _ordinal(facts, _INDONESIAN_ORDINALS):
        interview = f"wawancara {ordinal}"
    else:
        interview = "wawancara lanjutan" if facts.counted_round > 1 else "wawancara"
    you = you_in_indonesian(facts.recipient)
    says_position = re.match(r"(?:posisi|jabatan)\b", facts.position, re.I)
    news_to = spoken_of(facts.employer_person, "id") or f"pihak {facts.employer}"
    return {
        "interview": interview,
        "the_position": facts.position if says_position else f"posisi {facts.position}",
        "you": you,
        "you_all": f"{you} dan tim",
        "news_to": news_to,
    }


def _ordinal(facts: Facts, ordinals: str) -> str:
    return dict(enumerate(ordinals.split(), 2)).get(facts.counted_round, "")
