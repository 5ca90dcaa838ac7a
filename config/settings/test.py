"""The test suite: SQLite, or the database of TEST_DATABASE_URL or DATABASE_URL."""

from config import env
from config.settings.base import *  # noqa: F403
from config.settings.base import database

DEBUG = False
SECRET_KEY = "a key for tests alone, known to everybody"  # noqa: S105
FIELD_KEYS = ["Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCAwMTI="]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

_url = env.text("TEST_DATABASE_URL") or env.text("DATABASE_URL")
DATABASES = {"default": database(_url or "sqlite:///:memory:") | {"CONN_MAX_AGE": 0}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_RATE_LIMITS = False
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MAIL_ALLOW_PRIVATE_HOSTS = True
