"""What a message was, in a sentence that is whole in every language, and the icon beside it."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from correspondence.models import Message

# (direction, channel): the sentence and the icon.
HEADLINES = {
    ("in", "email"): (_("<b>{who}</b> wrote to you"), "envelope"),
    ("in", "phone"): (_("<b>{who}</b> phoned"), "phone"),
    ("in", "text"): (_("<b>{who}</b> sent you a text"), "speech"),
    ("in", "in_person"): (_("<b>{who}</b> spoke with you"), "people"),
    ("out", "email"): (_("<b>You</b> wrote to {who}"), "send"),
    ("out", "phone"): (_("<b>You</b> phoned {who}"), "phone"),
    ("out", "text"): (_("<b>You</b> sent a text to {who}"), "speech"),
    ("out", "in_person"): (_("<b>You</b> spoke with {who}"), "people"),
}


def headline(message: Message) -> SafeString:
    """“**Ms. Smith** wrote to you”; without a known person it is the employer who did."""
    sentence, _icon = HEADLINES[message.direction, message.channel]
    return format_html(str(sentence), who=with_whom(message))


def headline_icon(message: Message) -> str:
    return HEADLINES[message.direction, message.channel][1]


def with_whom(message: Message) -> str:
    return message.contact.name if message.contact else message.application.employer.name
