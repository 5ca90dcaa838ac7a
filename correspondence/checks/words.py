"""Words as they are compared: without case, accents and possessives."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f]|['’](?=[^\W_]))*")
_MARKS = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]+")
_POSSESSIVE = re.compile(r"['’]s\b")
# Links and addresses are not prose: “linkedin.com/in/nadia” does not name an employer.
_NOT_PROSE = re.compile(r"(?<!\S)\S{1,100}@\S+|https?://\S+|www\.\S+|(?<![\w.-])[\w.-]{1,100}\.[a-z]{2,20}/\S*")
_AND = frozenset({"and", "dan", "et", "und"})


class Word(NamedTuple):
    key: str
    text: str
    start: int
    end: int


def listed(text: str) -> frozenset[str]:
    """A set of words from a readable list of them."""
    return frozenset(text.split())


def words_of(text: str) -> list[Word]:
    """The words of `text` with their places; “and” is no word, for names are written with and without it."""
    prose = _NOT_PROSE.sub(lambda match: " " * len(match.group()), text)
    words = (Word(_key(match.group()), match.group(), *match.span()) for match in _WORD.finditer(prose))
    return [word for word in words if word.key and word.key not in _AND]


def fold(name: str) -> tuple[str, ...]:
    return tuple(word.key for word in words_of(name))


def folded_names(names: Iterable[str], sharing: Collection[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each name that shares a word with `sharing`, with its words. All are folded in one go, for there may be
    thousands."""
    shared = frozenset(sharing)
    listed = list(names)
    if not listed:
        return
    joined = "\n".join(name.replace("\n", " ") for name in listed)
    joined = _POSSESSIVE.sub("", _plain(joined)).translate(_SEPARATORS)
    for name, line in zip(listed, joined.split("\n"), strict=True):
        words = line.split()
        if not shared.isdisjoint(words):
            yield name, tuple(word for word in words if word not in _AND)


def _key(word: str) -> str:
    key = _plain(word)
    if "'" in key or "’" in key:
        key = _POSSESSIVE.sub("", key).replace("'", "").replace("’", "")
    return key


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold()


_SEPARATORS: dict[int, str] = {
    **{code: " " for code in range(33, 127) if not chr(code).isalnum()},
    **{ord(char): " " for char in "–—‐‑“”„«»‹›·•…／｜・"},
    ord("'"): "",
    ord("’"): "",
}
