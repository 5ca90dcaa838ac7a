"""A page's markup as far as every page must keep to it."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

LINKS = ("href", "src", "action", "formaction")


class Markup(HTMLParser):
    """What stands in a page: its h1s, its title, its language, and what its own policy forbids."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.h1s = 0
        self.title = ""
        self.language = ""
        self.ids: Counter[str] = Counter()
        self.forbidden: list[str] = []
        self._in: list[str] = []
        self.feed(text)

    @property
    def is_whole(self) -> bool:
        """Whether it is a page, rather than a part of one."""
        return self.language != ""

    @property
    def faults(self) -> list[str]:
        twice = [f"two elements have the id {name}" for name, count in self.ids.items() if count > 1]
        if not self.is_whole:
            return self.forbidden + twice
        name = self.title.replace("Kind Regards", "").strip(" ·\n")
        return [
            *self.forbidden,
            *twice,
            *([f"{self.h1s} h1s"] if self.h1s != 1 else []),
            *(["no title of its own"] if not name else []),
        ]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self.h1s += tag == "h1"
        if tag == "html":
            self.language = given.get("lang") or ""
        if given.get("id"):
            self.ids[str(given["id"])] += 1
        for name, value in given.items():
            if name == "style" or name.startswith("on"):
                self.forbidden.append(f"<{tag} {name}={value!r}>")
            if name in LINKS and (value or "").strip().lower().startswith("javascript:"):
                self.forbidden.append(f"<{tag} {name}={value!r}>")
        if tag == "style" or (tag == "script" and not (given.get("src") or "").startswith("/static/")):
            self.forbidden.append(f"<{tag}>")
        if tag == "img" and not (given.get("src") or "").startswith(("/static/", "data:")):
            self.forbidden.append(f"<img src={given.get('src')!r}>")
        self._in.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._in and self._in.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._in and self._in[-1] == "title":
            self.title += data
