"""Every page in both themes: axe finds nothing, nothing leaves the server, no console line, no broken policy.

(The last three are the guard's, which watches every window of every test.)
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from urllib.parse import urldefrag

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve, reverse

from correspondence.models import Message
from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.unit.site.addresses import CASES
from tracker.models import Note

LINKS = "links => links.map(link => link.getAttribute('href')).filter(href => href.startsWith('/'))"
# What reaches beyond the right edge and stands in nothing that scrolls by itself.
WIDE = """() => [...document.querySelectorAll("body *")].filter(each => {
    if (each.getBoundingClientRect().right <= document.documentElement.clientWidth + 1) return false;
    for (let up = each.parentElement; up; up = up.parentElement)
        if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(up).overflowX)) return false;
    return true;
}).slice(0, 3).map(each => each.outerHTML.slice(0, 150))"""
OF_EACH = 2  # an application open and closed, a decline under way and done
# Pages that no link of a person with a search leads to; they are looked at one by one below, or are no pages.
APART = {
    "health",  # for machines
    "reminders:badge",  # a part
    "declines:eml",  # a file
    "account_logout",  # a button everywhere
    "account_inactive",
    "account_email_verification_sent",
    "account_reauthenticate",
    "account_confirm_email",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "reminders:answer",
    "catcher:detail",
    "correspondence:message_edit",
    "tracker:note_edit",
}
GUESTS = ["/account/login/", "/account/signup/", "/account/password/reset/", "/account/password/reset/done/"]
GUESTS += ["/account/inactive/", "/account/confirm-email/", "/account/password/reset/key/done/", "/nowhere/"]
SIGNED_IN = ["/account/reauthenticate/", "/account/logout/", "/nowhere/", "/dev/mail/"]


def name_of(path: str) -> str:
    try:
        return resolve(path.partition("?")[0]).view_name
    except Resolver404:
        return ""


def pages_from(person: Person, start: str) -> Iterator[str]:
    """Follow links from page to page, and stop at each: at most OF_EACH of one kind."""
    seen: Counter[str] = Counter()
    waiting, known = deque([start]), {start}
    while waiting:
        path = waiting.popleft()
        name = name_of(path)
        if not name or name in APART or not CASES[name].is_page or seen[name] >= OF_EACH:
            continue
        seen[name] += 1
        person.page.goto(path)
        yield name
        for href in person.page.locator("a[href]:not([download])").evaluate_all(LINKS):
            clean = urldefrag(href).url
            if clean not in known:
                known.add(clean)
                waiting.append(clean)


def faults(person: Person, axe: Axe) -> list[str]:
    """What axe says of the page as it is."""
    found = axe.run(person.page)
    return [
        f"{person.path}: {violation['id']}: {node['html'][:200]} ({node['failureSummary'][:300]})"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]


def corrections(person: Person) -> list[str]:
    """The forms that only some notes and messages lead to."""
    alias = person.stack.alias
    note = Note.objects.using(alias).filter(owner__email=person.email)[0]
    message = Message.objects.using(alias).filter(owner__email=person.email, mail=None)[0]
    return [reverse("tracker:note_edit", args=[note.pk]), reverse("correspondence:message_edit", args=[message.pk])]


def fill_in_a_search(person: Person) -> None:
    person.page.goto("/settings/sample/")
    person.go(person.page.locator("main button[name=action][value=fill]"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(meet: Meet, theme: str) -> None:
    axe = Axe()
    person = meet(color_scheme=theme)
    person.guard.allowed |= {404, 422}
    found = []
    for path in GUESTS:
        person.page.goto(path)
        found += faults(person, axe)
    assert person.page.locator("html").get_attribute("data-bs-theme") == theme
    person.sign_up()
    found += faults(person, axe)  # Today of a newcomer
    person.use_the_mail_catcher()
    fill_in_a_search(person)

    reached = set()
    for name in pages_from(person, "/"):
        reached.add(name)
        found += faults(person, axe)
    assert {name for name, case in CASES.items() if case.is_page} - APART - reached == set()

    for path in [*SIGNED_IN, *corrections(person)]:
        person.page.goto(path)
        found += faults(person, axe)
    person.page.goto("/applications/add/")
    person.page.locator("[name=posting_url]").fill("not an address")
    person.page.locator("main form").first.evaluate("form => { form.noValidate = true; form.requestSubmit(); }")
    person.page.locator(".is-invalid").first.wait_for()
    found += faults(person, axe)
    assert found == []


@pytest.mark.parametrize("width", [375, 320])  # a phone; a window of 1280 at 400%
def test_no_page_is_wider_than_a_small_screen(meet: Meet, width: int) -> None:
    """In Indonesian, whose words are the longer ones."""
    person = meet(language="id", viewport={"width": width, "height": 740})
    person.sign_up()
    person.use_the_mail_catcher()
    fill_in_a_search(person)
    too_wide = []
    for _name in pages_from(person, "/"):
        over = person.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            too_wide.append((person.path, over, person.page.evaluate(WIDE)))
    assert not too_wide, "\n".join(map(str, too_wide))
