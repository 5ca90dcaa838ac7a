"""Names as they stand in greetings: which part follows “Ms.”, and what is a title, a particle or a degree."""

from __future__ import annotations

import re
from dataclasses import dataclass

from correspondence.checks.words import listed
from declines.words.facts import Honorific, Person

# Typed in front of a name although the form has a field for it.
_TYPED_HONORIFICS: dict[str, Honorific] = {
    **dict.fromkeys(["ms", "miss", "ibu", "bu"], "ms"),
    "mrs": "mrs",
    **dict.fromkeys(["mr", "mister", "bapak", "bpk", "pak"], "mr"),
    "mx": "mx",
}
_ACADEMIC: dict[str, Honorific] = {"dr": "dr", "prof": "prof", "professor": "prof"}
# Indonesian degrees that lead a name, which then takes no Bapak or Ibu.
_LEADING_DEGREES = {"ir", "drs", "dra", "drg", "drh", "apt", "ns"}
_TRAILING = re.compile(
    r"^(?:[A-Z][A-Za-z]*\.(?:[A-Z][A-Za-z]*\.?)*|Ph\.?D\.?|MBA|MSc|BSc|BA|MA|MD|CPA|CFA|PMP"
    r"|S[EHTPI]|M[MTHM]|MSi|MKom|SKom|SPsi|MPsi|MHum|Ak|CA|Jr\.?|Sr\.?|I{2,3}|IV)$"
)
_PARTICLES = listed("van von der den de da do dos das del della di du la le ten ter zu zum zur al el y")
# Clear as particles even with a capital letter, wherever they do not begin the name.
_SURE_PARTICLES = listed("van von der den de del della di da dos ten ter")
# “Ahmad bin Abdullah” is Ahmad, son of Abdullah: no part of it is a family name, so it stays whole.
_PATRONYMIC = frozenset(["bin", "binti", "bint", "ibn", "ibnu"])


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart. `titles` are leading academic ones as typed; `full` has no title and no degree."""

    honorific: Honorific
    titles: str
    full: str
    family: str


def read_name(person: Person) -> Name:
    """Take a person's name apart. What was recorded as the honorific wins over what was typed before the
    name, but an academic title typed there is never dropped."""
    honorific: Honorific = person.honorific
    parts = _without_degrees(person.name).split()
    titles: list[str] = []
    while len(parts) > 1:
        word = parts[0].rstrip(".").lower()
        if word in _TYPED_HONORIFICS:
            honorific = honorific or _TYPED_HONORIFICS[word]
        elif word in _ACADEMIC:
            honorific = "prof" if "prof" in {honorific, _ACADEMIC[word]} else "dr"
            titles.append(parts[0])
        elif word in _LEADING_DEGREES and (parts[0].endswith(".") or titles):
            titles.append(parts[0])
        else:
            break
        parts = parts[1:]
    parts = _cased(parts)
    return Name(honorific, " ".join(titles), " ".join(parts), _family(parts))


def _without_degrees(name: str) -> str:
    """“Kartika Wulandari, S.E., M.M.” → “Kartika Wulandari”; “Smith, Eleanor” → “Eleanor Smith”."""
    head, comma, tail = name.partition(",")
    if comma and tail.strip():
        is_degrees = all(_TRAILING.match(word) for word in tail.replace(",", " ").split())
        name = head if is_degrees or "," in tail else f"{tail.strip()} {head}"
    parts = name.rstrip(", ").split()
    # An initial (“Rini P.”) looks like a degree; a degree is longer.
    # In a name typed in capitals every short part looks like one (“JOHN PAUL MA”).
    while len(parts) > 2 and not name.isupper() and _is_degree(parts[-1]):
        parts.pop()
    return " ".join(parts)


def _is_degree(word: str) -> bool:
    return bool(_TRAILING.match(word)) and len(word.rstrip(".")) > 1


def _family(parts: list[str]) -> str:
    if len(parts) < 2 or any(part.lower() in _PATRONYMIC for part in parts[1:]):
        return " ".join(parts)
    if len(parts[-1].rstrip(".")) == 1:  # an abbreviated last name is not one to be called by
        return " ".join(parts)
    start = len(parts) - 1
    while start > 1 and (parts[start - 1] in _PARTICLES or parts[start - 1].lower() in _SURE_PARTICLES):
        start -= 1
    return " ".join(parts[start:])


def _cased(parts: list[str]) -> list[str]:
    """A name typed all in capitals, or all in small letters, as it would be printed; and “Jean DUPONT”."""
    joined = "".join(parts)
    letters = [char for char in joined if char.lower() != char.upper()]
    if len(letters) < 3 or not (joined.isupper() or joined.islower()):
        return [_capitalised(part) if part.isupper() and len(part) > 2 else part for part in parts]
    return [
        part.lower() if index and part.lower() in _PARTICLES | _PATRONYMIC else _capitalised(part)
        for index, part in enumerate(parts)
    ]


def _capitalised(part: str) -> str:
    if re.fullmatch(r"(?i)(?:[a-z]\.)+", part) or re.fullmatch(r"I{2,3}|IV", part):
        return part.upper()
    # “O'Brien”, but “Ma'ruf”: only a single letter before the apostrophe begins a name of its own.
    return re.sub(
        r"(?:^|(?<=-)|(?<=^[A-Za-z]['’])|(?<=^Mc))[^\W\d_]",
        lambda match: match.group().upper(),
        re.sub(r"^mc(?=[^\W\d_]{3})", "Mc", part.lower()),
    )
