"""A letter that was left lying: nudges by mail and in the page, once each, until it is settled.

The worker, the clock and the mail are real. Only the hours are not waited for: the decision is moved back.
"""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import models
from django.utils import timezone

from accounts.models import Preferences
from declines.models import Decline, Letter
from reminders.models import Nudge, Reminder, Snooze
from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.test_pages import faults
from tests.house import until
from tests.stack import Mail
from tracker.models import Interview

A_LINK = re.compile(r"http://localhost:\d+(/nudges/\S+)")
IN_NINE_DAYS = dt.timedelta(days=9)


def one_letter_sent(person: Person) -> Decline:
    """A decline of which the recruiter has heard and the employer has not."""
    person.sign_up()
    person.leave_little_to_undo()
    person.use_the_mail_catcher()
    person.add_application()
    person.move_to_second_interview()
    person.record_the_invitation("<invitation@mail.example>", "Your second interview", timezone.now() + IN_NINE_DAYS)
    decline = person.decline()
    person.review("recruiter")
    person.send()
    person.stack.wait_for_mails(1, to=person.recruiters_email, since=person.mail_before)
    return decline


def nudges(person: Person, count: int) -> list[Mail]:
    """The nudge mails to the person, once they are exactly so many."""
    mails = person.stack.wait_for_mails(count, to=person.email, since=person.mail_before)
    assert len(mails) == count
    assert all(mail.is_nudge for mail in mails)
    return mails


def swept(person: Person) -> None:
    """Ring, and wait until a sweep has looked at the person's rows once more."""
    marker = Reminder.objects.using(person.stack.alias).create(
        owner=person.stack.user(person.email),
        kind="decline_not_sent",
        subject="decline:0",
        sequence=f"sweep-{timezone.now():%H%M%S%f}",
        due_at=timezone.now() + dt.timedelta(days=365),
    )
    person.stack.sweep()
    # Nobody asked for it, so a sweep lets go of it; what was due then is carried in the same sweep.
    rows = Reminder.objects.using(person.stack.alias).filter(pk=marker.pk)
    until(lambda: rows.get().status == Reminder.Status.NOT_NEEDED, 20)
    rows.delete()
    person.page.wait_for_timeout(300)


def unseen(person: Person) -> int:
    """How many nudges Today shows."""
    person.page.goto("/")
    return person.page.locator("#unseen-nudges li form[action='/nudges/seen/']").count()


def keep_quiet(person: Person, *, now: bool) -> None:
    """Say in the settings that it is night now, or that it never is."""
    wall = timezone.localtime(timezone=zoneinfo.ZoneInfo(preferences(person).zone))
    hours = (wall - dt.timedelta(hours=1), wall + dt.timedelta(hours=1))
    if not now:
        hours = (wall + dt.timedelta(hours=5), wall + dt.timedelta(hours=6))
    person.page.goto("/settings/nudges/")
    for name, hour in zip(("quiet_from", "quiet_until"), hours, strict=True):
        person.page.locator(f"[name={name}]").fill(f"{hour:%H:%M}")
    person.page.locator("main form:has([name=quiet_from]) .btn-primary").click()
    until(lambda: preferences(person).quiet_from.minute == hours[0].minute, 5)


def preferences(person: Person) -> Preferences:
    return Preferences.objects.using(person.stack.alias).get(user__email=person.email)


def everything(person: Person) -> list[list[dict[str, object]]]:
    """Every row that a nudge's link could change."""
    kinds: list[type[models.Model]] = [Decline, Letter, Nudge, Reminder, Snooze, Interview]
    return [
        list(model._default_manager.using(person.stack.alias).filter(owner__email=person.email).order_by("pk").values())
        for model in kinds
    ]


def link(mail: Mail, part: str) -> str:
    paths: list[str] = A_LINK.findall(mail.text)
    return next(path for path in paths if part in path)


