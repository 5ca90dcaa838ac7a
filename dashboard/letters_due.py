"""The letters of one decline that have yet to leave, and what keeps them, in whole sentences."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from correspondence.models import OutgoingMail
from declines.models import Decline, Letter


@dataclass(frozen=True)
class LettersDue:
    """A row of Today. `count` letters wait; `is_ready` when nothing is missing but the sending."""

    decline: Decline
    count: int
    is_ready: bool
    words: str


def letters_due(decline: Decline) -> LettersDue | None:
    """The row of an open decline (with its letters, their recipients and mails fetched); None if every letter
    of it has left, is leaving, or waits for its outcome to be settled."""
    letters = list(decline.letters.all())
    to_send = [letter for letter in letters if letter.can_be_edited]
    if not to_send:
        return None
    missing = [_what_is_missing(letter) for letter in to_send]
    sentences = [_so_far(letters, to_send), *filter(None, missing)]
    return LettersDue(decline, len(to_send), not any(missing), " ".join(sentences))


def _so_far(letters: list[Letter], to_send: list[Letter]) -> str:
    others = [letter for letter in letters if letter not in to_send]
    if len(to_send) != 1 or not others:
        words = ngettext("{count} letter drafted.", "{count} letters drafted.", len(to_send))
        return capfirst(words.format(count=apnumber(len(to_send))))
    other = others[0]
    if other.audience == Letter.Audience.EMPLOYER:
        if other.is_accounted:
            return gettext("The employer has heard from you. The recruiter has not yet.")
        return gettext("The employer’s letter is on its way. The recruiter’s is not yet.")
    if other.is_accounted:
        return gettext("The recruiter has heard from you. The employer has not yet.")
    return gettext("The recruiter’s letter is on its way. The employer’s is not yet.")


def _what_is_missing(letter: Letter) -> str:
    if letter.mail is not None and letter.mail.status == OutgoingMail.Status.FAILED:
        return gettext("The one to %(name)s could not be sent.") % {"name": letter.mail.to_name}
    if letter.recipient is None:
        if letter.audience == Letter.Audience.RECRUITER:
            return gettext("Nobody is named yet as the recruiter.")
        return gettext("Nobody is named yet at the employer.")
    if not letter.recipient.contact.email:
        return gettext("No address yet for %(name)s.") % {"name": letter.recipient.contact.name}
    return ""
