"""Letters through the whole program: pages, a real worker and clock, a real broker that can be stopped, and a
mail server whose log alone says what left."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Barrier
from urllib.parse import urlencode, urlsplit, urlunsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from accounts.models import Mailbox, User
from accounts.states import WrongStatus
from config import valkey
from config.settings.base import database
from config.tether import tethered
from correspondence import dispatch, outbox
from correspondence.models import Message, OutgoingMail
from declines.models import Decline, Letter
from tests import make
from tests.house import House, opened, until
from tests.smtp_sink import SmtpSink, accept_and, hang, read_log

pytestmark = [pytest.mark.services, pytest.mark.timeout(180)]

S = OutgoingMail.Status
SOON = 45.0  # seconds: a sweep comes every 5, and a worker looks for its broker again after 2, 4, 6 …


@dataclass
class Broker:
    """A real one of our own, that can be stopped."""

    var: Path
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis+socket://{valkey.socket_path(self.var)}"

    def start(self) -> None:
        command = tethered(valkey.command(self.var))
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE)
        until(lambda: valkey.answers(self.var))

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            assert self.process.stdin
            self.process.stdin.close()
            self.process = None


@dataclass
class Post:
    """The running program, its broker and the mail server that everybody's mailbox is at."""

    house: House
    broker: Broker
    sink: SmtpSink
    met: list[User] = field(default_factory=list)

    def person(self, undo_seconds: int = 0) -> Person:
        """Somebody new who declines a second interview, with both letters drafted."""
        number = len(self.met)
        user = User.objects.create_user(email=f"person{number}@example.com")
        self.met.append(user)
        decline = make.decline(user)
        user.preferences.undo_seconds = undo_seconds
        user.preferences.save()
        make.mailbox(user, self.sink.port)
        return Person(self.house.port, user, decline)

    def copies(self, *mails: OutgoingMail) -> list[int]:
        """How often the mail server took each."""
        taken = Counter(entry["message_id"] for entry in read_log(self.sink.log))
        return [taken[mail.message_id] for mail in mails]


class Person:
    """A browser without JavaScript, logged in."""

    def __init__(self, port: int, user: User, decline: Decline) -> None:
        self.port, self.user, self.decline = port, user, decline
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        self.cookies = {name: morsel.value for name, morsel in client.cookies.items()}

    def ask(self, method: str, path: str, given: Mapping[str, str] | None = None) -> tuple[int, str]:
        """Status and text of the answer, redirects not followed."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            headers = {"Host": f"localhost:{self.port}", "Cookie": cookies}
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request(method, path, urlencode(given or {}), headers)
            answer = connection.getresponse()
            for cookie in answer.headers.get_all("Set-Cookie") or []:
                name, _equals, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def press(self, page: str, action: str, **given: str) -> int:
        """Open a page and press a button of the form that posts to `action`; the status of the answer."""
        status, text = self.ask("GET", page)
        assert status == 200
        form = text[text.index(f'action="{action}"') :].partition("</form>")[0]
        hidden = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
        return self.ask("POST", action, hidden | given)[0]

    def send(self, audience: str = "employer") -> OutgoingMail:
        """Look one of the two letters over, and send it."""
        letter = make.letter(self.decline, audience)
        page = f"/letters/{letter.pk}/send/"
        assert self.press(page, page) == 302
        mail = Letter.objects.select_related("mail").get(pk=letter.pk).mail
        assert mail
        return mail


@pytest.fixture(scope="module")
def own_database(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of a new database, which is this process's too as long as it lasts."""
    folder = tmp_path_factory.mktemp("database")
    given = os.environ.get("TEST_DATABASE_URL", "")
    name = f"sending_{os.getpid()}"
    if given:
        with psycopg.connect(given, autocommit=True) as server:
            server.execute(f"CREATE DATABASE {name}")
    url = urlunsplit(urlsplit(given)._replace(path=f"/{name}")) if given else f"sqlite:///{folder / 'db.sqlite3'}"
    usual, connection = connections.databases["default"], connections["default"]
    connections.databases["default"] = {**usual, **database(url)}
    connections["default"] = connections.create_connection("default")
    try:
        with django_db_blocker.unblock():
            yield url
    finally:
        connections["default"].close()
        connections["default"] = connection
        connections.databases["default"] = usual
        if given:
            with psycopg.connect(given, autocommit=True) as server:
                server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def _post(tmp_path_factory: pytest.TempPathFactory, own_database: str) -> Iterator[Post]:
    folder = tmp_path_factory.mktemp("post")
    broker = Broker(folder / "broker")
    with SmtpSink() as sink:
        broker.start()
        more = {
            "DATABASE_URL": own_database,
            "REDIS_URL": broker.url,
            "SECRET_KEY": settings.SECRET_KEY,
            "FIELD_KEYS": " ".join(settings.FIELD_KEYS),
        }
        try:
            with opened(folder / "var", more) as house:
                yield Post(house, broker, sink)
        finally:
            broker.stop()


@pytest.fixture
def post(_post: Post) -> Post:
    """Everything runs, and the mail server takes everything."""
    _post.sink.behave()
    if _post.broker.process is None:
        _post.broker.start()
    until(lambda: len(_post.house.pool()) == 2)
    return _post


def status_of(mail: OutgoingMail) -> str:
    return OutgoingMail.objects.values_list("status", flat=True).get(pk=mail.pk)


def is_in(status: str, *mails: OutgoingMail) -> bool:
    return all(status_of(mail) == status for mail in mails)


