"""The private folder of a stand-alone installation, and the secrets that are made once and kept there."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from cryptography.fernet import Fernet

from config.preflight import NotReadyError, private_folder


def new_secret_key() -> str:
    return secrets.token_urlsafe(48)


def new_field_key() -> str:
    return Fernet.generate_key().decode()


def kept_secret(folder: Path, name: str, make: Callable[[], str]) -> str:
    """The secret in `folder`/`name`, made with mode 600 when it is missing.

    Two processes may ask at once: the file is written aside and linked into place, so that the first one wins
    and nobody ever reads half a key.
    """
    path = private_folder(folder) / name
    if not path.exists():
        draft = path.with_suffix(f".{os.getpid()}")
        try:
            draft.touch(mode=0o600)
            draft.write_text(make(), encoding="ascii")
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        except OSError as error:
            raise NotReadyError(f"cannot keep a secret at {path}: {error.strerror}.") from error
        finally:
            draft.unlink(missing_ok=True)
    return path.read_text(encoding="ascii")
