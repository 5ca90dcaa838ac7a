"""Pictures of the running program: python -m tests.screenshots

Somebody signs up in a house of their own and fills in the sample search; then each page is taken light and dark, wide
and narrow, in both languages. They go to var/screenshots/; the one that the README shows goes to docs/images/ too.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.house import opened, until

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "var" / "screenshots"
IN_README = {"today-1280-light-en": ROOT / "docs" / "images" / "today.png"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage"]
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
SIZES = {1280: 800, 375: 812}  # width and height of the window, in CSS pixels
PAGES = {
    "today": "/",
    "board": "/board/",
    "applications": "/applications/",
    "contacts": "/contacts/",
    "correspondence": "/correspondence/",
    "nudges": "/nudges/",
    "add": "/applications/add/",
    "preferences": "/settings/",
    "mailbox": "/settings/mailbox/",
    "settings-nudges": "/settings/nudges/",
    "account": "/settings/account/",
    "sample": "/settings/sample/",
}


def main() -> None:
    """Takes them all, and says where they are."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    chromium = next(filter(None, map(shutil.which, BROWSERS)), None)
    with (
        tempfile.TemporaryDirectory(prefix="kr-shots-") as name,
        opened(Path(name) / "var") as house,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        shoot(browser, f"http://localhost:{house.port}", Path(name) / "cookies.json")
        browser.close()
    for picture, target in IN_README.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PICTURES / f"{picture}.png", target)
    sys.stdout.write(f"{len(list(PICTURES.iterdir()))} pictures are in {PICTURES.relative_to(ROOT)}/.\n")


def shoot(browser: Browser, site: str, cookies: Path) -> None:
    """Every page in every way; `cookies` is a file for those of the person."""
    person = window(browser, site).new_page()
    sign_up(person)
    until(lambda: has_nudges(person))
    pages = PAGES | numbered(person)
    for language in ("en", "id"):
        person.goto("/settings/")
        person.locator(f"button[name=language][value={language}]").first.click()
        person.wait_for_load_state()
        person.context.storage_state(path=cookies)
        for width in SIZES:
            for scheme in SCHEMES:
                take(window(browser, site, width, scheme, cookies), pages, f"{width}-{scheme}-{language}")


def window(
    browser: Browser, site: str, width: int = 1280, scheme: Scheme = "light", cookies: Path | None = None
) -> BrowserContext:
    return browser.new_context(
        base_url=site,
        viewport={"width": width, "height": SIZES[width]},
        color_scheme=scheme,
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="Asia/Jakarta",
        storage_state=cookies,
    )


def sign_up(page: Page) -> None:
    """Somebody new, with the mail catcher as their mailbox and the sample search in their account."""
    page.goto("/account/signup/")
    page.fill("main [name=name]", "Nadia Prameswari")
    page.fill("main [name=email]", "nadia@prameswari.example")
    page.fill("main [name=password1]", "kind words cost nothing")
    page.click("main form button.btn-primary")
    page.goto("/settings/mailbox/")
    page.click("main form[action$='/catcher/'] button")
    page.goto("/settings/sample/")
    page.click("main button[value=fill]")
    page.wait_for_url("/")


def has_nudges(page: Page) -> bool:
    """Whether the sweep has come round to what is late."""
    page.goto("/nudges/")
    return page.locator("#nudges li").count() > 0


def numbered(page: Page) -> dict[str, str]:
    """The pages with a number in their address, found by their links."""

    def link(to: str) -> str:
        return (page.locator(f"main a[href^='{to}']").first.get_attribute("href") or "").partition("#")[0]

    found = {}
    for name, position in (("", "Marketing Associate"), ("-done", "Brand Lead")):
        page.goto("/applications/?view=all&q=" + position.replace(" ", "+"))
        page.locator("main table a").filter(has_text=position).first.click()
        found[f"application{name}"] = page.url.removeprefix(page.url.partition("/applications/")[0])
        found[f"decline{name}"] = link("/declines/")
    return found


def take(context: BrowserContext, pages: dict[str, str], manner: str) -> None:
    page = context.new_page()
    for name, path in pages.items():
        page.goto(path)
        page.wait_for_load_state("load")
        page.screenshot(path=PICTURES / f"{name}-{manner}.png", full_page=True)
    context.close()


if __name__ == "__main__":
    main()
