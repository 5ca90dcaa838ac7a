"""Finds what a template, a merge or a draft has left in a letter."""

from __future__ import annotations

import re

_FIELD = (
    r"name|nama|first ?name|last ?name|surname|recipient|penerima|contact|position|posisi|jabatan|role|job"
    r"|title|company|perusahaan|employer|organi[sz]ation|date|tanggal|hari|day|time|waktu|reason|alasan"
    r"|phone|telepon|e-?mail|address|alamat|sender|pengirim|signature|tanda tangan|insert|isi|your|anda|my"
    r"|namamu|interview|wawancara"
)
_ANYWHERE = re.compile(
    r"""
      \{\{[^{}\n]{0,80}\}\} | \{%[^{}\n]{0,80}%\} | \{[^{}\n]{0,60}\} | [{}]{2}   # {{ name }}, {name}
    | \[[^\]\n]{0,80}\]? | \]                                         # [name]
    | «[^»\n]{0,60}»                                                  # «Name», of a mail merge
    | \$\{?[A-Za-z_][A-Za-z_ ]*\}? | %\(\w+\)s | (?<!\w)%s(?!\w)      # $name, %(name)s
    | \b(?:[Xx]{3,}|[Tt][Oo][Dd][Oo]:?|T\.?B\.?[DCA]\b|FIXME|N/A)(?!\w)
    | _{3,} | \.{5,}
    | (?i:\blorem\s+ipsum\b|\bplaceholder\b|\bdolor\ sit\ amet\b)
    | \b(?:None(?!\sof\b)|undefined|null|NaN)\b
    | (?<=[Dd]ear)[ ],|(?<=Yth\.)[ ],|,\s,
    """,
    re.X,
)
_IN_ANGLES = re.compile(r"<(?!https?:)[^<>@\n]{1,60}>")
_IN_ROUND = re.compile(
    rf"\((?:(?:your|my|insert|isi)\s)?(?:{_FIELD})(?:\s(?:here|anda|di sini))?\)"
    r"|\b(?:your name here|nama anda|your company)\b",
    re.I,
)
_ANY_TAG = re.compile(r"\[[^\]\n]*\]")
_NAMES_A_FIELD = re.compile(rf"\b(?:{_FIELD})\b", re.I)


def leftovers(text: str, own_names: tuple[str, ...] = (), *, is_thread_subject: bool = False) -> list[tuple[int, int]]:
    """Where `text` is unfilled. Signs inside `own_names` (a position “Analyst [remote]”) are meant. In the
    subject of a thread others have put tags (“[EXTERNAL]”, “[#123]”), so only named fields count there."""
    if is_thread_subject:
        text = _ANY_TAG.sub(_unless_a_field, text)
    meant = [
        match.span()
        for name in own_names
        if name and not name.isspace()
        for match in re.finditer(re.escape(name), text, re.I)
    ]
    spans = sorted({match.span() for pattern in (_ANYWHERE, _IN_ANGLES, _IN_ROUND) for match in pattern.finditer(text)})
    found: list[tuple[int, int]] = []
    for start, end in spans:
        is_meant = any(first <= start and end <= last for first, last in meant)
        if not is_meant and (not found or start >= found[-1][1]):
            found.append((start, end))
    return found


def _unless_a_field(tag: re.Match[str]) -> str:
    """A tag in brackets as it is if it names a field, else blank, so that places stay."""
    return tag.group() if _NAMES_A_FIELD.search(tag.group()) else " " * len(tag.group())
