"""Who wants to hear that a letter's fate is settled: filled by higher apps in their AppConfig.ready.

A call is made after the outcome is committed and may be lost with the process that makes it, so whoever
listens also looks by itself now and then (declines.tasks.sweep).
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from correspondence.models import OutgoingMail

logger = logging.getLogger(__name__)

Listener = Callable[[OutgoingMail], None]
_listeners: list[Listener] = []


def when_settled(listener: Listener) -> None:
    """Have `listener` called with each mail that has become sent, failed or unconfirmed."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(mail: OutgoingMail) -> None:
    """Call every listener; what one of them raises must not undo what the mail server has said."""
    for listener in _listeners:
        try:
            listener(mail)
        except Exception:
            logger.exception("mail %s: a listener failed; the sweep will make up for it", mail.pk)
