"""Advice on a letter of decline, beside what correspondence.checks blocks."""

from correspondence.checks import word_count
from declines.checks.decline import WORDS, check_decline

__all__ = ["WORDS", "check_decline", "word_count"]
