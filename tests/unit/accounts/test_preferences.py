from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import Preferences, User

URL = "/settings/"
VALID = {
    "name": "Nadia Prameswari",
    "phone": "+62 812 555 0100",
    "zone": "Asia/Jakarta",
    "language": "en",
    "letter_language": "id",
    "undo_seconds": "30",
}


def saved(user: User) -> Preferences:
    return Preferences.objects.get(user=user)


def test_the_page_shows_what_is_kept_and_the_time_there(owner: User, owner_client: Client) -> None:
    Preferences.objects.filter(user=owner).update(name="Nadia", zone="Asia/Jakarta")
    html = owner_client.get(URL).content.decode()
    assert 'value="Nadia"' in html
    assert '<option value="Asia/Jakarta" selected>' in html
    assert "there." in html
    assert html.count("<h1") == 1


def test_saving_keeps_all_of_it_and_comes_back(owner: User, owner_client: Client) -> None:
    response = owner_client.post(URL, VALID, follow=True)
    assert response.redirect_chain == [(URL, 302)]
    assert b"Saved." in response.content
    kept = saved(owner)
    assert {name: str(getattr(kept, name)) for name in VALID} == VALID


def test_a_new_language_speaks_at_once(owner: User, owner_client: Client) -> None:
    response = owner_client.post(URL, VALID | {"language": "id"}, follow=True)
    assert response.headers["Content-Language"] == "id"
    assert owner_client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "id"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "Nadia\u202eimA"),
        ("name", "x" * 121),
        ("phone", "0812\x07"),
        ("zone", "Mars/Olympus"),
        ("zone", ""),
        ("language", "tlh"),
        ("letter_language", ""),
        ("undo_seconds", "121"),
        ("undo_seconds", "-1"),
        ("undo_seconds", "soon"),
    ],
)
def test_what_does_not_fit_comes_back_with_the_text_kept(
    owner: User, owner_client: Client, field: str, value: str
) -> None:
    response = owner_client.post(URL, VALID | {field: value})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert b"+62 812 555 0100" in response.content or field == "phone"
    assert saved(owner).name == ""


def test_an_empty_post_is_bad_input_and_no_error_of_ours(owner_client: Client) -> None:
    assert owner_client.post(URL, {}).status_code == 422


def test_an_old_name_of_a_zone_can_stay(owner: User, owner_client: Client) -> None:
    Preferences.objects.filter(user=owner).update(zone="Asia/Calcutta")
    assert owner_client.post(URL, VALID | {"zone": "Asia/Calcutta"}).status_code == 302
    Preferences.objects.filter(user=owner).update(zone="Japan")
    assert owner_client.post(URL, VALID | {"zone": "Japan"}).status_code == 302


def test_the_browser_s_zone_is_offered_when_it_differs(owner: User, owner_client: Client) -> None:
    owner_client.cookies["kr_zone"] = "America/New_York"
    assert b"Your browser says that you are in America/New York." in owner_client.get(URL).content


def test_each_person_changes_their_own(owner: User, stranger: User, stranger_client: Client) -> None:
    stranger_client.post(URL, VALID)
    assert (saved(owner).name, saved(stranger).name) == ("", "Nadia Prameswari")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["preferences", "mailbox", "nudges", "nudges_day", "account", "delete"])
def test_guests_are_asked_to_log_in(client: Client, name: str) -> None:
    url = reverse(f"accounts:{name}")
    response = client.get(url)
    assert response.status_code == 302
    assert response.headers["Location"].startswith(f"/account/login/?next={url}")


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("preferences", "put"),
        ("mailbox", "delete"),
        ("nudges", "put"),
        ("nudges_day", "post"),
        ("account", "post"),
        ("delete", "put"),
        ("language", "get"),
        ("mailbox_catcher", "get"),
        ("mailbox_resume", "get"),
        ("mailbox_remove", "get"),
    ],
)
def test_other_methods_are_refused(owner_client: Client, name: str, method: str) -> None:
    assert getattr(owner_client, method)(reverse(f"accounts:{name}")).status_code == 405


# The language switch


def switch(client: Client, **data: Any) -> Any:
    return client.post(reverse("accounts:language"), data)


def test_a_person_s_switch_is_kept_with_the_account(owner: User, owner_client: Client) -> None:
    response = switch(owner_client, language="id", next="/settings/nudges/?a=1")
    assert (response.status_code, response.headers["Location"]) == (302, "/settings/nudges/?a=1")
    assert saved(owner).language == "id"


@pytest.mark.django_db
def test_a_guest_s_switch_is_kept_in_the_browser(client: Client) -> None:
    switch(client, language="id", next="/account/login/")
    assert client.get("/account/login/").headers["Content-Language"] == "id"
    switch(client, language="en", next="/account/login/")
    assert client.get("/account/login/").headers["Content-Language"] == "en"


@pytest.mark.django_db
@pytest.mark.parametrize("bad", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_the_switch_leads_nowhere_else(client: Client, bad: str) -> None:
    assert switch(client, language="en", next=bad).headers["Location"] == "/"


def test_a_language_that_the_pages_do_not_speak(owner: User, owner_client: Client) -> None:
    assert switch(owner_client, language="tlh").status_code == 422
    assert switch(owner_client).status_code == 422
    assert saved(owner).language == "en"
