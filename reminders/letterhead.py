"""A nudge as a mail: plain text and HTML, in the person's language and time, threaded by what it is about."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from reminders.kinds import kind_named
from reminders.models import Nudge
from reminders.signed import sign


def mail_of(nudge: Nudge) -> EmailMultiAlternatives:
    """The mail of an e-mail nudge, the same Message-ID however often it is tried.

    Links carry the address of settings.SITE_URL, never that of a request.
    """
    preferences = nudge.owner.preferences
    kind = kind_named(nudge.reminder.kind)
    with translation.override(preferences.language), timezone.override(preferences.tzinfo):
        context = {
            "nudge": nudge,
            "lines": nudge.body.split("\n"),
            "name": preferences.first_name,
            "link_label": kind.link_label if kind else gettext("Open it"),
            "link_url": settings.SITE_URL + reverse("reminders:open", args=[nudge.pk]),
            "answer_url": settings.SITE_URL + reverse("reminders:answer", args=[sign(nudge)]),
            "settings_url": settings.SITE_URL + reverse("accounts:nudges"),
        }
        text = render_to_string("emails/nudges/nudge.txt", context)
        html = render_to_string("emails/nudges/nudge.html", context)
    thread = message_id(nudge.reminder.subject.replace(":", "-"))
    mail = EmailMultiAlternatives(
        subject=nudge.title,
        body=text,
        to=[nudge.owner.email],
        headers={
            "Message-ID": message_id(f"nudge-{nudge.pk}"),
            "In-Reply-To": thread,
            "References": thread,
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(html, "text/html")
    return mail


def message_id(name: str) -> str:
    """A Message-ID that is this instance's alone and always the same for one name."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{name}.{salted_hmac('reminders.letterhead', name, algorithm='sha256').hexdigest()[:16]}@{host}>"
