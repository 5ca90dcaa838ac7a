"""How a person works a page: with a pointer, or by keyboard alone. A walk does not know which."""

from __future__ import annotations

import datetime as dt

from playwright.sync_api import Locator, Page

MOST_TABS = 400  # more than any page has stops, so that a round is always made
HAS_FOCUS = "element => element === document.activeElement"
SHOWS_FOCUS = """element => {
    const shown = [element, element.parentElement].map(each => getComputedStyle(each));
    return element.matches(":focus-visible") &&
        shown.some(style => style.outlineStyle !== "none" || style.boxShadow !== "none");
}"""


class Pointer:
    """A mouse or a finger, and a keyboard to type with."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        target.click()

    def write(self, target: Locator, text: str) -> None:
        target.fill(text)

    def add(self, target: Locator, text: str) -> None:
        """Write at the end of what stands there."""
        target.fill(target.input_value() + text)

    def choose(self, target: Locator, value: str) -> None:
        target.select_option(value)

    def set_time(self, target: Locator, moment: dt.datetime) -> None:
        target.fill(f"{moment:%Y-%m-%dT%H:%M}")


class Keyboard(Pointer):
    """Tab, Enter, arrows and letters; every stop on the way must show that it has the focus."""

    def reach(self, target: Locator) -> None:
        target.wait_for(state="visible")
        for _ in range(MOST_TABS):
            if target.evaluate(HAS_FOCUS):
                assert target.evaluate(SHOWS_FOCUS), f"nothing shows that {target} has the focus"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} cannot be reached with the Tab key")

    def press(self, target: Locator) -> None:
        self.reach(target)
        self.page.keyboard.press("Enter")

    def write(self, target: Locator, text: str) -> None:
        self.reach(target)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def add(self, target: Locator, text: str) -> None:
        self.reach(target)
        self.page.keyboard.press("Control+End")
        self.page.keyboard.type(text)

    def choose(self, target: Locator, value: str) -> None:
        self.reach(target)
        self.page.keyboard.press("Home")
        for _ in range(target.locator("option").count()):
            if target.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value} cannot be chosen in {target}")

    def set_time(self, target: Locator, moment: dt.datetime) -> None:
        self.reach(target)
        self.page.keyboard.type(f"{moment:%m%d%Y}")
        self.page.keyboard.press("ArrowRight")
        self.page.keyboard.type(f"{moment:%I%M%p}")
