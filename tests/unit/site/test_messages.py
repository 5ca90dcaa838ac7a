"""The catalogues hold exactly the texts of the program: each translated, with its own placeholders."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import call_command

SOURCES = ("accounts", "config", "correspondence", "dashboard", "declines", "reminders", "templates", "tracker")
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}")
Key = tuple[str, str, str]


def key(entry: polib.POEntry) -> Key:
    return (entry.msgctxt or "", entry.msgid, entry.msgid_plural or "")


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.po"))


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> set[Key]:
    """Every text that the sources mark for translation, as the gettext tools find them."""
    assert shutil.which("xgettext"), "gettext is not installed"
    folder = tmp_path_factory.mktemp("texts")
    for name in SOURCES:  # copies, for the tools write beside each file, and tests run side by side
        shutil.copytree(settings.BASE_DIR / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "locale").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        call_command("makemessages", locale=["id"], keep_pot=True, verbosity=0)
    return {key(entry) for entry in polib.pofile(str(folder / "locale" / "django.pot"))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(texts: set[Key], language: str) -> None:
    translated = {
        key(entry) for entry in catalogue(language) if entry.translated() and not entry.fuzzy and not entry.obsolete
    }
    assert texts - translated == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_has_lost_its_text(texts: set[Key], language: str) -> None:
    """`make messages` drops them; one that stays is mostly a text that was changed and not translated anew."""
    assert {key(entry) for entry in catalogue(language)} - texts == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_placeholders(language: str) -> None:
    wrong = []
    for entry in catalogue(language):
        wanted = {frozenset(PLACEHOLDER.findall(text)) for text in (entry.msgid, entry.msgid_plural) if text}
        given = [entry.msgstr] if not entry.msgid_plural else list(entry.msgstr_plural.values())
        wrong += [(entry.msgid, text) for text in given if frozenset(PLACEHOLDER.findall(text)) not in wanted]
    assert wrong == []


def test_the_sources_are_all_there_are() -> None:
    """A new app whose texts nobody collects would never be translated."""
    apps = {path.parent.name for path in Path(settings.BASE_DIR).glob("*/__init__.py")} - {"bench", "tests"}
    assert apps | {"templates"} == set(SOURCES)
