"""What the page proposes after something was done."""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from tracker.facts import twins
from tracker.models import Application


def with_interview_offer(application: Application, text: str) -> str:
    """`text`, and in an interview column whose round is not recorded yet, a link to record it."""
    stage = application.stage
    if stage.round is None or application.interviews.filter(round=stage.round).exists():
        return text
    url = f"{reverse('tracker:interview_add', args=[application.pk])}?round={stage.round}"
    return format_html('{} <a href="{}">{}</a>', text, url, gettext("Record the interview"))


def twin_note(application: Application) -> SafeString | None:
    """A gentle word about other open applications for the same position at the same employer."""
    others = twins(application)
    if not others:
        return None
    return format_html(
        '{} <a href="{}">{}</a>',
        gettext("You have another open application for this position at %(employer)s.")
        % {"employer": application.employer.name},
        others[0].get_absolute_url(),
        gettext("Look at it"),
    )
