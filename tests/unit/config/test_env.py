from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env


def test_a_value_comes_from_the_environment_or_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env.text("KR_TEST", "fallback") == "fallback"
    monkeypatch.setenv("KR_TEST", "given")
    assert env.text("KR_TEST", "fallback") == "given"


def test_a_value_may_come_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("from a file\n")
    monkeypatch.setenv("KR_TEST_FILE", str(tmp_path / "secret"))
    assert env.text("KR_TEST") == "from a file"


def test_a_missing_file_and_a_double_value_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KR_TEST_FILE", str(tmp_path / "absent"))
    with pytest.raises(ImproperlyConfigured, match="KR_TEST_FILE"):
        env.text("KR_TEST")
    monkeypatch.setenv("KR_TEST", "and a value")
    with pytest.raises(ImproperlyConfigured, match="not both"):
        env.text("KR_TEST")


def test_a_required_value_may_not_be_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KR_TEST", "")
    with pytest.raises(ImproperlyConfigured, match="KR_TEST"):
        env.required("KR_TEST")


@pytest.mark.parametrize(("written", "meant"), [("1", True), ("Yes", True), ("off", False), ("", False)])
def test_flags(monkeypatch: pytest.MonkeyPatch, written: str, meant: bool) -> None:
    monkeypatch.setenv("KR_TEST", written)
    assert env.flag("KR_TEST", default=not meant) is meant


def test_nonsense_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KR_TEST", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="KR_TEST"):
        env.flag("KR_TEST")
    with pytest.raises(ImproperlyConfigured, match="KR_TEST"):
        env.number("KR_TEST", 1)


def test_lists_drop_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KR_TEST", " a, ,b ,")
    assert env.words("KR_TEST") == ["a", "b"]


@pytest.mark.parametrize("written", ["", " "])
def test_an_empty_number_is_unset(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("KR_TEST", written)
    assert env.number("KR_TEST", 8000) == 8000
    monkeypatch.setenv("KR_TEST", "8001")
    assert env.number("KR_TEST", 8000) == 8001
