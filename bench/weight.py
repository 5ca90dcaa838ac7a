"""What a browser fetches to show a page for the first time, in bytes as they are sent."""

from __future__ import annotations

import http.client
import re
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

from bench.load import Target

CSS_URL = re.compile(rb"url\(\s*[\"']?(?!data:)([^\"')]+)")
FETCHED = {"script": "src", "img": "src", "use": "href"}
RELATIONS = {"stylesheet", "icon", "manifest", "modulepreload", "preload"}


def first_load(target: Target) -> float:
    """KB (1,024 bytes) of the page, its scripts, style sheets and pictures, and what the style sheets name, asked
    for with gzip. The page itself goes as it is: Django compresses no page that holds a secret."""
    with_gzip = _size(target, target.path, "gzip")
    page = _fetch(target, target.path, "identity")
    references = References()
    references.feed(page.decode())
    waiting, seen = [urljoin(target.path, each) for each in references.found], {target.path}
    total = with_gzip
    while waiting:
        path = urldefrag(waiting.pop()).url
        if path in seen:
            continue
        seen.add(path)
        total += _size(target, path, "gzip")
        if path.endswith(".css"):
            named = CSS_URL.findall(_fetch(target, path, "identity"))
            waiting += [urljoin(path, each.decode()) for each in named]
    return round(total / 1024, 1)


class References(HTMLParser):
    """The addresses that a page has a browser fetch by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = dict(attributes)
        if tag == "link" and RELATIONS & set((named.get("rel") or "").split()):
            address = named.get("href")
        else:
            address = named.get(FETCHED.get(tag, ""))
        if address and not address.startswith(("#", "data:")):
            self.found.append(address)


def _size(target: Target, path: str, encoding: str) -> int:
    return len(_fetch(target, path, encoding))


def _fetch(target: Target, path: str, encoding: str) -> bytes:
    """The body as it is sent. Raises RuntimeError for anything but 200."""
    line = http.client.HTTPConnection("127.0.0.1", target.port, timeout=20)
    try:
        cookie = {"Cookie": f"sessionid={target.session}"}
        line.request("GET", path, headers={"Host": "localhost", "Accept-Encoding": encoding, **cookie})
        answer = line.getresponse()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        return answer.read()
    finally:
        line.close()