def test_a_letter_left_lying_is_heard_of_at_each_hour_once(meet: Meet) -> None:
    person = meet()
    decline = one_letter_sent(person)
    swept(person)
    assert not [mail for mail in person.stack.mails(person.mail_before) if mail.is_nudge]

    person.stack.pass_hours(person.email, 4)
    (first,) = nudges(person, 1)  # nobody rang: the clock did
    assert unseen(person) == 1
    assert first["From"].endswith("<kind-regards@localhost>")
    assert "Eleanor Smith" in first.text
    assert "Kartika" not in first.text
    swept(person)
    swept(person)
    nudges(person, 1)

    keep_quiet(person, now=True)
    person.stack.pass_hours(person.email, 8)
    swept(person)
    nudges(person, 1)
    keep_quiet(person, now=False)
    for hours, count in ((0, 2), (12, 3), (24, 4)):
        person.stack.pass_hours(person.email, hours)
        person.stack.sweep()
        nudges(person, count)
    swept(person)
    mails = nudges(person, 4)
    assert len({mail["Message-ID"] for mail in mails}) == 4
    assert unseen(person) == 1  # the newest word stands for those before it

    check_the_links(meet, person, mails[-1], decline)


def check_the_links(meet: Meet, person: Person, mail: Mail, decline: Decline) -> None:
    """To the letter after log-in; to buttons without one, where looking changes nothing."""
    person.page.goto(link(mail, "/open/"))
    assert person.path == f"{decline.get_absolute_url()}#letter-employer"

    scanner = meet()  # anybody, or a program that follows links
    before = everything(person)
    scanner.page.goto(link(mail, "/open/"))
    assert scanner.path.startswith("/account/login/")
    scanner.page.goto(link(mail, "/answer/"))
    assert faults(scanner, Axe()) == []
    assert everything(person) == before

    scanner.go(scanner.page.locator("button[name=do][value='2h']"))
    person.stack.pass_hours(person.email, 24)
    swept(person)
    nudges(person, 4)
    assert unseen(person) == 0
    snoozed = Snooze.objects.using(person.stack.alias).filter(owner__email=person.email)
    snoozed.update(until=timezone.now())
    person.stack.sweep()
    nudges(person, 5)

    scanner.page.goto(link(mail, "/answer/"))
    scanner.go(scanner.page.locator("button[name=do][value^='sent-']"))
    assert person.declined().status == "completed"
    assert person.application().outcome == "declined"
    hear_no_more(person, 5)


def hear_no_more(person: Person, count: int) -> None:
    """However long it lies, nothing more comes and nothing is left in the page."""
    person.stack.pass_hours(person.email, 48)
    swept(person)
    nudges(person, count)
    assert unseen(person) == 0
    waiting = Reminder.objects.using(person.stack.alias).filter(owner__email=person.email, status="waiting")
    assert not waiting.filter(kind="decline_not_sent").exists()


def send_it(person: Person) -> None:
    person.review("employer")
    person.send()
    person.see_it_done()


def phone(person: Person) -> None:
    way = person.page.locator("#way-employer")
    way.locator("details > summary").first.click()
    person.go(way.locator("form:has(input[value=phoned]) button"))


def go_after_all(person: Person) -> None:
    person.go(person.page.locator("form[action$='/reconsider/'] button").first)


@pytest.mark.parametrize(
    ("act", "decline_status", "interview_status"),
    [(send_it, "completed", "declined"), (phone, "completed", "declined"), (go_after_all, "reconsidered", "invited")],
)
def test_nudges_end(meet: Meet, act: Callable[[Person], None], decline_status: str, interview_status: str) -> None:
    person = meet()
    decline = one_letter_sent(person)
    person.stack.pass_hours(person.email, 4)
    person.stack.sweep()
    nudges(person, 1)
    person.page.goto(decline.get_absolute_url())
    act(person)
    after = person.declined()
    assert after.status == decline_status
    assert after.interview is not None
    assert after.interview.status == interview_status
    assert person.application().is_open == (decline_status == "reconsidered")
    hear_no_more(person, 1)
