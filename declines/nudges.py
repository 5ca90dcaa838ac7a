"""What the nudges about letters say, and when: letters not sent, letters that failed, outcomes unknown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import partial

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.local_time import exact, left
from accounts.models import Preferences
from correspondence.models import OutgoingMail
from declines import guide
from declines.models import Decline, Letter
from reminders.kinds import Action, Kind, Words
from reminders.policy import A_DAY, Moment, after_decision, at_once_then_daily

# A letter that has been on its way for this long has not gone, whatever its row says.
STUCK = dt.timedelta(hours=1)


def unsent_letters(now: dt.datetime) -> QuerySet[Letter]:
    """Letters that wait for the person: not accounted for, and not on their way.

    One that is leaving is on its way; so is one whose outcome is unknown, which has a nudge of its own. One
    in the queue counts as unsent again once its mailbox is paused, or after an hour.
    """
    M = OutgoingMail.Status  # noqa: N806
    resting = Q(mail=None) | Q(mail__status__in=[M.FAILED, M.CANCELLED])
    stuck = Q(mail__status=M.QUEUED) & (Q(mail__mailbox__paused_at__isnull=False) | Q(mail__queued_at__lt=now - STUCK))
    return Letter.objects.waiting().filter(resting | stuck)


class LetterNotSent(Kind[Decline]):
    """An open decline with a letter that has not gone: three times, then daily, and before the interview."""

    name = "decline_not_sent"
    noun = "decline"
    label = gettext_lazy("Letters not sent")
    link_label = gettext_lazy("Open the letter")

    def open(self, now: dt.datetime) -> QuerySet[Decline]:
        unsent = unsent_letters(now).filter(decline=OuterRef("pk"))
        return Decline.objects.open().filter(Exists(unsent)).select_related("interview")

    def moments(self, thing: Decline, preferences: Preferences, now: dt.datetime) -> Iterable[Moment]:
        starts_at = thing.interview.starts_at if thing.interview else None
        return after_decision(thing.decided_at, starts_at, preferences, now)

    def detailed(self, things: QuerySet[Decline], now: dt.datetime) -> QuerySet[Decline]:
        """With only the unsent ones among their letters."""
        letters = unsent_letters(now).select_related("recipient__contact", "mail").defer("mail__mime", "mail__body")
        return things.select_related("application__employer", "interview", "owner__preferences").prefetch_related(
            Prefetch("letters", queryset=letters)
        )

    def words(self, thing: Decline, now: dt.datetime) -> Words:
        letters = list(thing.letters.all())
        employer = thing.application.employer.name
        title = ngettext(
            "Not sent yet: your letter to %(employer)s",
            "Not sent yet: your letters to %(employer)s",
            len(letters),
        ) % {"employer": employer}
        lines = [
            _("%(decline)s: %(position)s, %(employer)s.")
            % {"decline": thing.title, "position": thing.application.position, "employer": employer},
            *map(_what_is_missing, letters),
            _how_soon(thing, now),
        ]
        path = f"{thing.get_absolute_url()}#letter-{letters[0].audience}"
        return Words(title, tuple(lines), path)

    def actions(self, thing: Decline) -> Sequence[Action]:
        letters = list(thing.letters.all())
        return [
            Action(
                name=f"sent-{letter.pk}",
                label=_("I’ve sent it")
                if len(letters) == 1
                else _("I’ve sent the one to %(reader)s") % {"reader": _reader(letter)},
                run=partial(guide.record, letter, Letter.Accounted.ELSEWHERE),
            )
            for letter in letters
        ]


def _reader(letter: Letter) -> str:
    if letter.recipient is not None:
        return letter.recipient.contact.name
    return _("the recruiter") if letter.audience == Letter.Audience.RECRUITER else _("the employer")


def _what_is_missing(letter: Letter) -> str:
    names = {"reader": _reader(letter)}
    if letter.mail is not None and letter.mail.status == OutgoingMail.Status.FAILED:
        return _("The letter to %(reader)s could not be sent.") % names
    if letter.live_mail is not None:
        return _("The letter to %(reader)s is still waiting to leave. Is your mailbox in order?") % names
    return _("The letter to %(reader)s has not been sent.") % names


def _how_soon(decline: Decline, now: dt.datetime) -> str:
    starts_at = decline.interview.starts_at if decline.interview else None
    if starts_at is not None and starts_at <= now:
        return _("The time of the interview has passed. A short word is still better than none.")
    if starts_at is not None and starts_at - now <= A_DAY:
        return _("The interview is %(time)s. Phone first, then let the letter follow.") % {"time": exact(starts_at)}
    return _("It should go by %(time)s (%(left)s).") % {
        "time": exact(decline.send_by),
        "left": left(decline.send_by),
    }


class MailKind(Kind[OutgoingMail]):
    """What the two kinds about one sending have in common."""

    noun = "mail"
    link_label = gettext_lazy("Open the letter")

    def detailed(self, things: QuerySet[OutgoingMail], now: dt.datetime) -> QuerySet[OutgoingMail]:
        mails = things.select_related("application__employer", "owner__preferences").defer("mime", "body")
        return mails.prefetch_related(Prefetch("letters", queryset=Letter.objects.select_related("decline")))

    def path(self, mail: OutgoingMail) -> str:
        """The letter on its decline's page, or the application that the mail belongs to."""
        for letter in mail.letters.all():
            return f"{letter.decline.get_absolute_url()}#letter-{letter.audience}"
        return mail.application.get_absolute_url()

    def facts(self, mail: OutgoingMail) -> dict[str, str]:
        return {"reader": mail.to_name or mail.rcpt, "employer": mail.application.employer.name}


