from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from accounts import mailboxes
from accounts.context import shell
from accounts.models import Mailbox, User

URL = "/settings/mailbox/"
SECRET = "äpp pass word"
VALID = {
    "email": "nadia@prameswari.example",
    "host": "smtp.prameswari.example",
    "port": "587",
    "security": "starttls",
    "username": "nadia",
    "password": SECRET,
}


def mailbox_of(user: User) -> Mailbox:
    return Mailbox.objects.owned_by(user).get()


@pytest.fixture
def kept(owner: User, owner_client: Client) -> Mailbox:
    owner_client.post(URL, VALID)
    mailboxes.passed_test(mailbox_of(owner))
    return mailbox_of(owner)


def test_the_first_page_suggests_the_person_s_own_address(owner_client: Client) -> None:
    html = owner_client.get(URL).content.decode()
    assert html.count('value="owner@example.com"') == 2  # address and user name
    assert "Send a test message" not in html


def test_saving_seals_the_password(owner: User, owner_client: Client) -> None:
    response = owner_client.post(URL, VALID, follow=True)
    assert response.redirect_chain == [(URL, 302)]
    kept = mailbox_of(owner)
    assert (kept.email, kept.host, kept.port) == ("nadia@prameswari.example", "smtp.prameswari.example", 587)
    assert kept.password == SECRET
    assert SECRET not in kept.sealed_password
    assert b"Send a test message" in response.content


def test_the_password_never_comes_back(kept: Mailbox, owner_client: Client) -> None:
    shown = owner_client.get(URL).content.decode()
    refused = owner_client.post(URL, VALID | {"port": "0"}).content.decode()
    for html in (shown, refused):
        assert SECRET not in html
        assert kept.sealed_password not in html


def test_an_empty_password_keeps_the_old_one(owner: User, kept: Mailbox, owner_client: Client) -> None:
    assert owner_client.post(URL, VALID | {"password": "", "port": "2525"}).status_code == 302
    assert (mailbox_of(owner).password, mailbox_of(owner).port) == (SECRET, 2525)


@pytest.mark.parametrize("changes", [{"host": "smtp.evil.example"}, {"security": "none", "host": "localhost"}])
def test_a_password_is_not_shown_to_a_server_that_it_was_not_given_for(
    owner: User, kept: Mailbox, owner_client: Client, changes: dict[str, str]
) -> None:
    response = owner_client.post(URL, VALID | changes | {"password": ""})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["password"]
    assert mailbox_of(owner).host == "smtp.prameswari.example"


def test_without_a_user_name_the_password_is_forgotten(owner: User, kept: Mailbox, owner_client: Client) -> None:
    owner_client.post(URL, VALID | {"username": "", "password": ""})
    assert mailbox_of(owner).sealed_password == ""


def test_a_password_without_a_user_name_belongs_to_the_address(owner: User, owner_client: Client) -> None:
    owner_client.post(URL, VALID | {"username": ""})
    assert mailbox_of(owner).username == "nadia@prameswari.example"


def test_new_settings_are_neither_tested_nor_paused(owner: User, kept: Mailbox, owner_client: Client) -> None:
    mailboxes.pause(kept, "535 5.7.8 Bad credentials")
    owner_client.post(URL, VALID | {"password": "another"})
    saved = mailbox_of(owner)
    assert (saved.tested_at, saved.paused_at, saved.paused_reply) == (None, None, "")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "nadia"),
        ("email", '"a@b.org"@evil.example'),
        ("host", ""),
        ("host", "smtp example com"),
        ("host", "smtp.example.com/x"),
        ("host", "smtp.example.com:587"),
        ("host", "-smtp.example.com"),
        ("host", "a" * 64 + ".example"),
        ("host", "smtp\r\n.example"),
        ("port", "0"),
        ("port", "65536"),
        ("port", "smtp"),
        ("security", "maybe"),
        ("username", "na\x00dia"),
        ("password", "pass\nword"),
    ],
)
def test_what_does_not_fit_comes_back_at_its_field(owner: User, owner_client: Client, field: str, value: str) -> None:
    response = owner_client.post(URL, VALID | {field: value})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not Mailbox.objects.exists()


def test_a_password_does_not_travel_in_the_open(owner_client: Client) -> None:
    response = owner_client.post(URL, VALID | {"security": "none"})
    assert list(response.context["form"].errors) == ["security"]
    for near in ("localhost", "127.0.0.1", "mailpit", "192.168.1.20"):
        assert owner_client.post(URL, VALID | {"security": "none", "host": near}).status_code == 302


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("SMTP.Example.Com.", "smtp.example.com"),
        ("smtp.müller.example", "smtp.xn--mller-kva.example"),
        ("::1", "::1"),
    ],
)
def test_a_host_is_stored_as_dns_knows_it(owner: User, owner_client: Client, written: str, stored: str) -> None:
    assert owner_client.post(URL, VALID | {"host": written}).status_code == 302
    assert mailbox_of(owner).host == stored


