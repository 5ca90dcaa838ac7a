"""A server starts with its secrets or not at all.

Each case is a process of its own: settings are read once.
"""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

COMPLETE = {
    "SECRET_KEY": "x" * 60,
    "FIELD_KEYS": "Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCAwMTI=",
    "DATABASE_URL": "postgres://kr@db/kr",
    "REDIS_URL": "redis://redis:6379/0",
    "EMAIL_URL": "smtps://mail.example.com",
    "SITE_URL": "https://kr.example.com",
}
READ = """
import json
from django.conf import settings
names = "ALLOWED_HOSTS SESSION_COOKIE_NAME SESSION_COOKIE_SECURE SECURE_SSL_REDIRECT".split()
names += "SECURE_HSTS_SECONDS ACCOUNT_EMAIL_VERIFICATION DEBUG CSRF_TRUSTED_ORIGINS CSRF_COOKIE_NAME".split()
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


def start(**env: str) -> subprocess.CompletedProcess[str]:
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", READ],
        env=clean | {"DJANGO_SETTINGS_MODULE": "config.settings.prod"} | env,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("missing", ["SECRET_KEY", "FIELD_KEYS", "DATABASE_URL", "REDIS_URL", "SITE_URL"])
def test_it_refuses_to_start_without(missing: str) -> None:
    done = start(**{name: value for name, value in COMPLETE.items() if name != missing})
    assert done.returncode != 0
    assert f"Set {missing}" in done.stderr


def test_it_refuses_one_key_for_two_locks() -> None:
    done = start(**COMPLETE | {"FIELD_KEYS": COMPLETE["SECRET_KEY"]})
    assert "must differ" in done.stderr


def test_behind_https_everything_is_secure() -> None:
    read = json.loads(start(**COMPLETE).stdout)
    assert read == {
        "ALLOWED_HOSTS": ["kr.example.com"],
        "SESSION_COOKIE_NAME": "__Host-session",
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "SESSION_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31536000,
        "ACCOUNT_EMAIL_VERIFICATION": "mandatory",
        "CSRF_TRUSTED_ORIGINS": ["https://kr.example.com"],
        "DEBUG": False,
    }


def test_a_trial_without_https_can_still_log_in() -> None:
    read = json.loads(start(**COMPLETE | {"SITE_URL": "http://localhost:8000"}).stdout)
    assert read["SESSION_COOKIE_SECURE"] is False
    assert read["SECURE_SSL_REDIRECT"] is False
    assert read["ALLOWED_HOSTS"] == ["localhost"]