class OutcomeUnknown(MailKind):
    """Nobody knows whether a letter arrived: at once, then daily. Only the person can settle it."""

    name = "outcome_unknown"
    label = gettext_lazy("Outcome unknown")

    def open(self, now: dt.datetime) -> QuerySet[OutgoingMail]:
        return OutgoingMail.objects.unconfirmed()

    def moments(self, thing: OutgoingMail, preferences: Preferences, now: dt.datetime) -> Iterable[Moment]:
        since = thing.handed_over_at or thing.queued_at
        return at_once_then_daily(since, preferences.tzinfo, now)

    def words(self, thing: OutgoingMail, now: dt.datetime) -> Words:
        lines = (
            _("The line went quiet before the mail server answered. It has not been sent again."),
            _("Look into the Sent folder of your mailbox, then say on the page whether it is there."),
        )
        title = _("Did your letter to %(reader)s, %(employer)s, arrive?") % self.facts(thing)
        return Words(title, lines, self.path(thing))


class LetterFailed(MailKind):
    """A mail server refused a letter for good: at once, and the letter's own clock goes on."""

    name = "letter_failed"
    label = gettext_lazy("Letters refused")

    def open(self, now: dt.datetime) -> QuerySet[OutgoingMail]:
        waiting = Letter.objects.waiting().filter(mail=OuterRef("pk"))
        return OutgoingMail.objects.filter(Exists(waiting), status=OutgoingMail.Status.FAILED)

    def moments(self, thing: OutgoingMail, preferences: Preferences, now: dt.datetime) -> Iterable[Moment]:
        yield Moment("at-once", thing.settled_at or thing.queued_at)

    def words(self, thing: OutgoingMail, now: dt.datetime) -> Words:
        lines = [_("It has not been sent, and it will not be tried again by itself.")]
        if thing.reply:
            lines.append(_("The mail server said: %(reply)s") % {"reply": " ".join(thing.reply.split())})
        lines.append(_("Correct the address and send it again, or phone."))
        title = _("Your letter to %(reader)s, %(employer)s, could not be sent") % self.facts(thing)
        return Words(title, tuple(lines), self.path(thing))
