"""The checks that any letter must pass before it may leave. No model, no network, the same every time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from correspondence.checks.address import looks_like, parse_address
from correspondence.checks.finding import Finding
from correspondence.checks.leftovers import leftovers
from correspondence.checks.others import Kind, Others, names_of_others, same_employer
from correspondence.checks.prose import prose_span, word_count
from correspondence.checks.words import listed

FEWEST_WORDS = 5
"""Fewer words of prose are a signature, not a letter."""

_BETWEEN = "\n\n"

# Everybody's, so nobody's: they say nothing about an employer.
PUBLIC_MAIL = listed(
    "gmail.com googlemail.com yahoo.com yahoo.co.id ymail.com outlook.com hotmail.com live.com "
    "msn.com icloud.com me.com mac.com aol.com proton.me protonmail.com gmx.com gmx.net gmx.de web.de "
    "mail.com zoho.com fastmail.com yandex.com rocketmail.com hey.com"
)


def check_letter(subject: str, body: str, recipient_email: str, *, others: Others) -> list[Finding]:
    """What keeps this letter from being sent, in the order of the letter: recipient, subject, body. Every
    finding blocks but a missing subject."""
    found = _check_recipient(recipient_email, others)
    if not subject.strip():
        found.append(
            Finding(
                "no_subject",
                "warn",
                _("The subject is empty."),
                detail=_("Name the position, so that it is understood before it is opened."),
                where="subject",
            )
        )
    if word_count(body) < FEWEST_WORDS:
        message = _("This is only a greeting and a signature.") if body.strip() else _("There is no letter yet.")
        return [*found, Finding("empty", "block", message, detail=_("“Start over” writes a fresh draft."))]
    return [*found, *_check_leftovers(subject, body, others), *_check_names(subject, body, others)]


def _check_recipient(email: str, others: Others) -> list[Finding]:
    if not email.strip():
        return [
            Finding(
                "no_recipient",
                "block",
                _("Nobody to send it to yet."),
                detail=_("Add the person’s e-mail address under “Who needs to hear it”."),
                where="recipient",
            )
        ]
    try:
        domain = parse_address(email).rpartition("@")[2]
    except ValueError as error:
        return [
            Finding(
                "bad_address",
                "block",
                _("The address cannot be used."),
                found=email.strip(),
                detail=str(error),
                where="recipient",
            )
        ]
    own_domains = [known.lower() for known in others.own_domains]
    if domain not in own_domains:
        for known in own_domains:
            if looks_like(domain, known):
                return [
                    Finding(
                        "look_alike",
                        "block",
                        _("The address looks like another one."),
                        found=domain,
                        detail=_("It is almost “%(known)s”, which you wrote with before, but not quite.")
                        % {"known": known},
                        where="recipient",
                    )
                ]
    if employer := _owner_of(domain, others):
        return [
            Finding(
                "recipient_elsewhere",
                "block",
                _("The address belongs to another employer."),
                found=email.strip(),
                detail=_("“%(domain)s” is where you write to %(employer)s.") % {"domain": domain, "employer": employer},
                where="recipient",
            )
        ]
    return []


def _owner_of(domain: str, others: Others) -> str:
    """The other employer whose mail domain this is, or a part of it; empty if it is nobody else's."""
    own_names = (others.own_employer, *others.own_names)
    theirs = [
        (known.lower(), employer)
        for known, employer in others.domains
        if known and (domain == known.lower() or domain.endswith(f".{known.lower()}"))
    ]
    if any(domain == own or domain.endswith(f".{own}") for own in map(str.lower, others.own_domains)):
        return ""
    return next(
        (
            employer
            for known, employer in theirs
            if known not in PUBLIC_MAIL and not any(same_employer(employer, own) for own in own_names if own)
        ),
        "",
    )


def _check_leftovers(subject: str, body: str, others: Others) -> Iterator[Finding]:
    own = (others.own_employer, *others.own_names)
    is_thread = subject.lstrip().lower().startswith("re:")
    for start, end in leftovers(subject, own, is_thread_subject=is_thread):
        yield _in_subject(_unfilled(subject[start:end]))
    for start, end in leftovers(body, own):
        yield replace(_unfilled(body[start:end]), start=start, end=end)


def _check_names(subject: str, body: str, others: Others) -> Iterator[Finding]:
    """Subject and body in one reading, for there may be thousands of names to look for."""
    offset = len(subject) + len(_BETWEEN)
    text = f"{subject}{_BETWEEN}{body}"
    for named in names_of_others(text, others, greeting=(offset, offset + prose_span(body)[0])):
        finding = _named(named.kind, text[named.start : named.end])
        if named.start < offset:
            yield _in_subject(finding)
        else:
            yield replace(finding, start=named.start - offset, end=named.end - offset)


def _in_subject(finding: Finding) -> Finding:
    """Without a place: places are those in the body, which pages mark."""
    return replace(finding, where="subject")


def _unfilled(text: str) -> Finding:
    return Finding(
        "placeholder",
        "block",
        _("Something is left to fill in."),
        found=text.strip(),
        detail=_("“%(found)s” looks like part of a template.") % {"found": text.strip()},
    )


def _named(kind: Kind, text: str) -> Finding:
    message, detail = _words_for(kind)
    return Finding(f"other_{kind}", "block", message, found=text, detail=detail % {"found": text})


def _words_for(kind: Kind) -> tuple[str, str]:
    return {
        "employer": (
            _("Names another employer of yours."),
            _("“%(found)s” is another company on your list. A letter never names where else you are."),
        ),
        "position": (
            _("Names another position."),
            _("“%(found)s” is what you applied for somewhere else."),
        ),
        "person": (
            _("Names somebody from another application."),
            _("“%(found)s” is a contact of yours elsewhere, not one of this application."),
        ),
    }[kind]
