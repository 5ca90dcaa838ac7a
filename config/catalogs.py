"""Translations in the form that Django reads, made without the gettext tools: a bare machine has none."""

from pathlib import Path

import polib


def compile_catalogs(locale: Path) -> list[Path]:
    """Writes the .mo beside every .po in `locale` that is newer; returns those written.

    Raises ValueError, naming the file, when one cannot be parsed, and OSError when one cannot be written.
    """
    written = []
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        try:
            catalog = polib.pofile(str(source), encoding="utf-8")
        except OSError as error:  # polib says a syntax error so, too
            raise ValueError(f"{source}: {error}") from error
        draft = target.with_suffix(".mo.part")
        catalog.save_as_mofile(str(draft))
        draft.replace(target)
        written.append(target)
    return written
