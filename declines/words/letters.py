"""Renders a letter from the paragraph files in templates/declines/letters/<language>/<audience>/<tone>/.

Each folder is one letter: letter.txt sets its paragraphs in order, the others say one thing each. The words
are written in their own language; nothing here translates, and nothing decides what is said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.template import Context, Engine

from declines.words.facts import Draft, Facts, clean
from declines.words.greetings import greeting
from declines.words.vocabulary import vocabulary

_PARAGRAPH_FILES = Path(__file__).resolve().parents[2] / "templates" / "declines" / "letters"
# A line of its own between two paragraphs. Empty lines mean nothing: a line that held only a tag leaves one.
_BREAK = re.compile(r"^¶$", re.M)
_ANSWERED_BEFORE = re.compile(r"^(?:(?:re|aw|sv|bls|balas)\s*(?:\[\d+\])?\s*:\s*)+", re.I)


def draft(facts: Facts) -> Draft:
    """The whole letter as plain text: greeting, paragraphs, closing, name and, if there is one, phone."""
    blocks = [greeting(facts)]
    if facts.language == "id":
        blocks.append("Dengan hormat,")
    blocks += paragraphs(f"{facts.audience}/{facts.tone}/letter", facts)
    (closing,) = paragraphs("closing", facts)
    blocks.append("\n".join(line for line in (closing, facts.sender_name, facts.sender_phone) if line))
    return Draft(subject=_subject(facts), body="\n\n".join(blocks))


def paragraphs(name: str, facts: Facts, **words: str) -> list[str]:
    """The paragraphs of one file, each on one line; `words` are added to what the facts lend."""
    context = _context({**vocabulary(facts), **words})
    text = _engine().get_template(f"{facts.language}/{name}.txt").render(context)
    return [_one_line(part) for part in _BREAK.split(text) if part.strip()]


def phrase(language: str, name: str, **words: str) -> str:
    """One file as one line, from `words` alone."""
    return _one_line(_engine().get_template(f"{language}/{name}.txt").render(_context(words)))


def _context(words: Mapping[str, str | bool]) -> Context:
    return Context(words, autoescape=False)


def _one_line(text: str) -> str:
    """Single spaces, and one full stop after an employer that ends in one (“Inc.”)."""
    return re.sub(r"(?<=\w)\.\.(?!\.)", ".", clean(text))


def _subject(facts: Facts) -> str:
    if facts.reply_subject:
        return f"Re: {_ANSWERED_BEFORE.sub('', facts.reply_subject)}".strip()
    (subject,) = paragraphs("subject", facts)
    return subject


@cache
def _engine() -> Engine:
    # Letters are plain text, so nothing is escaped. A word that a file misspells shows as {{ word }}, which
    # the checks of every letter stop.
    return Engine(dirs=[str(_PARAGRAPH_FILES)], autoescape=False, string_if_invalid="{{ %s }}")
