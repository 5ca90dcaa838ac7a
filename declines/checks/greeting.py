"""Whether the greeting is for the reader of this letter, and as the language wants it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from correspondence.checks import Finding, prose_span
from correspondence.checks.words import fold, listed
from declines.words.facts import Facts, Honorific
from declines.words.greetings import greeting, is_a_person
from declines.words.names import read_name

_TITLES: dict[str, Honorific] = {
    "ms": "ms",
    "miss": "ms",
    "mrs": "mrs",
    "mr": "mr",
    "mx": "mx",
    "dr": "dr",
    "prof": "prof",
    "professor": "prof",
    **dict.fromkeys(["ibu", "bu"], "ms"),
    **dict.fromkeys(["bapak", "bpk", "pak"], "mr"),
}
_GREETING = re.compile(
    r"(?i)^\s*(?P<opens>kepada\s+yth|yth|dear|hi|hello|halo|kepada)\b\.?\s*"
    r"(?P<both>(?:bapak|bpk|pak)\s*/\s*(?:ibu|bu)\b|(?:ibu|bu)\s*/\s*(?:bapak|pak)\b)?"
    r"(?P<title>(?:ms|miss|mrs|mr|mx|dr|prof|professor|ibu|bu|bapak|bpk|pak)\b)?\.?\s*(?P<name>[^,:\n]*)"
)
_DOUBLED = re.compile(
    r"\b(?:Bapak|Ibu|Pak|Bu)(?:/(?:Ibu|Bapak))?\s+(?:Prof|Dr|dr|Ir|Drs|Dra|Manajer|Direktur"
    r"|Kepala|Manager|Head)\b\.?"
)
_FOR_ANYBODY = listed(
    "hiring manager recruitment recruiting recruiter team sir madam all everyone everybody"
    " committee department"
    " tim rekrutmen manajer perekrutan perekrut hr hrd sdm human resources bagian bapak ibu"
)


def check_greeting(body: str, facts: Facts) -> Iterator[Finding]:
    """Warnings about the first line, and about Bapak or Ibu for a reader recorded as the other."""
    if not body.strip():
        return
    match = _GREETING.match(body)
    if match is None:
        yield Finding(
            "no_greeting",
            "warn",
            _("It has no greeting."),
            detail=_("“%(greeting)s” would be right.") % {"greeting": greeting(facts)},
        )
        return
    if facts.language == "id":
        yield from _indonesian_form(body, match)
    yield from _honorific(body, match, facts)
    yield from _name(match, facts)


def _indonesian_form(body: str, match: re.Match[str]) -> Iterator[Finding]:
    if match["opens"].lower().startswith("kepada"):
        start, end = match.span("opens")
        yield Finding("kepada", "warn", _("“Yth.” stands alone."), match["opens"], start, end, _("Leave out “Kepada”."))
    for doubled in _DOUBLED.finditer(body[: prose_span(body)[0]]):
        yield Finding(
            "doubled_title",
            "warn",
            _("One form of address is enough."),
            doubled.group(),
            *doubled.span(),
            _("No Bapak or Ibu before a degree or a job title."),
        )


def _honorific(body: str, match: re.Match[str], facts: Facts) -> Iterator[Finding]:
    person = facts.recipient
    if person is None or not is_a_person(person):
        return
    recorded = _as_spelled(read_name(person).honorific, facts.language)
    if not recorded:
        return
    places = [(match.span("title"), match["title"])] if match["title"] else []
    if facts.language == "id" and facts.audience == "employer":
        start = prose_span(body)[0]
        places += [
            ((start + found.start(), start + found.end()), found.group())
            for found in re.finditer(r"(?<!/)\b(?:Bapak|Ibu)\b(?!/)", body[start:])
        ]
    for (start, end), written in places:
        if _as_spelled(_TITLES[written.lower()], facts.language) != recorded:
            yield Finding(
                "honorific",
                "warn",
                _("That is not how you recorded this person."),
                written,
                start,
                end,
                _("You noted “%(greeting)s”") % {"greeting": greeting(facts)},
            )
            return


def _as_spelled(honorific: Honorific, language: str) -> str:
    """Indonesian knows Ibu and Bapak and no difference between Ms. and Mrs.; titles say neither."""
    if language == "en":
        return honorific
    return {"ms": "ibu", "mrs": "ibu", "mr": "bapak"}.get(honorific, "")


def _name(match: re.Match[str], facts: Facts) -> Iterator[Finding]:
    person = facts.recipient
    written = fold(match["name"])
    if person is None or not written or not (person.name or person.salutation_name):
        return
    theirs = fold(f"{person.name} {person.salutation_name} {person.job_title}")
    if any(word in theirs or word in _FOR_ANYBODY for word in written):
        return
    start, end = match.span("name")
    yield Finding(
        "greets_another",
        "warn",
        _("It greets somebody else."),
        match["name"].strip(),
        start,
        end,
        _("This letter goes to %(name)s.") % {"name": person.name or person.salutation_name},
    )
