from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.models import Application


def rows(request: HttpRequest, owner: int) -> HttpResponse:
    """The fifty that were last spoken of: an index has them in this order."""
    applications = Application.objects.filter(owner=owner).select_related("employer", "stage")
    return render(request, "bare.html", {"rows": applications[:50]})
