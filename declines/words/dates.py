"""Days and months by the language of the letter, whatever the language of the page."""

from __future__ import annotations

from datetime import date

_WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "id": "Senin Selasa Rabu Kamis Jumat Sabtu Minggu",
}
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
}


def month_name(day: date, language: str) -> str:
    return _MONTHS[language].split()[day.month - 1]


def short_date(day: date | None, language: str) -> str:
    """“26 November”; empty without a day."""
    return f"{day.day} {month_name(day, language)}" if day else ""


def long_date(day: date | None, language: str) -> str:
    """“Thursday, 26 November” or “Kamis, 26 November”; empty without a day."""
    return f"{_WEEKDAYS[language].split()[day.weekday()]}, {short_date(day, language)}" if day else ""
