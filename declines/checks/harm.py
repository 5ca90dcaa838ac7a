"""What would hurt in a letter of decline, each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from correspondence.checks import Finding, same_employer
from correspondence.checks.words import fold, listed, words_of
from declines.checks import phrases
from declines.words.facts import Facts

# Capitals that follow “with” and “from” without naming a company: forms of address, days and months.
_NO_EMPLOYERS = listed(
    "i the my your ms mrs mr mx dr prof ibu bu bapak pak sdr hr hrd monday tuesday wednesday thursday friday"
    " saturday sunday january february march april may june july august september october november december"
    " senin selasa rabu kamis jumat sabtu minggu januari februari maret mei juni juli agustus"
    " oktober desember"
)


def harm_in(text: str, body: str, facts: Facts) -> Iterator[Finding]:
    """Warnings for `body`; `text` is the same with this letter's own names blanked out."""
    yield from _harmful(text, body, facts)
    yield from _new_employer(body, facts)


def _harmful(text: str, body: str, facts: Facts) -> Iterator[Finding]:
    for code, patterns, message, detail in (
        (
            "criticism",
            phrases.CRITICISM,
            _("This may read as criticism."),
            _("“%(found)s”: keep it for yourself; a letter stays on file."),
        ),
        (
            "pay",
            phrases.PAY,
            _("It speaks of pay."),
            _("“%(found)s”: leave money out, or it becomes a negotiation."),
        ),
        (
            "other_side",
            phrases.OTHER_SIDE,
            _("That is what employers write."),
            _("“%(found)s”: you decline, they reject. Say it in your own words."),
        ),
        (
            "hesitation",
            phrases.HESITATION,
            _("It sounds undecided."),
            _("“%(found)s”: a plain no is kinder."),
        ),
        (
            "persuasion",
            phrases.PERSUASION,
            _("It invites them to persuade you."),
            _("“%(found)s”: leave it out, if your decision stands."),
        ),
        (
            "familiar",
            phrases.FAMILIAR,
            _("Too familiar for this letter."),
            _("“%(found)s”: write saya, Bapak or Ibu."),
        ),
        (
            "resigning",
            phrases.RESIGNING,
            _("That is resigning from a job."),
            _("“%(found)s”: say “menarik lamaran” or “tidak melanjutkan proses seleksi”."),
        ),
    ):
        pattern = patterns.get(facts.language)
        for match in pattern.finditer(text) if pattern else ():
            start, end = match.span()
            found = body[start:end]
            yield Finding(code, "warn", message, found, start, end, detail % {"found": found})


def _new_employer(body: str, facts: Facts) -> Iterator[Finding]:
    """Where one is going instead: nobody's business, and known to no record of ours."""
    own = {word for name in (facts.employer, facts.position) for word in fold(name)}
    people = (facts.recipient, facts.employer_person)
    own |= {word for person in people if person for word in fold(f"{person.name} {person.salutation_name}")}
    for match in phrases.NEW_EMPLOYER[facts.language].finditer(body):
        start = match.start("name")
        name = match["name"]
        first = words_of(name)[0].key if words_of(name) else ""
        if not first or first in own or first in _NO_EMPLOYERS or same_employer(name, facts.employer):
            continue
        yield Finding(
            "new_employer",
            "warn",
            _("It may name where you are going."),
            name,
            start,
            start + len(name),
            _("“%(found)s”: “another opportunity” is enough.") % {"found": name},
        )
