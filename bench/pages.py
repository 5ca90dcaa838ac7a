"""The pages of a long search, beside a bare page of Django in the same minute."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from bench.grounds import Figures
from bench.load import Target, rate_of
from bench.processes import running
from bench.search import long_search
from bench.weight import first_load
from dashboard.listing import TABS
from declines.models import Decline
from tests.house import free_port, until
from tracker.models import Application

SMALL = 100
ROUNDS = 5
WARM_UP = 0.3  # seconds
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def measure(size: str, seconds: str) -> Figures:
    """Requests per second, ratios to the bare page, queries and weight; the medians of a few rounds."""
    big, small = long_search("long@example.com", int(size)), long_search("short@example.com", SMALL)
    settle()
    visits = {owner.pk: Visit(owner) for owner in (big, small)}
    figures: Figures = {"queries_per_page": visits[big.pk].worst_queries()}
    figures["list_html_kb"] = round(len(visits[big.pk].get("/applications/").content) / 1024, 1)
    with served("config.settings.prod") as ours, served("bench.bare.settings") as bare:
        of_big, of_small = (
            {name: Target(ours, path, visits[owner.pk].session) for name, path in pages_of(owner).items()}
            for owner in (big, small)
        )
        pages = {name: (of_big[name], of_small[name]) for name in of_big}
        rounds = in_rounds(Target(bare, f"/{big.pk}/"), pages, float(seconds))
        figures["first_load_gzip_kb"] = first_load(of_big["today"])
    return figures | compared(rounds)


def pages_of(owner: User) -> dict[str, str]:
    """The first application is the one with the most to show."""
    first = Application.objects.owned_by(owner).order_by("pk")[0]
    return {"list": "/applications/", "board": "/board/", "today": "/", "application": first.get_absolute_url()}


def settle() -> None:
    """What PostgreSQL does by itself within a minute of so many new rows. SQLite does nothing of the kind."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


@dataclass(frozen=True)
class Round:
    """Requests per second of the bare page, and of one page in the big and in the small account."""

    bare: float
    big: float
    small: float


class Visit:
    """Somebody who is logged in, in this process, so that queries can be counted."""

    def __init__(self, owner: User) -> None:
        self.owner = owner
        self.client = Client(headers={"host": "localhost"})
        self.client.force_login(owner, backend=BACKEND)
        self.session = self.client.cookies["sessionid"].value

    def get(self, path: str) -> HttpResponse:
        answer = self.client.get(path)
        if answer.status_code != 200 or not isinstance(answer, HttpResponse):
            raise RuntimeError(f"{path} answered {answer.status_code}")
        return answer

    def worst_queries(self) -> int:
        """Of all pages that one looks at, when they are looked at again."""
        declines = [decline.get_absolute_url() for decline in Decline.objects.owned_by(self.owner).open()]
        tabs = [f"/applications/?view={tab}" for tab in TABS]
        application = pages_of(self.owner)["application"]
        views = [f"{application}{view}/" for view in ("interviews", "letters", "notes")]
        others = ["/applications/?q=Editor", "/contacts/", "/correspondence/", "/nudges/", *declines]
        return max(self.queries(path) for path in [*pages_of(self.owner).values(), *tabs, *views, *others])

    def queries(self, path: str) -> int:
        self.get(path)
        with CaptureQueriesContext(connection) as captured:
            self.get(path)
        return len(captured)


@contextmanager
def served(settings: str) -> Iterator[int]:
    """gunicorn as `manage.py up` runs it, one process with eight threads; gives its port."""
    port = free_port()
    env = {
        "DJANGO_SETTINGS_MODULE": settings,
        "WEB_BIND": f"127.0.0.1:{port}",
        "WEB_PROCESSES": "1",
        "WEB_THREADS": "8",
    }
    with running(["-m", "gunicorn", "--config", "python:config.web"], env) as server:

        def answers() -> bool:
            if server.poll() is not None:
                raise RuntimeError(f"gunicorn with {settings} ended")
            return is_open(port)

        until(answers)
        yield port


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def in_rounds(bare: Target, pages: dict[str, tuple[Target, Target]], seconds: float) -> dict[str, list[Round]]:
    """Each page in a big and in a small account, right after the bare page and again in every round: what else the
    machine does falls on all three alike."""
    for target in (bare, *(target for pair in pages.values() for target in pair)):
        rate_of(target, WARM_UP)
    rounds: dict[str, list[Round]] = {name: [] for name in pages}
    for _ in range(ROUNDS):
        for name, (big, small) in pages.items():
            rounds[name].append(Round(*(rate_of(target, seconds).per_s for target in (bare, big, small))))
    return rounds


def compared(rounds: dict[str, list[Round]]) -> Figures:
    """Medians over the rounds."""
    figures: Figures = {}
    for name, some in rounds.items():
        figures[f"{name}_to_bare"] = round(median(each.big / each.bare for each in some), 2)
    growths = {name: median(each.small / each.big for each in some) for name, some in rounds.items()}
    figures["growth"] = round(max(growths.values()), 2)
    figures |= {f"growth_{name}": round(growth, 2) for name, growth in growths.items()}
    figures["bare_per_s"] = round(median(each.bare for some in rounds.values() for each in some))
    return figures | {f"{name}_per_s": round(median(each.big for each in some)) for name, some in rounds.items()}
