import smtplib
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from config.catcher import folder

LETTER = (
    b"From: =?utf-8?q?Ren=C3=A9?= <rene@example.com>\r\nTo: b@example.com\r\n"
    b"Subject: =?utf-8?q?A_=3Cb=3E?=\r\n"
    b"Message-ID: <1@example.com>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    b"<script>1</script> http://localhost/x\r\n"
)


@pytest.fixture
def post(tmp_path: Path, settings: Settings) -> Path:
    settings.MAIL_CATCHER = True
    settings.MAIL_CATCHER_DIR = tmp_path / "mail"
    return tmp_path / "mail"


def test_a_message_is_kept_as_it_came_under_its_envelope(post: Path) -> None:
    path = folder.keep(post, "a@example.com", ["b@example.com", "c@example.com"], LETTER)
    assert path.read_bytes() == (
        b"Return-Path: <a@example.com>\r\nDelivered-To: b@example.com\r\nDelivered-To: c@example.com\r\n" + LETTER
    )
    assert (post.stat().st_mode & 0o777) == 0o700


def test_the_oldest_go(post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "KEPT", 3)
    kept = [folder.keep(post, "a@example.com", ["b@example.com"], LETTER).stem for _ in range(5)]
    assert folder.names(post) == kept[:1:-1]


@pytest.mark.django_db
def test_the_list_shows_the_newest_first_and_is_bounded(post: Path, client: Client) -> None:
    assert "No mail has been sent yet" in client.get("/dev/mail/").content.decode()
    for number in range(30):
        folder.keep(post, "a@example.com", [f"r{number}@example.com"], LETTER)
    page = client.get("/dev/mail/").content.decode()
    assert page.index("r29@example.com") < page.index("r28@example.com")
    assert "r4@example.com" not in page
    assert "r4@example.com" in client.get("/dev/mail/?page=2").content.decode()
    assert "René" in page


@pytest.mark.django_db
def test_a_message_is_shown_as_text(post: Path, client: Client) -> None:
    name = folder.keep(post, "a@example.com", ["b@example.com"], LETTER).stem
    page = client.get(f"/dev/mail/{name}/").content.decode()
    assert "A &lt;b&gt;" in page
    assert "&lt;script&gt;1&lt;/script&gt;" in page
    assert '<a href="http://localhost/x"' in page
    assert "&lt;1@example.com&gt;" in page


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\r\n\r\n\xff",
        b"Subject: =?no-such?q?x?=\r\nContent-Type: text/plain; charset=no-such\r\n\r\nx",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>",
    ],
)
@pytest.mark.django_db
def test_odd_messages_are_shown_too(post: Path, client: Client, content: bytes) -> None:
    name = folder.keep(post, "", ["b@example.com"], content).stem
    assert client.get("/dev/mail/").status_code == 200
    assert client.get(f"/dev/mail/{name}/").status_code == 200


@pytest.mark.django_db
def test_no_such_message(post: Path, client: Client) -> None:
    for name in ("1", "12345678901", "up-lock"):
        assert client.get(f"/dev/mail/{name}/").status_code == 404


@pytest.mark.django_db
def test_without_the_catcher_there_is_no_such_page(post: Path, client: Client, settings: Settings) -> None:
    name = folder.keep(post, "a@example.com", ["b@example.com"], LETTER).stem
    settings.MAIL_CATCHER = False
    assert client.get("/dev/mail/").status_code == 404
    assert client.get(f"/dev/mail/{name}/").status_code == 404


@pytest.mark.django_db
def test_pages_are_only_read(post: Path, client: Client) -> None:
    assert client.post("/dev/mail/").status_code == 405


def test_the_server_takes_mail_with_any_login(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "config.catcher.server", str(tmp_path / "mail"), str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as server:
        try:
            with connected(port) as smtp:
                smtp.login("anybody", "anything")
                smtp.sendmail("a@example.com", ["b@example.com"], LETTER)
        finally:
            server.terminate()
            server.communicate()
    (name,) = folder.names(tmp_path / "mail")
    caught = folder.read(tmp_path / "mail", name)
    assert caught is not None
    assert caught.recipients == ["b@example.com"]
    assert caught.header("Message-ID") == "<1@example.com>"


def connected(port: int) -> smtplib.SMTP:
    for _ in range(100):
        try:
            return smtplib.SMTP("127.0.0.1", port, timeout=5)
        except ConnectionRefusedError:
            time.sleep(0.05)
    raise AssertionError("the catcher did not start")
