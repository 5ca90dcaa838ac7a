"""Secrets at rest: a mailbox password is readable only with a key that is not in the database, and only in
its row.

Sealed form: `v1.<key id>.<base64url of nonce and AES-256-GCM ciphertext>`. The row's identity is bound in,
so a sealed value copied to another row does not open there.
"""

from __future__ import annotations

import base64
import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

VERSION = "v1"
NONCE_BYTES = 12
SHORTEST_KEY = 32  # characters of a key in settings.FIELD_KEYS


class SecretUnreadable(Exception):
    """The sealed value was made with a key we no longer have, belongs to another row, or is damaged."""


def seal(text: str, aad: str) -> str:
    """Encrypt `text` under the first of `settings.FIELD_KEYS`.

    `aad` names the row and field, such as "accounts.Mailbox.smtp_password:<pk>", and must be the same for
    `unseal`. Raises ImproperlyConfigured if there is no usable key.
    """
    written_key = _keys()[0]
    key_id = _key_id(written_key)
    nonce = os.urandom(NONCE_BYTES)
    ciphertext = _cipher(written_key).encrypt(nonce, text.encode(), _bound(key_id, aad))
    return f"{VERSION}.{key_id}.{base64.urlsafe_b64encode(nonce + ciphertext).decode()}"


def unseal(token: str, aad: str) -> str:
    """The text that was sealed for this `aad`, under whichever of `settings.FIELD_KEYS`.

    Raises SecretUnreadable if it does not open, ImproperlyConfigured if there is no usable key.
    """
    try:
        version, key_id, body = token.split(".")
        sealed = base64.b64decode(body, altchars=b"-_", validate=True)
    except ValueError as error:
        raise SecretUnreadable("not a sealed value") from error
    if base64.urlsafe_b64encode(sealed).decode() != body:
        raise SecretUnreadable("not as it was sealed")  # base64 has bits that decoding ignores
    for written_key in _keys():
        if (version, key_id) == (VERSION, _key_id(written_key)):
            try:
                opened = _cipher(written_key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _bound(key_id, aad))
                return opened.decode()
            except (InvalidTag, ValueError) as error:
                raise SecretUnreadable("sealed for another row, or damaged") from error
    raise SecretUnreadable("sealed with a key that is not in FIELD_KEYS")


def is_sealed_with_newest_key(token: str) -> bool:
    """False for what should be sealed again after a new key was put first in `settings.FIELD_KEYS`."""
    return token.startswith(f"{VERSION}.{_key_id(_keys()[0])}.")


def _keys() -> list[str]:
    keys: list[str] = list(settings.FIELD_KEYS)
    if not keys or any(len(key) < SHORTEST_KEY for key in keys):
        raise ImproperlyConfigured(f"FIELD_KEYS must hold keys of at least {SHORTEST_KEY} random characters each.")
    return keys


def _key_id(written_key: str) -> str:
    return hashlib.sha256(b"kind-regards key id:" + written_key.encode()).hexdigest()[:8]


def _cipher(written_key: str) -> AESGCM:
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"kind-regards field encryption v1")
    return AESGCM(derive.derive(written_key.encode()))


def _bound(key_id: str, aad: str) -> bytes:
    return f"{VERSION}.{key_id}.{aad}".encode()
