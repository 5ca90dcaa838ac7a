"""Measures one database: the one of TEST_DATABASE_URL, which must be empty."""

import statistics
import sys
import time
from collections.abc import Callable

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

import correspondence.tasks  # noqa: E402
import declines.tasks  # noqa: E402
import reminders.tasks  # noqa: E402
from accounts.models import User  # noqa: E402
from dashboard.sample.fill import fill  # noqa: E402
from declines.models import Decline  # noqa: E402
from tests import make  # noqa: E402

TIMES = 20
INTERVIEWED = 10  # one application in so many has a second interview


def person_with(applications: int) -> User:
    """Somebody with the sample search and so many applications more."""
    person = make.signed(User.objects.create_user(email="bench@example.com"))
    fill(person)
    with transaction.atomic():
        for number in range(applications):
            application = make.application(person, f"Position {number}", f"Employer {number % 97}")
            if number % INTERVIEWED == 0:
                make.hiring_manager(application)
                make.interview(application)
    return person


def measured(act: Callable[[], object]) -> tuple[list[float], int]:
    """Milliseconds of each of TIMES runs, sorted, and the queries of one."""
    with CaptureQueriesContext(connection) as queries:
        act()
    asked = len(queries)  # before a later request clears the log
    taken = []
    for _ in range(TIMES):
        started = time.perf_counter()
        act()
        taken.append((time.perf_counter() - started) * 1000)
    return sorted(taken), asked


def report(name: str, act: Callable[[], object]) -> None:
    taken, queries = measured(act)
    slow = taken[int(len(taken) * 0.95) - 1]
    print(f"  {name:28} median {statistics.median(taken):7.1f} ms   95% {slow:7.1f} ms   {queries:3} queries")


def main(applications: int) -> None:
    call_command("migrate", verbosity=0)
    started = time.perf_counter()
    person = person_with(applications)
    print(f"  filled in {time.perf_counter() - started:.1f} s")
    browser = Client(raise_request_exception=True)
    browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    decline = Decline.objects.owned_by(person).latest("pk")
    pages = ["/", "/board/", "/applications/", "/applications/?q=Position+77", "/contacts/", "/correspondence/"]
    for path in [*pages, f"/applications/{decline.application_id}/", decline.get_absolute_url()]:

        def get(path: str = path) -> None:
            status = browser.get(path).status_code
            if status != 200:
                raise SystemExit(f"{path} answered {status}")

        report(f"GET {path}", get)
    for sweep in (correspondence.tasks.sweep, reminders.tasks.sweep, declines.tasks.sweep):
        report(sweep.name, sweep)


if __name__ == "__main__":
    main(int(sys.argv[1]))
