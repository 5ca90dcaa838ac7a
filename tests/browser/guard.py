"""Watches a window for what must never happen in it: a request to somewhere else, an error, a broken policy."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

# A violation that no console line tells of (one in a style set by a script) is made into one.
TELL = """document.addEventListener("securitypolicyviolation", event =>
    console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
window.alert = window.confirm = window.prompt = text => console.error(`dialog: ${text}`);"""
STATUS_LINE = re.compile(r"the server responded with a status of (\d+)")


class Guard:
    """Collects what went wrong; `check` fails with it. `allowed` are statuses that the test asks for."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.url = url
        self.wrong: list[str] = []
        self.allowed: set[int] = set()
        context.add_init_script(TELL)
        context.on("request", self._on_request)
        context.on("response", self._on_response)
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)

    def check(self) -> None:
        assert not self.wrong, "\n".join(self.wrong)

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.url}/", "data:", "blob:")):
            self.wrong.append(f"left the server: {request.method} {request.url}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.allowed:
            self.wrong.append(f"{response.status}: {response.request.method} {response.url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        status = STATUS_LINE.search(message.text)
        if status is None or int(status[1]) not in self.allowed:
            where = message.page.url if message.page else ""
            self.wrong.append(f"console {message.type} at {where}: {message.text}")

    def _on_error(self, error: WebError) -> None:
        self.wrong.append(f"script error: {error.error}")
