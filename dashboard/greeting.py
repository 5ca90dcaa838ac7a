"""The sentences that Today begins with, composed from what is there; the rows below say the same in full."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.timesince import timesince
from django.utils.translation import gettext, ngettext

from accounts.local_time import day, hour
from dashboard.today import Today


def greeting(today: Today) -> SafeString:
    """One to five whole sentences, as HTML with the most urgent words in <b>."""
    sentences = list(_urgent(today))
    if sentences:
        sentences.append(_say(gettext("The rest can wait.")))
    else:
        sentences = [_say(gettext("Nothing waits for a word from you.")), *_ahead(today)]
    return mark_safe(" ".join(sentences))  # noqa: S308 (each was escaped by _say)


def _urgent(today: Today) -> Iterator[SafeString]:
    late = [row for row in today.letters if row.decline.send_by < today.now]
    due = [row for row in today.letters if row.decline.send_by >= today.now]
    if late:
        count = sum(row.count for row in late)
        yield _say(
            ngettext(
                "{count} letter is <b>{time} late</b>.",
                "{count} letters are late, the oldest by <b>{time}</b>.",
                count,
            ),
            count,
            time=timesince(late[0].decline.send_by, today.now, depth=1),
        )
    if due:
        yield _letters_due(sum(row.count for row in due), due[0].decline.send_by, today.now)
    if today.unknown:
        count = len(today.unknown)
        yield _say(
            ngettext(
                "Nobody knows yet whether {count} letter arrived.",
                "Nobody knows yet whether {count} letters arrived.",
                count,
            ),
            count,
        )
    if today.invitations:
        count = len(today.invitations)
        yield _say(
            ngettext(
                "{count} invitation waits for a word from you.",
                "{count} invitations wait for a word from you.",
                count,
            ),
            count,
        )


def _letters_due(count: int, by: dt.datetime, now: dt.datetime) -> SafeString:
    """How many letters should go, and by when; a sentence for each kind of day."""
    days = (timezone.localdate(by) - timezone.localdate(now)).days
    if days == 0:
        words = ngettext(
            "{count} letter should go <b>before {hour} today</b>.",
            "{count} letters should go <b>before {hour} today</b>.",
            count,
        )
    elif days == 1:
        words = ngettext(
            "{count} letter should go <b>before {hour} tomorrow</b>.",
            "{count} letters should go <b>before {hour} tomorrow</b>.",
            count,
        )
    else:
        words = ngettext(
            "{count} letter should go <b>by {day}</b>.", "{count} letters should go <b>by {day}</b>.", count
        )
    return _say(words, count, hour=hour(by), day=day(by))


def _ahead(today: Today) -> Iterator[SafeString]:
    count = len(today.follow_ups)
    if count:
        yield _say(
            ngettext(
                "{count} application has gone quiet, if you would like to ask.",
                "{count} applications have gone quiet, if you would like to ask.",
                count,
            ),
            count,
        )
    if today.next_interview and today.next_interview.starts_at:
        yield _say(gettext("Your next interview is on {day}."), day=day(today.next_interview.starts_at))


def _say(sentence: str, count: int = 0, **words: str) -> SafeString:
    """The sentence with its words escaped, its number spelled out up to nine, its first letter a capital."""
    return mark_safe(capfirst(format_html(sentence, count=apnumber(count), **words)))  # noqa: S308
