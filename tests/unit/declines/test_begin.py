"""“Decline…” beside an invitation, “Withdraw” on an application."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from accounts.models import User
from declines.models import Decline
from tests import make
from tests.unit.declines.conftest import Refuses
from tracker import interviews, progress


def test_declining_opens_the_guide(owner: User, owner_client: Client) -> None:
    interview = make.interview(make.application(owner))
    answer = owner_client.post(reverse("declines:start", args=[interview.pk]), follow=True)
    assert answer.status_code == 200
    assert "Declining the second interview" in answer.content.decode()
    assert Decline.objects.get().interview == interview


def test_declining_twice_leads_to_the_same_guide(owner: User, owner_client: Client) -> None:
    url = reverse("declines:start", args=[make.interview(make.application(owner)).pk])
    assert owner_client.post(url).headers["Location"] == owner_client.post(url).headers["Location"]


def test_what_is_over_says_how_it_stands(owner: User, owner_client: Client) -> None:
    interview = make.interview(make.application(owner))
    interviews.mark(interview, "cancelled")
    answer = owner_client.post(reverse("declines:start", args=[interview.pk]))
    assert answer.status_code == 409
    assert "Cancelled by them" in answer.content.decode()


def test_withdrawing_opens_the_guide(owner: User, owner_client: Client) -> None:
    application = make.application(owner)
    answer = owner_client.post(reverse("declines:withdraw", args=[application.pk]), follow=True)
    assert "Withdrawing the application" in answer.content.decode()
    assert Decline.objects.get().interview is None


def test_a_closed_application_cannot_be_withdrawn(owner: User, owner_client: Client) -> None:
    application = make.application(owner)
    progress.close(application, "rejected")
    assert owner_client.post(reverse("declines:withdraw", args=[application.pk])).status_code == 409


def test_only_the_owner_may_begin(owner: User, refuses_others: Refuses) -> None:
    application = make.application(owner)
    refuses_others("start", make.interview(application).pk)
    refuses_others("withdraw", application.pk)
    assert not Decline.objects.exists()
