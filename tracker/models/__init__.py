"""The job search itself: who offers what, how far it got, and what was said."""

from tracker.models.application import Application, ApplicationContact, Note, Outcome, StageChange
from tracker.models.interview import FINAL_ROUND, Interview
from tracker.models.people import Contact, Employer
from tracker.models.stage import Stage

__all__ = [
    "FINAL_ROUND",
    "Application",
    "ApplicationContact",
    "Contact",
    "Employer",
    "Interview",
    "Note",
    "Outcome",
    "Stage",
    "StageChange",
]
