from __future__ import annotations

import re
import smtplib
from typing import Any
from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as live_settings
from django.core.mail.message import EmailMessage
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.adapter import AccountAdapter
from accounts.models import User
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
NEWCOMER = {"name": "Nadia Prameswari", "email": "nadia@example.com", "password1": PASSWORD}


def sign_up(client: Client, **changes: str) -> Any:
    return client.post(reverse("account_signup"), NEWCOMER | changes)


def test_a_newcomer_is_logged_in_and_sees_today(client: Client) -> None:
    response = sign_up(client)
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(User.objects.get().pk)


def test_the_name_signs_from_the_first_letter_on(client: Client) -> None:
    sign_up(client)
    assert User.objects.get(email="nadia@example.com").preferences.name == "Nadia Prameswari"


def test_the_zone_is_the_one_that_the_browser_named(client: Client) -> None:
    client.cookies["kr_zone"] = "Asia/Jakarta"
    sign_up(client)
    assert User.objects.get().preferences.zone == "Asia/Jakarta"


@pytest.mark.parametrize("cookie", ["", "Mars/Olympus", "../../etc/passwd", "x" * 500])
def test_a_zone_that_nobody_knows_is_utc(client: Client, cookie: str) -> None:
    client.cookies["kr_zone"] = cookie
    sign_up(client)
    assert User.objects.get().preferences.zone == "UTC"


def test_pages_and_letters_are_in_the_language_of_the_sign_up_page(client: Client) -> None:
    client.cookies[live_settings.LANGUAGE_COOKIE_NAME] = "id"
    sign_up(client)
    preferences = User.objects.get().preferences
    assert (preferences.language, preferences.letter_language) == ("id", "id")


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "\ufeff\u200d", "Nadia\x00", "Nadia\u202eimA"])
def test_a_name_is_needed_and_must_fit_in_a_header(client: Client, name: str) -> None:
    response = sign_up(client, name=name)
    assert "name" in response.context["form"].errors
    assert not User.objects.exists()


@pytest.mark.parametrize("email", ["nadia", "a@b@c.org", '"c@d.org"@evil.org', "a@exa mple.org", "a@straße.de"])
def test_an_address_that_only_looks_like_one_is_refused(client: Client, email: str) -> None:
    response = sign_up(client, email=email)
    assert "email" in response.context["form"].errors
    assert not User.objects.exists()


def test_an_address_has_one_account_whatever_its_capitals(client: Client, owner: User) -> None:
    response = sign_up(client, email="Owner@Example.COM")
    assert "email" in response.context["form"].errors
    assert User.objects.count() == 1


def test_with_mail_that_is_real_nobody_learns_who_has_an_account(
    client: Client, owner: User, settings: Settings, mailoutbox: list[EmailMessage]
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    taken = sign_up(client, email=owner.email)
    fresh = sign_up(Client(), email="fresh@example.com")
    assert (taken.status_code, taken.headers["Location"]) == (fresh.status_code, fresh.headers["Location"])
    assert [mail.to for mail in mailoutbox] == [[owner.email], ["fresh@example.com"]]


def test_the_same_form_sent_twice_at_once_leads_to_the_one_account(client: Client) -> None:
    with patch.object(AccountAdapter, "save_user", side_effect=IntegrityError("one_account_per_address")):
        response = sign_up(client)
    assert response.headers["Location"] == reverse("account_login")
    assert b"Your account is there already." in client.get(reverse("account_login")).content


def test_links_in_mails_lead_to_our_site_whatever_host_was_claimed(
    client: Client, owner: User, settings: Settings, mailoutbox: list[EmailMessage]
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_URL = "https://regards.example"
    client.post(reverse("account_reset_password"), {"email": owner.email}, headers={"host": "evil.example"})
    assert "evil.example" not in str(mailoutbox[0].body)
    link = re.search(r"https://regards\.example(/account/password/reset/key/\S+)", str(mailoutbox[0].body))
    assert link is not None
    assert Client().get(link[1], follow=True).status_code == 200


def test_a_mail_server_that_is_down_is_said_and_breaks_nothing(client: Client, owner: User) -> None:
    def answers(email: str) -> tuple[int, bytes]:
        response = client.post(reverse("account_reset_password"), {"email": email}, follow=True)
        return response.status_code, response.content

    with patch("django.core.mail.message.EmailMessage.send", side_effect=smtplib.SMTPServerDisconnected):
        status, known = answers(owner.email)
        assert (status, b"Our mail server does not answer" in known) == (200, True)
        status, unknown = answers("who@example.com")
        assert (status, b"Our mail server does not answer" in unknown) == (200, True)


def test_where_no_link_is_sent_no_address_waits_for_one(client: Client, mailoutbox: list[EmailMessage]) -> None:
    sign_up(client)
    page = client.get(reverse("account_email")).content.decode()
    assert "nadia@example.com" in page
    assert "Waiting for you" not in page
    assert mailoutbox == []


def test_where_mail_is_real_the_link_is_waited_for(
    client: Client, settings: Settings, mailoutbox: list[EmailMessage]
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    sign_up(client)
    assert len(mailoutbox) == 1
    assert not EmailAddress.objects.get(email="nadia@example.com").verified
