from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.states import WrongStatus
from correspondence.models import Message, OutgoingMail
from dashboard.removal import remove
from declines import guide
from declines.models import Decline, Letter
from reminders.models import Nudge, Reminder, Snooze
from tests import make
from tests.unit.dashboard.conftest import add, for_the_owner_alone, mail_of, text_of
from tracker.models import Application, Contact, Employer, Interview, Note


def url(application: Application) -> str:
    return reverse("dashboard:delete", args=[application.pk])


def test_it_asks_first_and_says_what_goes(owner: User, owner_client: Client) -> None:
    decline = make.decline(owner)
    mail_of(make.letter(decline), "queued")
    page = text_of(owner_client.get(url(decline.application)))
    assert "Delete this application?" in page
    assert "1 letter that waits to leave will not be sent." in page
    assert Application.objects.exists()


def test_it_goes_with_all_that_was_kept_about_it(owner: User, owner_client: Client) -> None:
    decline = make.decline(owner)
    application = decline.application
    Note.objects.create(owner=owner, application=application, body="Hm")
    sent = mail_of(make.letter(decline, "employer"), "sent")
    Message.objects.create(owner=owner, application=application, body="Hello", mail=sent)
    mail_of(make.letter(decline, "recruiter"), "unconfirmed")
    add(owner, "Another one")
    answer = owner_client.post(url(application), follow=True)
    assert "Marketing Associate at XYZ Corporation was deleted." in text_of(answer)
    assert [row.position for row in Application.objects.all()] == ["Another one"]
    for model in (Decline, Letter, Interview, Note, Message, OutgoingMail):
        assert not model._default_manager.exists(), model
    assert Contact.objects.count() == 2
    assert Employer.objects.filter(name="XYZ Corporation").exists()


def test_its_nudges_go_too(owner: User) -> None:
    decline = make.decline(owner)
    reminder = Reminder.objects.create(
        owner=owner, kind="k", subject=f"decline:{decline.pk}", sequence="first", due_at=timezone.now()
    )
    Nudge.objects.create(owner=owner, reminder=reminder, channel="in_app", title="t", body="b", path="/")
    Snooze.objects.create(owner=owner, subject=f"decline:{decline.pk}", until=timezone.now())
    remove(decline.application)
    assert not Snooze.objects.exists()
    assert not Reminder.objects.exists()
    assert not Nudge.objects.exists()


@pytest.mark.parametrize("status", ["claimed", "transmitting"])
def test_not_while_a_letter_is_being_handed_over(owner: User, owner_client: Client, status: str) -> None:
    decline = make.decline(owner)
    mail_of(make.letter(decline, "employer"), "queued")
    mail_of(make.letter(decline, "recruiter"), status)
    answer = owner_client.post(url(decline.application))
    assert answer.status_code == 409
    assert "is leaving at this moment" in text_of(answer)
    assert Application.objects.exists()
    assert OutgoingMail.objects.filter(status="queued").exists()


def test_the_flow_says_so_too(owner: User) -> None:
    decline = make.decline(owner)
    mail_of(make.letter(decline), "transmitting")
    with pytest.raises(WrongStatus):
        remove(decline.application)


def test_a_completed_decline_is_no_hindrance(owner: User, owner_client: Client) -> None:
    decline = make.decline(owner)
    for audience in ("employer", "recruiter"):
        guide.record(make.letter(decline, audience), "phoned")
    owner_client.post(url(decline.application))
    assert not Application.objects.exists()


def test_only_the_owner_deletes(owner: User, client: Client, owner_client: Client, stranger_client: Client) -> None:
    application = make.application(owner)
    for_the_owner_alone(client, stranger_client, "dashboard:delete", application.pk)
    assert stranger_client.post(url(application)).status_code == 404
    assert client.post(url(application)).status_code == 302
    assert owner_client.put(url(application)).status_code == 405
    assert Application.objects.exists()
