"""How the instance sends its own mail: log-in mail and nudges.

Letters do not come this way: they leave from each person's own mailbox. EMAIL_URL is one address,

    smtp://user:password@host:25        no encryption; for a server on this machine or in this network
    smtp+starttls://user:password@host:587
    smtps://user:password@host:465

with the user and the password percent-encoded. Without it mail is written to the console.
"""

from typing import Any
from urllib.parse import unquote, urlsplit

import django
from django.core.exceptions import ImproperlyConfigured

from config import env

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
TIMEOUT = 15  # seconds; Django's default is to wait for ever


def smtp_options(url: str) -> dict[str, Any]:
    """The keyword arguments of Django's SMTP backend for an EMAIL_URL.

    Raises ImproperlyConfigured when it is not one.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS[parts.scheme]
    except (KeyError, ValueError) as error:
        raise ImproperlyConfigured(
            "EMAIL_URL must begin with smtp://, smtp+starttls:// or smtps:// and name a host."
        ) from error
    if not parts.hostname:
        raise ImproperlyConfigured("EMAIL_URL names no host.")
    return {
        "host": parts.hostname,
        "port": port,
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": parts.scheme == "smtp+starttls",
        "use_ssl": parts.scheme == "smtps",
        "timeout": TIMEOUT,
    }


EMAIL_URL = env.text("EMAIL_URL")

# The catcher keeps every message in a folder instead of passing it on; /dev/mail/ shows them.
MAIL_CATCHER = env.flag("MAIL_CATCHER")
MAIL_IS_REAL = bool(EMAIL_URL) and not MAIL_CATCHER

_backend = f"django.core.mail.backends.{'smtp' if EMAIL_URL else 'console'}.EmailBackend"
_options = smtp_options(EMAIL_URL) if EMAIL_URL else {}

# Where it listens, for a person's mailbox in one click: (host, port), or None.
MAIL_CATCHER_AT: tuple[str, int] | None = (_options["host"], _options["port"]) if MAIL_CATCHER and _options else None

if django.VERSION >= (6, 1):
    MAILERS = {"default": {"BACKEND": _backend, "OPTIONS": _options}}
else:
    EMAIL_BACKEND = _backend
    EMAIL_TIMEOUT = TIMEOUT
    if _options:
        EMAIL_HOST = _options["host"]
        EMAIL_PORT = _options["port"]
        EMAIL_HOST_USER = _options["username"]
        EMAIL_HOST_PASSWORD = _options["password"]
        EMAIL_USE_TLS = _options["use_tls"]
        EMAIL_USE_SSL = _options["use_ssl"]

DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Kind Regards <kind-regards@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Whether a person's own mailbox may be on this machine or in this network. On a server that strangers use it
# must stay off: it would let them knock at every port inside.
MAIL_ALLOW_PRIVATE_HOSTS = env.flag("MAIL_ALLOW_PRIVATE_HOSTS")
