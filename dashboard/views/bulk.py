"""Several applications at once, from the list: moved or closed together, and taken back together."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from accounts.notices import done
from accounts.requests import PersonRequest, next_page
from dashboard import bulk as flow
from dashboard.filters import without
from dashboard.listing import PAGE
from dashboard.views.applications import list_page
from tracker.models import Application, Outcome, Stage

SALT = "dashboard.bulk"


@login_required
@require_POST
def bulk(request: PersonRequest) -> HttpResponse:
    """What is picked goes to the column `stage`, or is closed with `outcome`."""
    picked = [int(pk) for pk in request.POST.getlist("pick")[:PAGE] if pk.isdecimal() and len(pk) < 19]
    applications = list(
        Application.objects.owned_by(request.user).filter(pk__in=picked).select_related("stage", "employer", "owner")
    )
    stage = _own_stage(request)
    outcome = request.POST.get("outcome", "")
    if not applications:
        return list_page(request, gettext("Choose at least one application first."), status=422)
    if stage is None and outcome not in Outcome.values:
        return list_page(
            request, gettext("Choose a stage to move them to, or an outcome to close them with."), status=422
        )
    result = flow.move(applications, stage) if stage else flow.close(applications, outcome)
    _say(request, result, stage, outcome)
    return redirect(f"{reverse('dashboard:applications')}?{without(request.GET)}")


@login_required
@require_POST
def undo(request: PersonRequest, signed: str) -> HttpResponse:
    """Take back one such act."""
    try:
        before: dict[str, int] = signing.loads(signed, salt=f"{SALT}.{request.user.pk}")
    except signing.BadSignature as error:
        raise Http404 from error
    stages = {stage.pk: stage for stage in Stage.objects.owned_by(request.user)}
    applications = Application.objects.owned_by(request.user).filter(pk__in=before)
    was = {int(pk): stages[stage_pk] for pk, stage_pk in before.items() if stage_pk in stages}
    count = flow.undo(applications.select_related("stage", "owner"), was)
    text = ngettext("One application put back.", "%(count)d applications put back.", count)
    done(request, text % {"count": count})
    return redirect(next_page(request, reverse("dashboard:applications")))


def _own_stage(request: PersonRequest) -> Stage | None:
    pk = request.POST.get("stage", "")
    if not pk.isdecimal() or len(pk) > 18:
        return None
    return Stage.objects.owned_by(request.user).filter(pk=pk).first()


def _say(request: PersonRequest, result: flow.Done, stage: Stage | None, outcome: str) -> None:
    count = len(result.changed)
    if stage:
        text = ngettext("One application moved to %(stage)s.", "%(count)d applications moved to %(stage)s.", count) % {
            "count": count,
            "stage": stage.title,
        }
    else:
        text = ngettext(
            "One application closed: %(outcome)s.", "%(count)d applications closed: %(outcome)s.", count
        ) % {"count": count, "outcome": Outcome(outcome).label}
    if result.left:
        text += " " + ngettext("One was left as it is.", "%(count)d were left as they are.", result.left) % {
            "count": result.left
        }
    signed = signing.dumps(
        {str(pk): was for pk, was in result.changed}, salt=f"{SALT}.{request.user.pk}", compress=True
    )
    done(request, text, reverse("dashboard:bulk_undo", args=[signed]) if count else "")
