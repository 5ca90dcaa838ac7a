"""Secrets of a stand-alone installation, and the folder they lie in."""

import os
from pathlib import Path

import pytest

from config.local import kept_secret, new_field_key, new_secret_key
from config.preflight import NotReadyError, private_folder


def test_a_secret_is_made_once_and_for_us_alone(tmp_path: Path) -> None:
    var = tmp_path / "var"
    first = kept_secret(var, "secret_key", new_secret_key)
    assert kept_secret(var, "secret_key", new_secret_key) == first
    assert len(first) >= 50
    assert (var.stat().st_mode & 0o777, (var / "secret_key").stat().st_mode & 0o777) == (0o700, 0o600)
    assert [path.name for path in var.iterdir()] == ["secret_key"]


def test_whoever_comes_second_takes_the_first_ones_secret(tmp_path: Path) -> None:
    def make_while_another_does() -> str:
        (tmp_path / "field_key").write_text("theirs")
        return new_field_key()

    assert kept_secret(tmp_path, "field_key", make_while_another_does) == "theirs"


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotReadyError, match="KR_VAR"):
        private_folder(tmp_path / "file" / "var")


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write anywhere
    with pytest.raises(NotReadyError, match="cannot be written"):
        private_folder(tmp_path)
