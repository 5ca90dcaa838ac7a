"""Finds what a letter must never hold: names out of the same person's other records.

Names are compared as people read them: whole words, in any case, with or without accents, legal forms (PT,
Ltd) and possessives. A name that is also an ordinary word, or very short, counts only where it cannot be
that word. What belongs to this letter's own employer, people and position never counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from correspondence.checks.common_words import COMMON_WORDS
from correspondence.checks.words import Word, fold, folded_names, listed, words_of

Kind = Literal["employer", "position", "person"]
Key = tuple[str, ...]

_LEGAL_FORMS = listed(
    "pt tbk cv ud persero perseroan terbatas inc incorporated corp corporation co company ltd limited "
    "llc llp plc lp gmbh ag sa sas sarl srl spa bv nv ab as oy pte pty sdn bhd berhad kk group grup "
    "holding holdings the"
)
_COUNTRY = frozenset({"indonesia", "id"})
_TITLES = listed("mr mrs ms miss mx dr prof professor ir drs dra ibu bu bapak bpk pak sdr sdri saudara saudari")
_GREETINGS = listed("dear hi hello halo yth kepada hai")
_AFTER_A_GREETING = listed("tim team hiring recruitment human manajer manager hr bagian head staf sir madam")
_ABBREVIATIONS = listed("it hr hrd pt cv tv ux ui ai pr qa id pm am ok ceo cfo cto coo sdm re tbk")
_SAYS_POSITION_BEFORE = re.compile(
    r"(?:\b(?:posisi|jabatan|lowongan|sebagai)|\b(?:position|role|post|job) of(?: an?| the)?)\s+$", re.I
)
_SAYS_POSITION_AFTER = re.compile(r"^\s+(?:position|role|vacancy|opening|job)\b", re.I)
# What may stand between two words of one name.
_INSIDE_A_NAME = re.compile(r"^[\s&+/.,'’()\-–\u0300-\u036f]*$")


@dataclass(frozen=True, slots=True)
class Others:
    """Every OTHER record of the same person, and what is this letter's own.

    `domains` are pairs of a mail domain and the employer it belongs to. `own_names`: this letter's position,
    its people's names and job titles, the agency, the sender. `own_domains`: those of its own people, to
    catch look-alikes of them.
    """

    employers: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    domains: tuple[tuple[str, str], ...] = ()
    own_employer: str = ""
    own_names: tuple[str, ...] = ()
    own_domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """Another record's name, where it stands in the text."""

    kind: Kind
    start: int
    end: int


def names_of_others(text: str, others: Others, *, greeting: tuple[int, int] = (0, 0)) -> list[Named]:
    """Every other record's name in `text`, in order, each place once. `greeting` is where the greeting
    stands: a job title in it is the reader's, not another position."""
    page = _Page(text, others)
    found: dict[tuple[int, int], Named] = {}
    by_kind: dict[Kind, Iterator[tuple[int, int]]] = {
        "employer": page.employers(others.employers),
        "position": page.positions(others.positions, greeting),
        "person": page.people(others.people),
    }
    for kind, spans in by_kind.items():
        for start, end in spans:
            found.setdefault((start, end), Named(kind, start, end))
    return sorted(found.values(), key=lambda named: named.start)


def same_employer(one: str, other: str) -> bool:
    """Whether two names are spellings of one employer: “XYZ Corp.”, “PT XYZ”, “xyz”."""
    return core(fold(one)) == core(fold(other))


def core(key: Key) -> Key:
    """An employer's name without legal forms and country; whole if nothing else would be left."""
    start, end = 0, len(key)
    while start < end and key[start] in _LEGAL_FORMS:
        start += 1
    while end > start and key[end - 1] in _LEGAL_FORMS | _COUNTRY:
        end -= 1
    return key[start:end] or key


