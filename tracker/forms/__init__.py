"""What a person may type about their search, and what is wrong with it, in words."""

from tracker.forms.application import AddApplicationForm, ApplicationForm
from tracker.forms.close import CloseForm
from tracker.forms.contact import ContactForm, KnownPersonForm, PersonForm
from tracker.forms.employer import EmployerForm
from tracker.forms.interview import InterviewForm, InvitationForm, MarkForm
from tracker.forms.note import NoteForm
from tracker.forms.stage import StageForm

__all__ = [
    "AddApplicationForm",
    "ApplicationForm",
    "CloseForm",
    "ContactForm",
    "EmployerForm",
    "InterviewForm",
    "InvitationForm",
    "KnownPersonForm",
    "MarkForm",
    "NoteForm",
    "PersonForm",
    "StageForm",
]
