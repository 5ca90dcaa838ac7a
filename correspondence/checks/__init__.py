"""The checks that any letter must pass: the right reader, nobody else's names, nothing left to fill in."""

from correspondence.checks.address import looks_like, parse_address
from correspondence.checks.finding import Finding, blocks
from correspondence.checks.letter import check_letter
from correspondence.checks.others import Others, same_employer
from correspondence.checks.prose import prose, prose_span, word_count

__all__ = [
    "Finding",
    "Others",
    "blocks",
    "check_letter",
    "looks_like",
    "parse_address",
    "prose",
    "prose_span",
    "same_employer",
    "word_count",
]
