"""Typed readers for settings that come from the environment.

Every name may also be given as NAME_FILE, the path of a file that holds the value: that is how container
platforms hand over secrets.
"""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

YES = frozenset({"1", "true", "yes", "on"})
NO = frozenset({"0", "false", "no", "off", ""})


def text(name: str, default: str = "") -> str:
    """The value of NAME, else the stripped content of the file NAME_FILE, else `default`.

    Raises ImproperlyConfigured when both are given or when the file cannot be read.
    """
    value, path = os.environ.get(name), os.environ.get(f"{name}_FILE")
    if value and path:
        raise ImproperlyConfigured(f"Give {name} or {name}_FILE, not both.")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE: {error}.") from error
    return value if value is not None else default


def required(name: str) -> str:
    """Like `text`, but an empty value raises ImproperlyConfigured."""
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"Set {name} (or {name}_FILE).")
    return value


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list; blanks around and between the words are dropped."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def flag(name: str, *, default: bool = False) -> bool:
    """1/true/yes/on or 0/false/no/off; anything else raises ImproperlyConfigured."""
    value = text(name, "on" if default else "off").strip().lower()
    if value not in YES | NO:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return value in YES


def number(name: str, default: int) -> int:
    """A whole number, `default` where it is unset or empty; anything else raises ImproperlyConfigured."""
    value = text(name).strip() or str(default)
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from error
