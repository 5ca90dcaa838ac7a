import gettext
import os
from pathlib import Path

import pytest

from config.catalogs import compile_catalogs

PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Thank you"
msgstr "Terima kasih"
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "id" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(PO)
    return path


def test_a_translation_is_compiled_once(source: Path, tmp_path: Path) -> None:
    target = source.with_suffix(".mo")
    assert compile_catalogs(tmp_path) == [target]
    assert compile_catalogs(tmp_path) == []
    with target.open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Thank you") == "Terima kasih"


def test_a_newer_text_is_compiled_again(source: Path, tmp_path: Path) -> None:
    compile_catalogs(tmp_path)
    later = source.with_suffix(".mo").stat().st_mtime + 1
    os.utime(source, (later, later))
    assert len(compile_catalogs(tmp_path)) == 1


def test_a_broken_one_is_named(source: Path, tmp_path: Path) -> None:
    source.write_text(PO + "and then nonsense\n")
    with pytest.raises(ValueError, match=r"django\.po"):
        compile_catalogs(tmp_path)
