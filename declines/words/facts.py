"""What a letter is made from: plain values, so that words can be read and tested without a database."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Language = Literal["en", "id"]
Audience = Literal["employer", "recruiter"]
Tone = Literal["formal", "warm", "brief"]
Declined = Literal["second_interview", "interview", "application"]
Honorific = Literal["", "ms", "mrs", "mr", "mx", "dr", "prof"]
Reason = Literal["", "another_offer", "role", "skills", "timing", "location", "personal", "pay", "never_said"]
Told = Literal["writing", "told", "not_told"]
"""How the employer hears of it: by a letter of the person's, from the person already, or not from the person."""

FINAL_ROUND = 0
"""The round of a final interview, whatever its number."""

_JOINERS = "\u200c\u200d"  # they shape letters in Persian, Hindi and others, so they stay


def clean(text: str) -> str:
    """One line: no control, bidi or other invisible characters, no spaces but single ones, composed (NFC)."""
    spaced = "".join(" " if char.isspace() else char for char in text)
    visible = "".join(
        char for char in spaced if char in _JOINERS or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co"}
    )
    return unicodedata.normalize("NFC", " ".join(visible.split()))


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a letter is written to, or speaks of.

    `honorific` is kept by meaning and never guessed from a name. `salutation_name` is what stands after it
    (“Smith”, “Kartika”) where the rules would choose otherwise. `is_team`: `name` is a team's or a
    department's, or empty.
    """

    name: str
    honorific: Honorific = ""
    salutation_name: str = ""
    job_title: str = ""
    is_team: bool = False

    def __post_init__(self) -> None:
        _tidy(self, "name", "salutation_name", "job_title")
        _one_of(self.honorific, Honorific, "honorific")


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything one letter may say, and nothing it may not: private reasons have no field here.

    `round` counts interviews from 1; FINAL_ROUND is the final one. `employer_person` is the one whom a
    recruiter's letter names, and `told` how they hear of it. `reply_subject` is the subject of the
    invitation, if it came by mail.
    Raises ValueError for an unknown choice, or without a position or an employer.
    """

    language: Language
    audience: Audience
    tone: Tone
    reason: Reason
    declined: Declined
    round: int
    recipient: Person | None
    employer: str
    position: str
    interview_on: date | None
    sender_name: str
    sender_phone: str = ""
    employer_person: Person | None = None
    told: Told = "writing"
    have_met: bool = True
    field_of_interest: str = ""
    reply_subject: str = ""

    def __post_init__(self) -> None:
        _tidy(self, "employer", "position", "sender_name", "sender_phone", "field_of_interest", "reply_subject")
        _one_of(self.language, Language, "language")
        _one_of(self.audience, Audience, "audience")
        _one_of(self.tone, Tone, "tone")
        _one_of(self.reason, Reason, "reason")
        _one_of(self.declined, Declined, "declined")
        _one_of(self.told, Told, "told")
        if not self.employer or not self.position:
            raise ValueError("A letter needs an employer and a position.")

    @property
    def is_withdrawal(self) -> bool:
        return self.declined == "application"

    @property
    def counted_round(self) -> int:
        """The round as letters count it; 2 for a second interview, whatever `round` says."""
        return 2 if self.declined == "second_interview" else max(self.round, FINAL_ROUND)

    @property
    def spoken_reason(self) -> str:
        """The reason as far as a letter gives one: what is never said is no reason at all."""
        return "" if self.reason == "never_said" else self.reason


@dataclass(frozen=True, slots=True)
class Draft:
    subject: str
    body: str


def _tidy(target: object, *names: str) -> None:
    for name in names:
        object.__setattr__(target, name, clean(getattr(target, name)))


def _one_of(value: str, choices: object, name: str) -> None:
    if value not in get_args(choices):
        raise ValueError(f"Unknown {name}: {value!r}")
