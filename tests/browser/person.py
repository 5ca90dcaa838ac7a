"""Somebody in the middle of a job search, at a window: what they do, by names and addresses rather than words,
so that the same walk serves every language."""

from __future__ import annotations

import datetime as dt
import re
import time
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

from accounts.models import Preferences
from declines.models import Decline
from tests.browser.guard import Guard
from tests.browser.hands import Pointer
from tests.stack import Mail, Stack
from tracker.models import Application, Stage

PASSWORD = "kind words cost nothing"
SHOWN = ":visible"
PATIENCE = 20.0  # seconds until a letter has left


@dataclass
class Person:
    page: Page
    hands: Pointer
    stack: Stack
    guard: Guard
    language: str
    number: int
    has_scripts: bool = True

    def __post_init__(self) -> None:
        # Addresses of their own, so that the catcher can be asked for theirs alone.
        self.name = "Nadia Prameswari"
        self.email = f"nadia{self.number}@prameswari.example"
        self.employers_email = f"e.smith{self.number}@xyz-corporation.example"
        self.recruiters_email = f"kartika{self.number}@rekankarier.example"
        self.mail_before = self.stack.newest_mail()

    # Getting about.

    def follow(self, href: str, within: str = "") -> None:
        """Follow a link that can be seen; on a small screen it may be in the menu."""
        link = self.page.locator(f"{within} a[href='{href}']{SHOWN}")
        if link.count() == 0:
            self.hands.press(self.page.locator(".kr-bar summary"))
        self.go(link.first)

    def go(self, to: Locator) -> None:
        """Press what leads to another page, and be there."""
        before = self.page.evaluate("performance.timeOrigin")
        self.hands.press(to)
        self.page.wait_for_function("before => performance.timeOrigin !== before", arg=before)
        self.page.wait_for_load_state()

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.stack.url)

    # Arriving.

    def sign_up(self) -> None:
        page, hands = self.page, self.hands
        page.goto("/")
        if self.language != "en":
            self.go(page.locator(f"button[name=language][value={self.language}]{SHOWN}"))
        if "/signup/" not in page.url:
            self.go(page.locator("main a[href^='/account/signup/']"))
        assert page.locator("html").get_attribute("lang") == self.language
        hands.write(page.locator("main [name=name]"), self.name)
        hands.write(page.locator("main [name=email]"), self.email)
        hands.write(page.locator("main [name=password1]"), PASSWORD)
        self.go(page.locator("main form .btn-primary"))
        assert self.path == "/", page.locator("main").inner_text()

    def use_the_mail_catcher(self) -> None:
        self.follow("/settings/")
        self.follow("/settings/mailbox/", within="main")
        self.go(self.page.locator("main form[action$='/mailbox/catcher/'] button"))

    def leave_little_to_undo(self, seconds: int = 0) -> None:
        """Shorten the wait between Send and the letter's leaving."""
        mine = Preferences.objects.using(self.stack.alias).filter(user__email=self.email)
        assert mine.update(undo_seconds=seconds) == 1

    # The search.

    def add_application(self) -> Application:
        """Marketing Associate at XYZ Corporation, with a recruiter of an agency and Ms. Smith."""
        page, write = self.page, self.hands.write
        self.follow("/applications/add/")
        write(page.locator("[name=position]"), "Marketing Associate")
        write(page.locator("[name=employer_name]"), "XYZ Corporation")
        folds = page.locator("main form details > summary")
        self.hands.press(folds.nth(0))
        write(page.locator("[name=recruiter-name]"), "Kartika Wulandari")
        self.hands.choose(page.locator("[name=recruiter-honorific]"), "ms")
        write(page.locator("[name=recruiter-agency]"), "Rekan Karier")
        write(page.locator("[name=recruiter-email]"), self.recruiters_email)
        self.hands.press(folds.nth(1))
        write(page.locator("[name=employer-name]"), "Eleanor Smith")
        self.hands.choose(page.locator("[name=employer-honorific]"), "ms")
        write(page.locator("[name=employer-email]"), self.employers_email)
        self.go(page.locator("main form .btn-primary"))
        assert re.fullmatch(r"/applications/\d+/", self.path), page.locator("main").inner_text()
        return self.application()

    def move_to_second_interview(self) -> None:
        """By the menu of the application; the page then offers to record the interview."""
        second = self._stage(2)
        self.hands.press(self.page.locator("button[popovertarget=moves]"))
        self.hands.press(self.page.locator(f"#moves button[name=stage][value='{second.pk}']"))
        self.page.locator(".kr-toast a[href*='/interviews/add/?round=2']").wait_for()
        assert self.application().stage.round == 2

    def record_the_invitation(self, message_id: str, subject: str, starts_at: dt.datetime) -> None:
        page, write = self.page, self.hands.write
        self.go(page.locator(".kr-toast a[href*='/interviews/add/?round=2']"))
        assert page.locator("[name=round]").input_value() == "2"
        self.hands.set_time(page.locator("[name=starts_at]"), starts_at)
        write(page.locator("[name=invitation_subject]"), subject)
        write(page.locator("[name=invitation_message_id]"), message_id)
        self.go(page.locator("main form .btn-primary"))
        assert re.fullmatch(r"/applications/\d+/", self.path), page.locator("main").inner_text()

    # The decline.

    def decline(self) -> Decline:
        self.go(self.page.locator("main button[formaction$='/decline/']"))
        assert re.fullmatch(r"/declines/\d+/", self.path), self.page.locator("main").inner_text()
        return self.declined()

    def letter(self, audience: str) -> str:
        """The letter as it stands in its field on the decline's page."""
        return self._paper(audience).input_value()

    def reader(self, audience: str) -> str:
        return self.page.locator(f"#letter-{audience} .kr-paper__to").inner_text()

    def add_to_letter(self, audience: str, text: str) -> None:
        """Type at its end; it is kept by itself, or with a button where there are no scripts."""
        self.hands.add(self._paper(audience), text)
        if not self.has_scripts:
            self.go(self.page.locator(f"#write-{audience} button"))

    def review(self, audience: str) -> str:
        """Go to the final review; the letter as it would leave."""
        self.go(self.page.locator(f"#way-{audience} a.btn-primary"))
        assert re.fullmatch(r"/letters/\d+/send/", self.path), self.page.locator("main").inner_text()
        return self.page.locator("article .kr-body").inner_text()

    def send(self) -> None:
        """The button of the review. The page says by itself when the letter has left; without scripts it does
        so when it is looked at again."""
        self.go(self.page.locator("main form[action$='/send/'] .btn-primary"))
        assert re.match(r"/declines/\d+/", self.path), self.page.locator("main").inner_text()
        end = time.monotonic() + PATIENCE
        while self.page.locator("article[hx-get*='/state/']").count():
            assert time.monotonic() < end, self.page.locator("main").inner_text()
            self.page.wait_for_timeout(100)
            if not self.has_scripts:
                self.page.reload()
        self.page.wait_for_load_state()

    def see_it_done(self) -> None:
        """Both readers have heard, and the page says so."""
        assert not self.declined().is_open
        assert self.page.locator("main a.btn-primary[href='/']").count() == 1
        assert self.page.locator("article .kr-state").count() == 2

    # What came of it.

    def letters_caught(self) -> list[Mail]:
        """Everything the catcher took since this person arrived, but nudges and what others sent."""
        mails = self.stack.mails(self.mail_before)
        return [mail for mail in mails if not mail.is_nudge]

    def application(self) -> Application:
        return (
            Application.objects.using(self.stack.alias)
            .select_related("stage", "employer", "owner")
            .get(owner__email=self.email)
        )

    def declined(self) -> Decline:
        declines = Decline.objects.using(self.stack.alias).select_related("interview", "application")
        return declines.get(owner__email=self.email)

    def _stage(self, round_: int) -> Stage:
        return Stage.objects.using(self.stack.alias).get(owner__email=self.email, round=round_)

    def _paper(self, audience: str) -> Locator:
        return self.page.locator(f"#letter-{audience} textarea[name=body]")
