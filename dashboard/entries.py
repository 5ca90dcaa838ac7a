"""One line of the timeline: what it says, and the icon beside it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from declines.models import Decline, Letter
from tracker.models import FINAL_ROUND, Interview, Outcome, Stage
from tracker.models.stage import stage_title

# (kind, state) or (kind, state, channel) of an entry: its sentence and its icon ("": the stamp of a stage).
SENTENCES = {
    ("stage", "began"): (_("Began in <b>{title}</b>"), ""),
    ("stage", "moved"): (_("Moved to <b>{title}</b>"), ""),
    ("stage", "closed"): (_("Closed: <b>{outcome}</b>"), ""),
    ("stage", "reopened"): (_("Taken up again in <b>{title}</b>"), ""),
    ("note", ""): (_("<b>You</b> wrote a note"), "pencil"),
    ("message", "in", "email"): (_("<b>{who}</b> wrote to you"), "envelope"),
    ("message", "in", "phone"): (_("<b>{who}</b> phoned"), "phone"),
    ("message", "in", "text"): (_("<b>{who}</b> sent you a text"), "speech"),
    ("message", "in", "in_person"): (_("<b>{who}</b> spoke with you"), "people"),
    ("message", "out", "email"): (_("<b>You</b> wrote to {who}"), "send"),
    ("message", "out", "phone"): (_("<b>You</b> phoned {who}"), "phone"),
    ("message", "out", "text"): (_("<b>You</b> sent a text to {who}"), "speech"),
    ("message", "out", "in_person"): (_("<b>You</b> spoke with {who}"), "people"),
    ("invited", ""): (_("Invitation: <b>{interview}</b>"), "calendar"),
    ("interview", "confirmed"): (_("<b>{interview}</b> confirmed"), "check"),
    ("interview", "completed"): (_("<b>{interview}</b> held"), "calendar"),
    ("interview", "declined"): (_("<b>{interview}</b> declined"), "envelope"),
    ("interview", "cancelled"): (_("<b>{interview}</b> cancelled by them"), "close"),
    ("interview", "missed"): (_("<b>{interview}</b> missed"), "close"),
    ("mail", "queued"): (_("The letter to <b>{who}</b> waits to leave"), "clock"),
    ("mail", "claimed"): (_("The letter to <b>{who}</b> is leaving now"), "send"),
    ("mail", "transmitting"): (_("The letter to <b>{who}</b> is leaving now"), "send"),
    ("mail", "unconfirmed"): (_("The letter to <b>{who}</b>: outcome unknown"), "question"),
    ("mail", "failed"): (_("The letter to <b>{who}</b> was not sent"), "alert"),
    ("decided", ""): (_("{decline}: <b>decided</b>"), "flag"),
    ("ended", "completed"): (_("{decline}: <b>completed</b>"), "check"),
    ("ended", "reconsidered"): (_("{decline}: <b>taken back</b>"), "undo"),
    ("letter", "elsewhere"): (_("<b>You</b> sent the letter to {who} yourself"), "send"),
    ("letter", "phoned"): (_("<b>You</b> phoned {who}, to say no"), "phone"),
    ("letter", "not_needed"): (_("No letter to <b>{who}</b> was needed"), "ban"),
}


@dataclass(frozen=True)
class Entry:
    """Something that happened. `kind` is what (see dashboard.timeline), `pk` the row's; which of the others
    are filled depends on the kind. `number` is an interview's round, `link` the decline that an entry belongs
    to."""

    kind: str
    pk: int
    at: dt.datetime
    state: str
    who: str
    title: str
    text: str
    more: str
    where: str
    number: int | None
    link: int | None

    @property
    def cursor(self) -> str:
        """Where the page that begins after this entry begins."""
        return f"{self.at.isoformat()}~{self.kind}~{self.pk}"

    @property
    def headline(self) -> SafeString:
        """What happened, in a sentence; the rest of it stands below."""
        return format_html(
            str(SENTENCES[self._key][0]),
            title=stage_title(self.title) if self.kind == "stage" else self.title,
            who=self.who or self._audience,
            outcome=dict(Outcome.choices).get(self.text, ""),
            interview=self._interview.title,
            decline=self._decline,
        )

    @property
    def icon(self) -> str:
        return SENTENCES[self._key][1]

    @property
    def stage(self) -> Stage | str:
        """What to stamp a move with."""
        return "closed" if self.state == "closed" else Stage(kind=self.more, round=self.number)

    @property
    def about_interview(self) -> str:
        """How it is held, and with whom."""
        kind = dict(Interview.Kind.choices).get(self.more, "")
        if not self.who:
            return str(kind)
        return gettext("With %(people)s, %(kind)s") % {"people": self.who, "kind": str(kind).lower()}

    @property
    def _key(self) -> tuple[str, ...]:
        if self.kind == "message":
            return self.kind, self.state, self.more
        if self.kind == "stage" and self.state == "moved" and not self.who:
            return self.kind, "began"
        return self.kind, self.state

    @property
    def _audience(self) -> str:
        is_recruiters = self.title == Letter.Audience.RECRUITER
        return gettext("the recruiter") if is_recruiters else gettext("the employer")

    @property
    def _interview(self) -> Interview:
        return Interview(round=self.number or FINAL_ROUND)

    @property
    def _decline(self) -> str:
        """“Declining the second interview”, “Withdrawing the application”."""
        return Decline(interview=None if self.number is None else self._interview).title
