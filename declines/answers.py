"""Keeping what a person says on the way, and what the letters take from it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import get_language

from accounts.states import WrongStatus
from declines.forms import AfterForm, AnswersForm
from declines.letters import refresh_drafts
from declines.models import Decline, Reason
from declines.words.scripts import prepared_answer
from tracker.models import Employer


@transaction.atomic
def keep(decline: Decline, form: AnswersForm) -> bool:
    """Save the answers; a new reason goes into every letter that the person has not touched.

    An answer for whoever asks is prepared with the reason and never written over once it is the person's own.
    Returns whether letters may have changed. Raises WrongStatus once the decline is over.
    """
    if not Decline.objects.open().filter(pk=decline.pk).exists():
        raise WrongStatus(decline.status)
    language = get_language() or "en"
    prepared = {prepared_answer(reason, language) for reason in Reason.values}
    if not decline.answer or decline.answer in prepared:
        decline.answer = prepared_answer(decline.reason, language) if decline.reason else ""
    form.save()
    changed = {"reason", "roles_welcome"} & set(form.changed_data)
    if changed:
        refresh_drafts(decline)
    return bool(changed)


@transaction.atomic
def keep_after(decline: Decline, form: AfterForm) -> None:
    """Save what is to happen afterwards; whether to come back to an employer is kept with the employer."""
    form.save()
    if "may_revisit" in form.changed_data:
        Employer.objects.owned_by(decline.owner).filter(pk=decline.application.employer_id).update(
            may_revisit=decline.may_revisit
        )
