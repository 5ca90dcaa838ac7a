"""Where sign-up and log-in are ours and not allauth's: who the newcomer is, which addresses we take, and
links and mails that a forged or failing outside world cannot spoil."""

from __future__ import annotations

import logging
import smtplib
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.addresses import mail_address
from accounts.models import Language, User
from accounts.zones import guess

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:
        """Save a newcomer; name, language and time zone are known from the first page on."""
        with transaction.atomic():
            saved: User = super().save_user(request, user, form, commit)
            language = get_language()
            preferences = saved.preferences
            preferences.name = form.cleaned_data["name"]
            preferences.zone = guess(request.COOKIES)
            preferences.language = preferences.letter_language = (
                language if language in Language.values else Language.ENGLISH
            )
            preferences.save()
        return saved

    def clean_email(self, email: str) -> str:
        try:
            return mail_address(email)
        except ValueError as refusal:
            raise ValidationError(str(refusal)) from refusal

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send, or say plainly that it failed: in the same words whether or not there is such an account."""
        links = {name: _on_our_site(url) for name, url in context.items() if name.endswith("_url")}
        try:
            super().send_mail(template_prefix, email, context | links)
        except (OSError, smtplib.SMTPException):
            logger.exception("could not send %s", template_prefix)
            messages.error(
                self.request, _("Our mail server does not answer. Please ask for the mail again in a while.")
            )


def _on_our_site(url: str) -> str:
    """The same page on the site as it is configured, whatever Host the request claimed."""
    return settings.SITE_URL + urlunsplit(("", "", *urlsplit(url)[2:]))
