"""Facts for tests of words and checks: the article's own case, and ways to depart from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any, get_args

from declines.words import FINAL_ROUND, Facts, Person
from declines.words.facts import Audience, Declined, Language, Reason, Told, Tone

SMITH = Person("Eleanor Smith", "ms")
RATNA = Person("Ratna Dewi", "ms", salutation_name="Ratna")
THURSDAY = date(2026, 11, 26)

READERS: tuple[Person | None, ...] = (
    SMITH,
    Person("Rahmat Hidayat"),
    Person("Prof. Dr. Ir. Hartono, M.Sc.", "mr"),
    Person("", is_team=True),
    Person("", job_title="Head of Marketing"),
    None,
)
# What was declined, in which round, and whether they had met before.
OCCASIONS: tuple[tuple[Declined, int], ...] = (
    ("second_interview", 2),
    ("interview", 1),
    ("interview", 3),
    ("interview", FINAL_ROUND),
    ("application", 1),
)


def facts(**changes: Any) -> Facts:
    """The article's case: Ms. Smith, Marketing Associate, XYZ Corporation, another opportunity."""
    plain = Facts(
        language="en",
        audience="employer",
        tone="formal",
        reason="another_offer",
        declined="second_interview",
        round=2,
        recipient=SMITH,
        employer="XYZ Corporation",
        position="Marketing Associate",
        interview_on=THURSDAY,
        sender_name="Nadia Prameswari",
    )
    return replace(plain, **changes)


def every_letter(*only: Language | Audience) -> Iterator[Facts]:
    """Every combination of the axes a letter has, thousands of them; `only` some languages or audiences."""
    axes = product(
        [language for language in get_args(Language) if language in only or not only],
        [audience for audience in get_args(Audience) if audience in only or not only],
        get_args(Tone),
        get_args(Reason),
        OCCASIONS,
        (True, False),
        (THURSDAY, None),
        READERS,
    )
    for number, (language, audience, tone, reason, (declined, round_), met, day, reader) in enumerate(axes):
        is_recruiter = audience == "recruiter"
        yield facts(
            language=language,
            audience=audience,
            tone=tone,
            reason=reason,
            declined=declined,
            round=round_,
            recipient=reader,
            interview_on=day,
            have_met=met,
            # The remaining, independent choices take turns.
            employer_person=SMITH if is_recruiter and number % 3 else None,
            told=get_args(Told)[(number + number // len(READERS)) % 3],
            field_of_interest="content marketing" if is_recruiter and number % 2 else "",
            sender_phone="+62 812 3456 7890" if number % 5 == 0 else "",
        )
