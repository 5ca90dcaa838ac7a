"""What a check says about a letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["block", "warn", "ok"]
Where = Literal["body", "subject", "recipient"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `found` is the text itself; `start` and `end` are its place, counted in characters,
    in the part that `where` names. `message` is a short sentence, `detail` says why or how to mend it."""

    code: str
    level: Level
    message: str
    found: str = ""
    start: int | None = None
    end: int | None = None
    detail: str = ""
    where: Where = "body"


def blocks(findings: list[Finding]) -> bool:
    """Whether a letter with these findings must not be sent."""
    return any(finding.level == "block" for finding in findings)