def test_letters_leave_by_themselves_once_undo_is_over(post: Post) -> None:
    person = post.person(undo_seconds=2)
    sent, undone = person.send("employer"), person.send("recruiter")
    letter = make.letter(person.decline, "recruiter")
    assert person.press(f"/declines/{person.decline.pk}/", f"/letters/{letter.pk}/undo/") == 302

    until(lambda: is_in(S.SENT, sent), SOON)
    assert status_of(undone) == S.CANCELLED
    assert post.copies(sent, undone) == [1, 0]
    [entry] = [entry for entry in read_log(post.sink.log) if entry["message_id"] == sent.message_id]
    assert entry["at"] >= sent.due_at.timestamp()
    assert entry["recipients"] == ["e.smith@xyz-corporation.example"]

    message = Message.objects.get(mail=sent)
    status, page = person.ask("GET", "/correspondence/")
    assert (status, f"/correspondence/{message.pk}/" in page) == (200, True)
    assert until(lambda: Letter.objects.get(mail=sent).accounted) == Letter.Accounted.MAILBOX


def test_without_redis_pages_work_and_letters_wait_and_leave_when_it_is_back(post: Post) -> None:
    people = [post.person() for _person in range(3)]
    post.broker.stop()
    started = time.monotonic()
    mails = [person.send(audience) for person in people for audience in ("employer", "recruiter")]
    for person in people:
        for page in ("/", "/correspondence/", f"/declines/{person.decline.pk}/"):
            assert person.ask("GET", page)[0] == 200
    pages = 2 * len(mails) + 3 * len(people)
    assert (time.monotonic() - started) / pages < 1, "seconds a page"

    time.sleep(6)  # more than a sweep
    assert is_in(S.QUEUED, *mails)
    assert post.copies(*mails) == [0] * 6

    post.broker.start()
    until(lambda: is_in(S.SENT, *mails), SOON)
    assert post.copies(*mails) == [1] * 6
    assert Message.objects.filter(mail__in=mails).count() == 6
    until(lambda: not Decline.objects.filter(owner__in=[person.user for person in people], status="open").exists())


def test_a_killed_worker_loses_nothing_and_doubles_nothing(post: Post) -> None:
    before, after, *others = (post.person() for _person in range(5))
    for person, name in ((before, "before"), (after, "after")):
        contact = make.letter(person.decline).recipient.contact  # type: ignore[union-attr]
        contact.email = f"{name}@xyz-corporation.example"
        contact.save()
    post.sink.at("rcpt", hang(), recipient="before@xyz-corporation.example")
    post.sink.at("dot", accept_and(hang()), recipient="after@xyz-corporation.example")

    # Both of the pool's processes are held: one before the gate, one after it.
    unsent, unknown = before.send(), after.send()
    until(lambda: is_in(S.CLAIMED, unsent) and is_in(S.TRANSMITTING, unknown), SOON)
    waiting = [person.send() for person in others]
    [worker] = post.house.part("worker")
    worker.kill()
    post.sink.behave()

    # Let their leases be over at once instead of in half a minute.
    until(lambda: OutgoingMail.objects.filter(pk__in=[unsent.pk, unknown.pk]).update(lease_until=timezone.now()))
    until(lambda: is_in(S.SENT, unsent, *waiting), SOON)
    until(lambda: is_in(S.UNCONFIRMED, unknown), SOON)
    assert post.copies(unsent, unknown, *waiting) == [1, 1, 1, 1, 1]

    # It was taken by the server, but nobody could know: only the person says so, and nothing is sent again.
    time.sleep(6)
    assert is_in(S.UNCONFIRMED, unknown)
    assert after.press("/correspondence/", f"/mail/{unknown.pk}/settle/", arrived="yes") == 302
    assert is_in(S.SENT, unknown)
    assert Message.objects.filter(mail=unknown).count() == 1
    assert post.copies(unknown) == [1]


def test_many_hands_reach_for_the_same_letters_while_they_are_undone(post: Post) -> None:
    """Beside the program's own worker: undone means that nothing came, sent that one copy did."""
    people = [post.person() for _person in range(8)]
    letters = [make.letter(person.decline, audience) for person in people for audience in ("employer", "recruiter")]
    mails = [a_mail_of(letter) for letter in letters]

    every_other, start = mails[::2], Barrier(8)

    def with_own_connection(do: Callable[[OutgoingMail], object], seed: int) -> None:
        try:
            start.wait()
            for mail in mails[2 * seed :] + mails[: 2 * seed]:
                do(mail)
        finally:
            connections.close_all()

    def undo(mail: OutgoingMail) -> None:
        if mail in every_other:
            with contextlib.suppress(WrongStatus):
                outbox.undo(mail)

    with ThreadPoolExecutor(8) as hands:
        given = [lambda mail: dispatch.deliver(mail.pk)] * 6 + [undo] * 2
        done = [hands.submit(with_own_connection, do, seed) for seed, do in enumerate(given)]
    for each in done:
        each.result()

    until(lambda: all(status_of(mail) in (S.SENT, S.CANCELLED) for mail in mails), SOON)
    assert post.copies(*mails) == [int(status_of(mail) == S.SENT) for mail in mails]
    sent = [mail for mail in mails if status_of(mail) == S.SENT]
    assert len(sent) >= len(mails) - len(every_other)
    assert Message.objects.filter(mail__in=mails).count() == len(sent)


def a_mail_of(letter: Letter) -> OutgoingMail:
    """The letter in line, to leave at once."""
    assert letter.recipient
    return outbox.queue(
        mailbox=Mailbox.objects.get(owner=letter.owner),
        recipient=letter.recipient,
        purpose=letter.purpose,
        subject=letter.subject,
        body=letter.body,
        language=letter.language,
        idempotency_key=outbox.new_key(),
    )
