"""A mailbox password opens in its own row, with a key we hold, and nowhere else."""

from __future__ import annotations

import base64

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from accounts.secrets import SecretUnreadable, is_sealed_with_newest_key, seal, unseal

ROW = "accounts.Mailbox.password:7"
OLD = "an old key, of more than thirty-two characters"
NEW = "a new key, also of more than thirty-two characters"


@given(
    text=st.text(st.characters(exclude_categories=["Cs"])),
    row=st.text(st.characters(exclude_categories=["Cs"])),
)
def test_what_was_sealed_opens_in_its_row(text: str, row: str) -> None:
    assert unseal(seal(text, row), row) == text


def test_nothing_of_the_secret_shows() -> None:
    token = seal("correct horse battery staple", ROW)
    assert b"horse" not in base64.urlsafe_b64decode(token.split(".")[2])
    assert "horse" not in token


def test_the_same_secret_never_looks_the_same() -> None:
    assert seal("x", ROW) != seal("x", ROW)


def test_another_row_cannot_open_it() -> None:
    token = seal("secret", ROW)
    with pytest.raises(SecretUnreadable):
        unseal(token, "accounts.Mailbox.password:8")


def test_any_changed_character_is_noticed() -> None:
    token = seal("secret", ROW)
    for place in range(len(token)):
        other = "A" if token[place] != "A" else "B"
        with pytest.raises(SecretUnreadable):
            unseal(token[:place] + other + token[place + 1 :], ROW)


@pytest.mark.parametrize("token", ["", "x", "v1.abc", "v1..", "v1.00000000.AAAA", "secret", "é.é.é", "a.b.c.d"])
def test_what_was_never_sealed_is_unreadable(token: str) -> None:
    with pytest.raises(SecretUnreadable):
        unseal(token, ROW)


def test_a_damaged_value_under_our_key_is_unreadable() -> None:
    key_id = seal("secret", ROW).split(".")[1]
    for body in ("", "AAAA", "AAAAAAAAAAAAAAAA", "not base64!"):
        with pytest.raises(SecretUnreadable):
            unseal(f"v1.{key_id}.{body}", ROW)


def test_a_new_key_reads_on_what_the_old_one_sealed(settings: Settings) -> None:
    settings.FIELD_KEYS = [OLD]
    old_token = seal("secret", ROW)

    settings.FIELD_KEYS = [NEW, OLD]
    assert unseal(old_token, ROW) == "secret"
    assert not is_sealed_with_newest_key(old_token)
    new_token = seal(unseal(old_token, ROW), ROW)
    assert is_sealed_with_newest_key(new_token)

    settings.FIELD_KEYS = [NEW]
    assert unseal(new_token, ROW) == "secret"
    with pytest.raises(SecretUnreadable, match="not in FIELD_KEYS"):
        unseal(old_token, ROW)


@pytest.mark.parametrize("keys", [[], [""], ["short"], [NEW, "short"]])
def test_nothing_is_sealed_without_a_usable_key(settings: Settings, keys: list[str]) -> None:
    token = seal("secret", ROW)
    settings.FIELD_KEYS = keys
    with pytest.raises(ImproperlyConfigured, match="FIELD_KEYS"):
        seal("secret", ROW)
    with pytest.raises(ImproperlyConfigured, match="FIELD_KEYS"):
        unseal(token, ROW)


def test_the_error_does_not_repeat_the_value() -> None:
    token = seal("secret", ROW)
    with pytest.raises(SecretUnreadable) as caught:
        unseal(token, "other")
    assert token not in str(caught.value)