class _Page:
    """The words of one text, and which of them are this letter's own."""

    def __init__(self, text: str, others: Others) -> None:
        self.text = text
        self.words = words_of(text)
        self.places: dict[str, list[int]] = {}
        for index, word in enumerate(self.words):
            self.places.setdefault(word.key, []).append(index)
        own = [fold(name) for name in (*others.own_names, others.own_employer)]
        self.own_core = core(fold(others.own_employer))
        self.own_keys = {*own, *(core(key) for key in own)}
        self.own_words = {word for key in own for word in key}
        self.own_spans = [span for key in self.own_keys for span in self._occurrences(key)]

    def employers(self, names: Iterable[str]) -> Iterator[tuple[int, int]]:
        for name, key in folded_names(names, self.places):
            key = core(key)
            if key == self.own_core or key in self.own_keys:
                continue
            for first, last in self._occurrences(key):
                if not self._is_own(first, last) and self._is_meant(name, key, first, last):
                    yield self._span(first, last)

    def positions(self, names: Iterable[str], greeting: tuple[int, int]) -> Iterator[tuple[int, int]]:
        for _, key in folded_names(names, self.places):
            if key in self.own_keys:
                continue
            for first, last in self._occurrences(key):
                in_greeting = greeting[0] <= self.words[first].start < greeting[1]
                if in_greeting or self._is_own(first, last):
                    continue
                is_title = len(key) > 1 and all(
                    word.text[0].isupper() or not word.text[0].isalpha() for word in self.words[first : last + 1]
                )
                if is_title or self._is_called_position(first, last):
                    yield self._span(first, last)

    def people(self, names: Iterable[str]) -> Iterator[tuple[int, int]]:
        for name, key in folded_names([name.partition(",")[0] for name in names], self.places):
            while len(key) > 1 and key[0] in _TITLES:
                key = key[1:]
            if key in self.own_keys:
                continue
            for first, last in self._occurrences(key):
                if not self._is_own(first, last) and self._is_meant(name, key, first, last):
                    yield self._span(first, last)
            for part in {key[:1], *(key[index:] for index in range(1, len(key)))} if len(key) > 1 else {key}:
                yield from self._addressed(part)

    def _addressed(self, part: Key) -> Iterator[tuple[int, int]]:
        """“Ms. Rivera”, “Ibu Rina”, “Dear Rina”: part of a name, made sure by the word before it."""
        if part[0] in _AFTER_A_GREETING and len(part) == 1:
            return
        for first, last in self._occurrences(part):
            if first == 0 or self.words[first - 1].key not in _TITLES | _GREETINGS:
                continue
            between = self.text[self.words[first - 1].end : self.words[first].start]
            is_name = any(not word.text[0].islower() for word in self.words[first : last + 1])
            if between.strip(" .\t") or not is_name or self._is_own(first, last):
                continue
            if not any(word in self.own_words for word in part):
                yield self._span(first, last)

    def _occurrences(self, key: Key) -> list[tuple[int, int]]:
        """First and last word of every place where `key` stands."""
        if not key:
            return []
        size = len(key)
        return [
            (first, first + size - 1)
            for first in self.places.get(key[0], ())
            if tuple(word.key for word in self.words[first : first + size]) == key
            and all(self._belong_together(*pair) for pair in pairwise(self.words[first : first + size]))
        ]

    def _belong_together(self, one: Word, next_one: Word) -> bool:
        between = self.text[one.end : next_one.start]
        between = re.sub(r"^(\s*)(?:and|dan|et|und)(\s)", r"\1\2", between, flags=re.I)
        if "\n\n" in between or not _INSIDE_A_NAME.match(between):
            return False
        # A full stop ends a sentence, save after an abbreviation (“St. James”).
        return "." not in between or len(one.key) <= 3

    def _is_own(self, first: int, last: int) -> bool:
        return any(begin <= first and last <= end for begin, end in self.own_spans)

    def _is_meant(self, name: str, key: Key, first: int, last: int) -> bool:
        """Whether the name is meant, not words that happen to spell it."""
        written = [word.text for word in self.words[first : last + 1]]
        if len(key) > 1:
            ordinary = all(word in COMMON_WORDS or word in _LEGAL_FORMS for word in key)
            return not ordinary or all(not word[0].islower() for word in written)
        (word,) = key
        if word in self.own_words or (first and self.words[first - 1].key in _TITLES):  # “Ms. Smith” is a person
            return False
        if len(word) < 3:
            as_recorded = [part.text for part in words_of(name) if part.key == word]
            is_sign = len(word) == 2 and word not in _ABBREVIATIONS and written[0].upper() == written[0]
            return is_sign and written == as_recorded[:1]
        if name.isupper() and len(word) <= 4 and written[0].islower():  # “ASK” is no “ask”
            return False
        if word not in COMMON_WORDS:
            return True
        if name.isupper() and not written[0].isupper():
            return False
        return written[0][0].isupper() and not self._begins_sentence(first)

    def _begins_sentence(self, index: int) -> bool:
        before = self.text[: self.words[index].start].rstrip(" \t\"'“‘(")
        return not before or before[-1] in ".!?:;,\n–—"

    def _is_called_position(self, first: int, last: int) -> bool:
        start, end = self._span(first, last)
        before, after = self.text[max(0, start - 40) : start], self.text[end : end + 20]
        return bool(_SAYS_POSITION_BEFORE.search(before) or _SAYS_POSITION_AFTER.search(after))

    def _span(self, first: int, last: int) -> tuple[int, int]:
        return self.words[first].start, self.words[last].end
