"""The contact hunt, in the article's order: our letters first, then online, then the reception desk."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote_plus

from accounts.addresses import mail_address
from correspondence.models import Message
from declines.models import Letter

ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
MOST_MESSAGES = 50
MOST_FOUND = 5


@dataclass(frozen=True)
class Found:
    """An address that stands in a letter of this application, and the letter it stands in."""

    email: str
    message: Message


def addresses_in_letters(letter: Letter) -> list[Found]:
    """Addresses in this application's latest 50 messages, newest first, the person's own left out; at most
    five."""
    messages = Message.objects.owned_by(letter.owner).filter(application_id=letter.application_id)
    own = {letter.owner.email.lower()}
    found: dict[str, Found] = {}
    for message in messages.select_related("contact")[:MOST_MESSAGES]:
        for text in ADDRESS.findall(f"{message.subject}\n{message.body}"):
            try:
                email = mail_address(text.strip("."))
            except ValueError:
                continue
            if email.lower() not in own and email.lower() not in found:
                found[email.lower()] = Found(email, message)
    return list(found.values())[:MOST_FOUND]


def web_search(letter: Letter) -> str:
    """A ready-made search, opened by the person, for whoever should read this letter."""
    application = letter.decline.application
    if letter.recipient:
        contact = letter.recipient.contact
        words = f'"{contact.name}" {contact.organisation or application.employer.name} email'
    elif letter.audience == Letter.Audience.RECRUITER:
        words = f"{application.employer.name} {application.position} recruiter email"
    else:
        words = f"{application.employer.name} {application.position} hiring manager email"
    return f"https://duckduckgo.com/?q={quote_plus(words)}"
