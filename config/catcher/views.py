from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.catcher import folder

PER_PAGE = 25


@require_safe
def mail_list(request: HttpRequest) -> HttpResponse:
    """The caught messages, newest first; the page exists only where the catcher runs."""
    if not settings.MAIL_CATCHER:
        raise Http404
    page = Paginator(folder.names(settings.MAIL_CATCHER_DIR), PER_PAGE).get_page(request.GET.get("page"))
    read = (folder.read(settings.MAIL_CATCHER_DIR, name) for name in page)
    return render(request, "catcher/list.html", {"page": page, "mails": [mail for mail in read if mail]})


@require_safe
def mail_detail(request: HttpRequest, name: str) -> HttpResponse:
    """One caught message, as plain text."""
    mail = folder.read(settings.MAIL_CATCHER_DIR, name) if settings.MAIL_CATCHER else None
    if mail is None:
        raise Http404
    return render(request, "catcher/detail.html", {"mail": mail})
