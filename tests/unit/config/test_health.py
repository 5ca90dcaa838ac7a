import http.server
import threading
from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from config import health


@pytest.mark.django_db
def test_it_is_well_when_the_database_answers(client: Client) -> None:
    answer = client.get("/health/")
    assert (answer.status_code, answer.content) == (200, b"ok")
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.django_db
def test_it_is_not_without_a_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", refuse)
    assert client.get("/health/").status_code == 503


@pytest.mark.django_db
def test_it_is_only_read(client: Client) -> None:
    assert client.post("/health/").status_code == 405


class Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        known = self.path == "/health/" and self.headers["Host"] == "kr.example.com"
        self.send_response(200 if known else 400)
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    with http.server.HTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_asking_from_inside_uses_the_name_people_use(port: int) -> None:
    assert health.ask(port, "kr.example.com")
    assert not health.ask(port, "somebody.else")


def test_nobody_there_is_not_well() -> None:
    assert not health.ask(1, "kr.example.com")
