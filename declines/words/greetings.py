"""How a reader is greeted and spoken of, in English and in Indonesian.

Never a gender guessed from a name. English puts the family name after the honorific. Indonesian puts the
full name there: most Indonesians have no family name, “Ibu Wulandari” for Kartika Wulandari is wrong and
“Bapak Muhammad” hardly better, while the full name is right in every formal letter and for every origin.
A `salutation_name` overrides both.
"""

from __future__ import annotations

import re

from declines.words.facts import Audience, Facts, Person, clean
from declines.words.names import Name, read_name

_ENGLISH = {"ms": "Ms.", "mrs": "Mrs.", "mr": "Mr.", "mx": "Mx.", "dr": "Dr.", "prof": "Professor"}
_INDONESIAN = {"ms": "Ibu", "mrs": "Ibu", "mr": "Bapak"}
_LEADING_TITLES = {"dr": "Dr.", "prof": "Prof."}
_IS_TEAM_NAME = re.compile(r"\b(?:team|department|dept|office|committee|desk|group|division|tim)\b\.?", re.I)
_IS_INDONESIAN_TEAM_NAME = re.compile(r"\b(?:tim|bagian|departemen|divisi|panitia|team|department)\b", re.I)


def greeting(facts: Facts) -> str:
    """The first line of the letter, with its comma."""
    if facts.language == "id":
        return f"Yth. {_indonesian_addressee(facts.recipient, facts.audience, facts.employer)},"
    return f"Dear {_english_addressee(facts.recipient, facts.audience)},"


def spoken_of(person: Person | None, language: str) -> str:
    """The person inside a sentence (“Ms. Smith”, “Ibu Smith”); empty without a person's name."""
    if person is None or person.is_team or not (person.name or person.salutation_name):
        return ""
    return _indonesian_person(person) if language == "id" else _english_person(person)


def you_in_indonesian(person: Person | None) -> str:
    """What “you” is in a letter to this reader. Never kamu."""
    if person is None or person.is_team:
        return "Bapak/Ibu"
    honorific = _taken_apart(person)[0].honorific
    return "Anda" if honorific == "mx" else _INDONESIAN.get(honorific, "Bapak/Ibu")


def is_a_person(person: Person | None) -> bool:
    return person is not None and not person.is_team and bool(person.name or person.salutation_name)


def _taken_apart(person: Person) -> tuple[Name, str]:
    """The name, and the name to call by if one was recorded, freed of a title typed with it."""
    name = read_name(person)
    if not person.salutation_name:
        return name, ""
    called = read_name(Person(person.salutation_name, honorific=name.honorific))
    return Name(called.honorific, name.titles or called.titles, name.full, name.family), called.full


def _english_person(person: Person) -> str:
    name, called = _taken_apart(person)
    if not name.honorific:
        return called or name.full
    return f"{_ENGLISH[name.honorific]} {called or name.family}"


def _indonesian_person(person: Person) -> str:
    name, called = _taken_apart(person)
    called = called or name.full
    if name.titles:
        return f"{name.titles} {called}"
    if name.honorific in _LEADING_TITLES:
        return f"{_LEADING_TITLES[name.honorific]} {called}"
    if name.honorific == "mx":
        return called
    return f"{_INDONESIAN.get(name.honorific, 'Bapak/Ibu')} {called}"


def _english_addressee(person: Person | None, audience: Audience) -> str:
    if person is not None and person.is_team:
        name = person.name or "Recruitment"
        return name if _IS_TEAM_NAME.search(name) else f"{name} Team"
    if person is not None and is_a_person(person):
        return _english_person(person)
    if person is not None and person.job_title:
        return person.job_title
    return "Recruitment Team" if audience == "recruiter" else "Hiring Manager"


def _indonesian_addressee(person: Person | None, audience: Audience, employer: str) -> str:
    if person is not None and is_a_person(person):
        return _indonesian_person(person)
    if person is not None and person.is_team and person.name:
        called = person.name if _IS_INDONESIAN_TEAM_NAME.search(person.name) else f"Tim {person.name}"
    elif person is not None and person.job_title and not person.is_team:
        called = person.job_title
    else:
        called = "Tim Rekrutmen"
    # A recruiter sits at an agency, which is not the employer.
    if audience == "recruiter" or employer.casefold() in called.casefold():
        return called
    return clean(f"{called} {employer}")
