"""Greetings: the right name after the right word, in both languages, and no gender guessed."""

from __future__ import annotations

import pytest

from declines.words import Person, draft
from declines.words.greetings import greeting, spoken_of, you_in_indonesian
from tests.unit.declines.letter_facts import facts

PEOPLE = [
    (Person("Eleanor Smith", "ms"), "Dear Ms. Smith,", "Yth. Ibu Eleanor Smith,"),
    (Person("Eleanor Smith", "mrs"), "Dear Mrs. Smith,", "Yth. Ibu Eleanor Smith,"),
    (Person("Eleanor Smith", "mx"), "Dear Mx. Smith,", "Yth. Eleanor Smith,"),
    (Person("Eleanor Smith"), "Dear Eleanor Smith,", "Yth. Bapak/Ibu Eleanor Smith,"),
    (Person("Eleanor Smith", "ms", salutation_name="Smith"), "Dear Ms. Smith,", "Yth. Ibu Smith,"),
    (Person("Smith", "ms"), "Dear Ms. Smith,", "Yth. Ibu Smith,"),
    (Person("ELEANOR SMITH", "ms"), "Dear Ms. Smith,", "Yth. Ibu Eleanor Smith,"),
    (Person("eleanor smith", "ms"), "Dear Ms. Smith,", "Yth. Ibu Eleanor Smith,"),
    (Person("Eleanor SMITH", "ms"), "Dear Ms. Smith,", "Yth. Ibu Eleanor Smith,"),
    (Person("Smith, Eleanor", "ms"), "Dear Ms. Smith,", "Yth. Ibu Eleanor Smith,"),
    (Person("Ms. Eleanor Smith"), "Dear Ms. Smith,", "Yth. Ibu Eleanor Smith,"),
    (Person("Anna Smith-Jones", "ms"), "Dear Ms. Smith-Jones,", "Yth. Ibu Anna Smith-Jones,"),
    (Person("ANNA SMITH-JONES", "ms"), "Dear Ms. Smith-Jones,", "Yth. Ibu Anna Smith-Jones,"),
    (Person("SEAN O'BRIEN", "mr"), "Dear Mr. O'Brien,", "Yth. Bapak Sean O'Brien,"),
    (Person("JOHN MCDONALD", "mr"), "Dear Mr. McDonald,", "Yth. Bapak John McDonald,"),
    (Person("John Smith Jr.", "mr"), "Dear Mr. Smith,", "Yth. Bapak John Smith,"),
    (Person("JOHN PAUL MA", "mr"), "Dear Mr. Ma,", "Yth. Bapak John Paul Ma,"),
    (Person("José Núñez", "mr"), "Dear Mr. Núñez,", "Yth. Bapak José Núñez,"),
    # Particles stay with the family name, patronymics with the whole of it.
    (Person("Vincent van Gogh", "mr"), "Dear Mr. van Gogh,", "Yth. Bapak Vincent van Gogh,"),
    (Person("Ludwig Van Beethoven", "mr"), "Dear Mr. Van Beethoven,", "Yth. Bapak Ludwig Van Beethoven,"),
    (Person("MARIA DE LA CRUZ", "ms"), "Dear Ms. de la Cruz,", "Yth. Ibu Maria de la Cruz,"),
    (Person("Carla Di Pietro", "ms"), "Dear Ms. Di Pietro,", "Yth. Ibu Carla Di Pietro,"),
    (Person("Van Nguyen", "mr"), "Dear Mr. Nguyen,", "Yth. Bapak Van Nguyen,"),
    (Person("Ahmad bin Abdullah", "mr"), "Dear Mr. Ahmad bin Abdullah,", "Yth. Bapak Ahmad bin Abdullah,"),
    # Indonesian names: the full name unless another was recorded.
    (Person("Suharto", "mr"), "Dear Mr. Suharto,", "Yth. Bapak Suharto,"),
    (Person("Hartono", "mr"), "Dear Mr. Hartono,", "Yth. Bapak Hartono,"),
    (Person("Kartika Wulandari", "ms", "Kartika"), "Dear Ms. Kartika,", "Yth. Ibu Kartika,"),
    (Person("Kartika Wulandari", "ms", "Ibu Kartika"), "Dear Ms. Kartika,", "Yth. Ibu Kartika,"),
    (Person("Kartika Wulandari, S.E., M.M.", "ms"), "Dear Ms. Wulandari,", "Yth. Ibu Kartika Wulandari,"),
    (Person("Muhammad Rizky", "mr"), "Dear Mr. Rizky,", "Yth. Bapak Muhammad Rizky,"),
    (Person("Rini P.", "ms"), "Dear Ms. Rini P.,", "Yth. Ibu Rini P.,"),
    (Person("Pak Budi Hartono"), "Dear Mr. Hartono,", "Yth. Bapak Budi Hartono,"),
    (Person("MA'RUF AMIN", "mr"), "Dear Mr. Amin,", "Yth. Bapak Ma'ruf Amin,"),
    # A leading degree takes no Bapak and no Ibu.
    (Person("Jane Doe", "dr"), "Dear Dr. Doe,", "Yth. Dr. Jane Doe,"),
    (Person("Jane Doe", "prof"), "Dear Professor Doe,", "Yth. Prof. Jane Doe,"),
    (Person("Dr. Hartono", "mr"), "Dear Dr. Hartono,", "Yth. Dr. Hartono,"),
    (Person("dr. Tirta Mandira"), "Dear Dr. Mandira,", "Yth. dr. Tirta Mandira,"),
    (Person("Ir. Joko Widodo", "mr"), "Dear Mr. Widodo,", "Yth. Ir. Joko Widodo,"),
    (Person("Dra. Siti Aminah, M.Pd.", "ms"), "Dear Ms. Aminah,", "Yth. Dra. Siti Aminah,"),
    (Person("Prof. Dr. Ir. Hartono, M.Sc.", "mr"), "Dear Professor Hartono,", "Yth. Prof. Dr. Ir. Hartono,"),
    # Other scripts stand as they are.
    (Person("山田太郎", "mr"), "Dear Mr. 山田太郎,", "Yth. Bapak 山田太郎,"),
    (Person("Юлия Иванова", "ms"), "Dear Ms. Иванова,", "Yth. Ibu Юлия Иванова,"),
    # Nobody in particular.
    (None, "Dear Hiring Manager,", "Yth. Tim Rekrutmen XYZ Corporation,"),
    (Person("", is_team=True), "Dear Recruitment Team,", "Yth. Tim Rekrutmen XYZ Corporation,"),
    (Person("HR Team", is_team=True), "Dear HR Team,", "Yth. HR Team XYZ Corporation,"),
    (Person("Talent", is_team=True), "Dear Talent Team,", "Yth. Tim Talent XYZ Corporation,"),
    (
        Person("Tim SDM XYZ Corporation", is_team=True),
        "Dear Tim SDM XYZ Corporation,",
        "Yth. Tim SDM XYZ Corporation,",
    ),
    (Person("", job_title="Manajer SDM"), "Dear Manajer SDM,", "Yth. Manajer SDM XYZ Corporation,"),
    (Person("", "ms", job_title="Head of HR"), "Dear Head of HR,", "Yth. Head of HR XYZ Corporation,"),
]


