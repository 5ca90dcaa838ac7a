import django
import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config.settings.mail import smtp_options


@pytest.mark.parametrize(
    ("url", "port", "starttls", "tls"),
    [
        ("smtp://mail.example.com", 25, False, False),
        ("smtp+starttls://mail.example.com", 587, True, False),
        ("smtps://mail.example.com", 465, False, True),
        ("smtps://mail.example.com:4650", 4650, False, True),
    ],
)
def test_the_scheme_says_how_the_line_is_encrypted(url: str, port: int, starttls: bool, tls: bool) -> None:
    options = smtp_options(url)
    assert (options["host"], options["port"]) == ("mail.example.com", port)
    assert (options["use_tls"], options["use_ssl"]) == (starttls, tls)


def test_user_and_password_are_percent_decoded() -> None:
    options = smtp_options("smtps://me%40example.com:p%3A%2Fw@mail.example.com")
    assert (options["username"], options["password"]) == ("me@example.com", "p:/w")


def test_no_mail_server_is_waited_for_without_end() -> None:
    assert 0 < smtp_options("smtp://localhost")["timeout"] <= 60
    if django.VERSION < (6, 1):
        assert settings.EMAIL_TIMEOUT


@pytest.mark.parametrize("url", ["mail.example.com", "http://mail.example.com", "smtp://", "smtp://host:port"])
def test_nonsense_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
        smtp_options(url)
