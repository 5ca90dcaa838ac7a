"""Advice on a letter of decline: what it lacks, what would hurt, and what is already right.

Nothing here stops a letter; correspondence.checks does that. No model, no network, the same every time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from correspondence.checks import Finding, prose, prose_span, word_count
from correspondence.checks.words import fold
from declines.checks import phrases
from declines.checks.greeting import check_greeting
from declines.checks.harm import harm_in
from declines.words.dates import month_name
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
    words = f" {' '.join(fold(body))} "
    found = [
        *_phone_first(today_interview_within_24h_no_call),
        *_length(body),
        *_language(text, facts),
        *check_greeting(body, facts),
        *_missing(text, body, words, facts),
        *harm_in(text, body, facts),
    ]
    return found + list(_right(subject, body, text, words, facts))


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


def _missing(text: str, body: str, words: str, facts: Facts) -> Iterator[Finding]:
    language = facts.language
    if not prose(body):
        return
    if not phrases.THANKS[language].search(text):
        yield Finding(
            "no_thanks",
            "warn",
            _("It does not say thank you."),
            detail=_("Thanks come first, and cost nothing."),
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
    if not _names(words, facts.position):
        yield Finding(
            "no_position",
            "warn",
            _("It does not name the position."),
            detail=_("Your reader may be filling several: name “%(position)s”.") % {"position": facts.position},
        )
    if not _is_signed(body, facts):
        yield Finding(
            "unsigned",
            "warn",
            _("Your name is not under it."),
            detail=_("Preferences keep the name for your letters."),
        )


def _right(subject: str, body: str, text: str, words: str, facts: Facts) -> Iterator[Finding]:
    """What the letter does well, said so that nobody need wonder whether it was looked at."""
    if _names(words, facts.position):
        if facts.is_withdrawal and _names(words, facts.employer):
            yield Finding("names_all", "ok", _("Names the position and the employer"))
        elif _names_interview(body) and _names_day(body, facts):
            yield Finding("names_all", "ok", _("Names the position, the interview and its date"))
        elif _names_interview(body):
            yield Finding("names_all", "ok", _("Names the position and the interview"))
    thanks = len(phrases.THANKS[facts.language].findall(text))
    if thanks:
        yield Finding("thanks", "ok", _("Says thank you") if thanks == 1 else _("Says thank you more than once"))
    if facts.language == "id":
        opens = re.match(r"\s*Yth\.", body)
        if opens and phrases.APOLOGY["id"].search(text) and re.search(r"(?m)^Hormat saya,", body):
            yield Finding("form", "ok", _("Opens “Yth.”, apologises, closes “Hormat saya,”"))
    elif re.match(r"\s*Dear\b", body) and prose_span(body)[1] < len(body.rstrip()):
        yield Finding("form", "ok", _("Opens and closes as a letter does"))
    if subject.lower().startswith("re:"):
        yield Finding("thread", "ok", _("“Re:” keeps it in their thread"))


def _names(words: str, name: str) -> bool:
    """Whether `name` is in the letter, whatever its case, accents and spacing."""
    return f" {' '.join(fold(name))} " in words


def _names_interview(body: str) -> bool:
    return bool(re.search(r"(?i)\b(?:interview|wawancara)", body))


def _names_day(body: str, facts: Facts) -> bool:
    day = facts.interview_on
    if day is None:
        return False
    month = month_name(day, facts.language)[:3]
    ways = (
        rf"0?{day.day}(?:st|nd|rd|th)?(?: of)? {month}",
        rf"{month}\w* {day.day}\b",
        rf"0?{day.day}[/.-]0?{day.month}\b",
    )
    return any(re.search(rf"(?i)\b{way}", body) for way in ways)


def _is_signed(body: str, facts: Facts) -> bool:
    under = body[prose_span(body)[1] :] or body[-120:]
    return any(word in fold(under) for word in fold(facts.sender_name))
