"""Everything that one person can have, one of each, for addresses to point at."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.core import signing
from django.test import Client
from django.utils import timezone

from accounts.models import User
from config.catcher.folder import keep
from correspondence import outbox
from correspondence.models import Message, OutgoingMail
from dashboard.views.bulk import SALT
from declines import guide
from declines.letters import review, send
from declines.models import Decline, Letter
from reminders.models import Nudge, Reminder
from reminders.signed import sign
from tests import make
from tests.conftest import logged_in
from tracker.models import Application, Contact, Interview, Note, Stage
from tracker.notes import write
from tracker.stages import stages_of


@dataclass(frozen=True)
class World:
    """One person's search. `sent` is a decline whose letters are on their way, `decline` one being written."""

    owner: User
    browser: Client
    stage: Stage
    application: Application
    interview: Interview
    decline: Decline
    letter: Letter
    contact: Contact
    note: Note
    sent: Decline
    mail: OutgoingMail
    message: Message
    nudge: Nudge
    put_back_key: str
    caught: str

    @property
    def bulk_undo(self) -> str:
        return signing.dumps({str(self.application.pk): self.stage.pk}, salt=f"{SALT}.{self.owner.pk}")

    @property
    def answer(self) -> str:
        return sign(self.nudge)

    @property
    def confirmation_key(self) -> str:
        address = EmailAddress.objects.get(user=self.owner)
        return str(EmailConfirmationHMAC.create(address).key)

    @property
    def reset_key(self) -> tuple[str, str]:
        return user_pk_to_url_str(self.owner), default_token_generator.make_token(self.owner)


def world_of(owner: User, mails: Path) -> World:
    """Fill an account by the flows that people use; `mails` is the mail catcher's folder."""
    EmailAddress.objects.create(user=owner, email=owner.email, primary=True, verified=True)
    make.mailbox(owner)
    sent = make.decline(owner)
    letters = list(Letter.objects.filter(decline=sent))
    for letter in letters:
        send(letter, fingerprint=review(letter).fingerprint, key=outbox.new_key())
    mail = OutgoingMail.objects.filter(owner=owner).latest("pk")

    application = make.application(owner, "Copy Editor", "Kopi Kenangan")
    contact = make.hiring_manager(application, name="Sari Dewi", email="sari@kopi.example")
    make.recruiter(application, name="Budi Santoso", email="budi@agency.example")
    interview = make.interview(application)
    decline = guide.decline_interview(interview)
    browser = logged_in(owner)
    gone = write(application, "Written by mistake.")
    browser.post(f"/notes/{gone.pk}/delete/")
    return World(
        owner=owner,
        browser=browser,
        stage=stages_of(owner)[1],
        application=application,
        interview=interview,
        decline=decline,
        letter=make.letter(decline),
        contact=contact,
        note=write(application, "They have a dog."),
        sent=sent,
        mail=mail,
        message=Message.objects.create(
            owner=owner,
            application=application,
            contact=contact,
            direction=Message.Direction.IN,
            channel=Message.Channel.EMAIL,
            subject="Your interview",
            body="We look forward to it.",
            occurred_at=timezone.now(),
        ),
        nudge=nudge_about(decline),
        put_back_key=next(iter(browser.session["set_aside"])),
        caught=keep(mails, owner.email, ["kartika@example.com"], b"Subject: Hello\r\n\r\nYou there.").stem,
    )


def nudge_about(decline: Decline) -> Nudge:
    now = timezone.now()
    reminder = Reminder.objects.create(
        owner=decline.owner,
        kind="decline_not_sent",
        subject=f"decline:{decline.pk}",
        sequence="first",
        due_at=now,
        status=Reminder.Status.SENT,
        settled_at=now,
    )
    return Nudge.objects.create(
        owner=decline.owner,
        reminder=reminder,
        channel=Nudge.Channel.IN_APP,
        status=Nudge.Status.SENT,
        sent_at=now,
        title="Not sent yet",
        body="Your letter has not been sent.",
        path=decline.get_absolute_url(),
    )