def test_nobody_sees_another_s_mailbox(kept: Mailbox, stranger_client: Client) -> None:
    assert b"prameswari" not in stranger_client.get(URL).content
    for name in ("mailbox_resume", "mailbox_remove"):
        assert stranger_client.post(reverse(f"accounts:{name}")).status_code == 404
    stranger_client.post(URL, VALID | {"email": "other@example.com", "password": "other"})
    kept.refresh_from_db()
    assert (kept.email, kept.password) == ("nadia@prameswari.example", SECRET)


def test_a_mailbox_can_be_forgotten(kept: Mailbox, owner_client: Client) -> None:
    assert owner_client.post(reverse("accounts:mailbox_remove")).status_code == 302
    assert not Mailbox.objects.exists()


@pytest.mark.parametrize("name", ["mailbox_catcher", "mailbox_resume", "mailbox_remove"])
@pytest.mark.django_db
def test_guests_are_asked_to_log_in(client: Client, name: str) -> None:
    assert client.post(reverse(f"accounts:{name}")).headers["Location"].startswith("/account/login/")


# Paused and resumed


def test_a_paused_mailbox_says_what_its_server_said(kept: Mailbox, owner_client: Client) -> None:
    mailboxes.pause(kept, "535 <b>5.7.8</b> Bad credentials")
    mailboxes.pause(kept, "535 said later")
    html = owner_client.get(URL).content.decode()
    assert "535 &lt;b&gt;5.7.8&lt;/b&gt; Bad credentials" in html
    assert reverse("accounts:mailbox_resume") in html


def test_a_paused_mailbox_is_not_ready_until_it_is_resumed(owner: User, kept: Mailbox, owner_client: Client) -> None:
    mailboxes.pause(kept, "535 no")
    assert not Mailbox.objects.owned_by(owner).ready().exists()
    response = owner_client.post(reverse("accounts:mailbox_resume"), {"next": "/settings/"})
    assert response.headers["Location"] == "/settings/"
    assert Mailbox.objects.owned_by(owner).ready().exists()
    assert mailbox_of(owner).paused_reply == ""


def test_a_test_that_was_overtaken_by_new_settings_says_nothing_about_them(
    owner: User, owner_client: Client, kept: Mailbox
) -> None:
    owner_client.post(URL, VALID | {"password": "another"})
    mailboxes.passed_test(kept)
    assert mailbox_of(owner).tested_at is None


def banner(user: User) -> str:
    request = RequestFactory().get("/")
    request.user = user
    return render_to_string("accounts/_mailbox_banner.html", shell(request))


def test_the_banner_shows_only_while_the_mailbox_is_paused(owner: User, kept: Mailbox) -> None:
    assert banner(owner).strip() == ""
    mailboxes.pause(kept, "535 no")
    assert "535 no" in banner(owner)
    assert URL in banner(owner)


def test_the_banner_needs_no_mailbox(stranger: User) -> None:
    assert banner(stranger).strip() == ""


def test_a_page_that_shows_no_mailbox_asks_for_none(
    owner: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    request = RequestFactory().get("/")
    request.user = owner
    owner.preferences  # noqa: B018 (asked for once, by the middleware)
    with django_assert_num_queries(0):
        context = shell(request)
    with django_assert_num_queries(1):
        assert not context["mailbox"]


# The mail catcher of a trial installation


def test_the_catcher_is_one_click(owner: User, owner_client: Client, settings: Settings) -> None:
    settings.MAIL_CATCHER_AT = ("127.0.0.1", 2599)
    assert b"Use the mail catcher" in owner_client.get(URL).content
    assert owner_client.post(reverse("accounts:mailbox_catcher")).headers["Location"] == URL
    caught = mailbox_of(owner)
    assert (caught.email, caught.host, caught.port) == ("owner@example.com", "127.0.0.1", 2599)
    assert (caught.security, caught.username, caught.sealed_password) == ("none", "", "")


def test_the_catcher_takes_the_place_of_a_mailbox(
    owner: User, kept: Mailbox, owner_client: Client, settings: Settings
) -> None:
    settings.MAIL_CATCHER_AT = ("127.0.0.1", 2599)
    owner_client.post(reverse("accounts:mailbox_catcher"), {"next": "/settings/nudges/"})
    assert mailbox_of(owner).pk == kept.pk
    assert mailbox_of(owner).sealed_password == ""


def test_without_a_catcher_there_is_none(owner_client: Client, settings: Settings) -> None:
    settings.MAIL_CATCHER_AT = None
    assert b"Use the mail catcher" not in owner_client.get(URL).content
    assert owner_client.post(reverse("accounts:mailbox_catcher")).status_code == 404


def test_a_tested_mailbox_says_when(kept: Mailbox, owner_client: Client) -> None:
    assert kept.tested_at is not None
    assert kept.tested_at <= timezone.now()
    html = owner_client.get(URL).content.decode()
    assert "A test message was accepted" in html
