"""The words of a decline: letters, scripts and answers, from facts. Pure text, no database."""

from declines.words.facts import FINAL_ROUND, Draft, Facts, Person, clean
from declines.words.letters import draft
from declines.words.scripts import IF_PRESSED, notice, phone_script, prepared_answer, reception_script

__all__ = [
    "FINAL_ROUND",
    "IF_PRESSED",
    "Draft",
    "Facts",
    "Person",
    "clean",
    "draft",
    "notice",
    "phone_script",
    "prepared_answer",
    "reception_script",
]