@pytest.mark.parametrize(("person", "english", "indonesian"), PEOPLE, ids=str)
def test_the_greeting(person: Person | None, english: str, indonesian: str) -> None:
    assert greeting(facts(recipient=person)) == english
    assert greeting(facts(recipient=person, language="id")) == indonesian


def test_a_recruiter_who_is_not_known_is_a_team_of_no_employer() -> None:
    assert greeting(facts(recipient=None, audience="recruiter")) == "Dear Recruitment Team,"
    assert greeting(facts(recipient=None, audience="recruiter", language="id")) == "Yth. Tim Rekrutmen,"


@pytest.mark.parametrize(
    ("person", "english", "indonesian"),
    [
        (Person("Eleanor Smith", "ms"), "Ms. Smith", "Ibu Eleanor Smith"),
        (Person("Budi Hartono", "mr", "Budi"), "Mr. Budi", "Bapak Budi"),
        (Person("Eleanor Smith"), "Eleanor Smith", "Bapak/Ibu Eleanor Smith"),
        (Person("HR Team", is_team=True), "", ""),
        (Person("", job_title="Head of HR"), "", ""),
        (None, "", ""),
    ],
)
def test_a_person_spoken_of(person: Person | None, english: str, indonesian: str) -> None:
    assert spoken_of(person, "en") == english
    assert spoken_of(person, "id") == indonesian


@pytest.mark.parametrize(
    ("person", "you"),
    [
        (Person("Smith", "ms"), "Ibu"),
        (Person("Smith", "mrs"), "Ibu"),
        (Person("Hartono", "mr"), "Bapak"),
        (Person("Smith", "mx"), "Anda"),
        (Person("Smith", "dr"), "Bapak/Ibu"),
        (Person("Smith"), "Bapak/Ibu"),
        (Person("HR", is_team=True), "Bapak/Ibu"),
        (None, "Bapak/Ibu"),
    ],
)
def test_you_in_indonesian(person: Person | None, you: str) -> None:
    assert you_in_indonesian(person) == you
    assert f"Semoga {you} segera menemukan" in draft(facts(language="id", recipient=person)).body


def test_invisible_characters_leave_a_name() -> None:
    assert greeting(facts(recipient=Person("Eleanor\u200b  Smith\u202e\x00", "ms"))) == "Dear Ms. Smith,"
