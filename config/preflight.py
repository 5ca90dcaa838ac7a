"""What can keep the program from starting, said in one line to the person who started it."""

import os
from pathlib import Path


class NotReadyError(Exception):
    """The message is one plain sentence: what is missing, and what helps."""


def private_folder(path: Path) -> Path:
    """Makes `path` for this user alone (mode 700), or raises NotReadyError when it cannot be written."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.access(path, os.W_OK | os.X_OK):
            raise PermissionError(13, "not writable")
        path.chmod(0o700)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise NotReadyError(
            f"the folder {path} cannot be written ({reason}). Choose another one with KR_VAR=/some/folder."
        ) from error
    return path
