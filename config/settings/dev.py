"""A person's own computer: `make run`, or `manage.py runserver` with DEBUG=1."""

from config import env
from config.local import kept_secret, new_field_key, new_secret_key
from config.settings.base import *  # noqa: F403
from config.settings.base import FIELD_KEYS, VAR_DIR

DEBUG = env.flag("DEBUG")
SECRET_KEY = env.text("SECRET_KEY") or kept_secret(VAR_DIR, "secret_key", new_secret_key)
FIELD_KEYS = FIELD_KEYS or [kept_secret(VAR_DIR, "field_key", new_field_key)]

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.words("ALLOWED_HOSTS")]
INTERNAL_IPS = ["127.0.0.1"]

# One web process: its own memory is cache enough, and no table is needed.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Served from where they lie: nothing to collect before the first page, and an edit shows at once.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MAIL_ALLOW_PRIVATE_HOSTS = True
