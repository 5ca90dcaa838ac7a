"""Notes: the only writer of them."""

from __future__ import annotations

from django.db import transaction

from tracker.models import Application, Note
from tracker.progress import touch


@transaction.atomic
def write(application: Application, body: str) -> Note:
    """Keep a note with an application, as something that was done for it."""
    note = Note.objects.create(owner=application.owner, application=application, body=body)
    touch(application, note.created_at)
    return note
