"""A server on the internet: refuses to start without what it needs."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config import env
from config.settings.base import *  # noqa: F403
from config.settings.base import FIELD_KEYS, SITE_URL

DEBUG = False
SECRET_KEY = env.required("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
env.required("DATABASE_URL")
env.required("REDIS_URL")
env.required("SITE_URL")
if not FIELD_KEYS:
    raise ImproperlyConfigured("Set FIELD_KEYS (or FIELD_KEYS_FILE), to encrypt mailbox passwords with.")
if SECRET_KEY in FIELD_KEYS:
    raise ImproperlyConfigured("FIELD_KEYS must differ from SECRET_KEY.")

_site = urlsplit(SITE_URL)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS") or [_site.hostname or ""]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# SITE_URL says whether people come by https. Plain http is for a trial on one machine.
_https = _site.scheme == "https"
SECURE_SSL_REDIRECT = _https
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # asked from inside the container, without the proxy
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https
SECURE_HSTS_PRELOAD = _https
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
if _https:
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_SECURE = _https
# Only behind a proxy that sets or strips this header itself.
if env.flag("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
