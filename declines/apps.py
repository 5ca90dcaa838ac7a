from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeclinesConfig(AppConfig):
    name = "declines"
    verbose_name = _("Declines")

    def ready(self) -> None:
        from correspondence.settling import when_settled
        from declines.guide import note_sent
        from declines.interview_nudges import InterviewAhead, InvitationNotAnswered
        from declines.nudges import LetterFailed, LetterNotSent, OutcomeUnknown
        from reminders.kinds import register

        when_settled(note_sent)
        for kind in (LetterNotSent, InvitationNotAnswered, InterviewAhead, OutcomeUnknown, LetterFailed):
            register(kind())
