"""Advice on a letter of decline: what it lacks, what would hurt, and what is already right.

Nothing here stops a letter; correspondence.checks does that. No model, no network, the same every time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from correspondence.checks import Finding, prose, prose_span, same_employer, word_count
from correspondence.checks.words import fold, words_of
from declines.checks import phrases
from declines.checks.greeting import check_greeting
from declines.words.dates import long_date, short_date
from declines.words.facts import Facts

WORDS = {"formal": (60, 110), "warm": (60, 110), "brief": (35, 60)}
"""Fewest and most words of prose that read best, by tone."""
FEWEST, MOST = 35, 110
"""What is too short or too long in any tone."""


def check_decline(
    subject: str, body: str, facts: Facts, today_interview_within_24h_no_call: bool = False
) -> list[Finding]:
    """What a careful friend would say of this letter, warnings first, praise last. Places are in `body`."""
    text = _without_names(body, facts)
    found = [
        *_phone_first(today_interview_within_24h_no_call),
        *_length(body),
        *_language(text, facts),
        *check_greeting(body, facts),
        *_missing(text, body, facts),
        *_harmful(text, body, facts),
        *_new_employer(body, facts),
    ]
    return found + list(_right(subject, body, text, facts))


def _without_names(body: str, facts: Facts) -> str:
    """The body with every name of this letter blanked out, so that “Compensation Analyst” is no complaint
    about pay. Places stay."""
    people = [person for person in (facts.recipient, facts.employer_person) if person is not None]
    names = [facts.position, facts.employer, facts.field_of_interest, facts.sender_name]
    names += [name for person in people for name in (person.name, person.salutation_name, person.job_title)]
    for name in sorted(filter(None, names), key=len, reverse=True):
        body = re.sub(rf"(?i)(?<!\w){re.escape(name)}(?!\w)", lambda match: " " * len(match.group()), body)
    return body


def _phone_first(is_due: bool) -> Iterator[Finding]:
    if is_due:
        yield Finding(
            "phone_first",
            "warn",
            _("The interview is less than a day away."),
            detail=_("Phone first, then send the letter. The script is above."),
        )


def _length(body: str) -> Iterator[Finding]:
    count = word_count(body)
    if count > MOST:
        yield Finding(
            "too_long",
            "warn",
            ngettext("%(count)d word is long.", "%(count)d words are long.", count) % {"count": count},
            detail=_("60 to 110 words read best. One reason is enough, or none."),
        )
    elif 0 < count < FEWEST:
        yield Finding(
            "too_short",
            "warn",
            ngettext("%(count)d word is short.", "%(count)d words are short.", count) % {"count": count},
            detail=_("A sentence of thanks and a warm close make it kind."),
        )


def _language(text: str, facts: Facts) -> Iterator[Finding]:
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", prose(text))]
    mine, other = facts.language, "en" if facts.language == "id" else "id"
    in_mine = sum(word in phrases.STOP_WORDS[mine] for word in words)
    in_other = sum(word in phrases.STOP_WORDS[other] for word in words)
    is_foreign_script = len(words) >= 10 and in_mine == in_other == 0
    if is_foreign_script or (in_other >= 4 and in_other * 3 > in_mine):
        yield Finding(
            "wrong_language",
            "warn",
            _("This does not read as English throughout.")
            if mine == "en"
            else _("This does not read as Indonesian throughout."),
            detail=_("Choose the language of this letter above it, or start over."),
        )


def _missing(text: str, body: str, facts: Facts) -> Iterator[Finding]:
    language = facts.language
    if not prose(body):
        return
    if not phrases.THANKS[language].search(text):
        yield Finding(
            "no_thanks", "warn", _("It does not say thank you."), detail=_("Thanks come first, and cost nothing.")
        )
    if language == "id" and not phrases.APOLOGY["id"].search(text):
        yield Finding(
            "no_apology",
            "warn",
            _("It does not apologise."),
            detail=_("A letter in Indonesian does: “mohon maaf”."),
        )
    if not phrases.DECISION[language].search(text):
        yield Finding(
            "no_decision",
            "warn",
            _("The decision is not stated."),
            detail=_("Say plainly that you decline the interview, or withdraw your application."),
        )
    if not _names(body, facts.position):
        yield Finding(
            "no_position",
            "warn",
            _("It does not name the position."),
            detail=_("Your reader may be filling several: name “%(position)s”.") % {"position": facts.position},
        )


def _harmful(text: str, body: str, facts: Facts) -> Iterator[Finding]:
    for code, patterns, message, detail in (
        (
            "criticism",
            phrases.CRITICISM,
            _("This may read as criticism."),
            _("“%(found)s”: keep it for yourself; a letter stays on file."),
        ),
        ("pay", phrases.PAY, _("It speaks of pay."), _("“%(found)s”: leave money out, or it becomes a negotiation.")),
        (
            "other_side",
            phrases.OTHER_SIDE,
            _("That is what employers write."),
            _("“%(found)s”: you decline, they reject. Say it in your own words."),
        ),
        ("hesitation", phrases.HESITATION, _("It sounds undecided."), _("“%(found)s”: a plain no is kinder.")),
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
        start, end = match.span("name")
        name = match["name"].rstrip(".")
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


# Capitals that follow “with” and “from” without naming a company: forms of address, days and months.
_NO_EMPLOYERS = frozenset(
    word
    for month in range(1, 13)
    for language in ("en", "id")
    for word in short_date_words(month, language)
)


def _right(subject: str, body: str, text: str, facts: Facts) -> Iterator[Finding]:
    yield from ()
