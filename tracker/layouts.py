"""How the forms lie on the page: pairs side by side, what is seldom needed folded away."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _


def plain(*fields: Any) -> FormHelper:
    """One under the other. The template has the form's tag, its token and its buttons."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(*fields)
    return helper


def pair(*fields: Any) -> Div:
    return Div(*fields, css_class="kr-grid2")


def choices(field: str) -> Field:
    """Radio buttons as chips."""
    return Field(field, template="tracker/_choices.html")


def section(title: Any, *fields: Any, text: Any = "") -> Div:
    return Div(Heading(title, text), *fields, css_class="kr-part")


class Heading:
    """An h2 with a line below it; translated when it is shown, not when the form is made."""

    def __init__(self, title: Any, text: Any = "") -> None:
        self.title, self.text = title, text

    def render(self, form: Any, context: Any, template_pack: Any = "", **options: Any) -> str:
        heading = format_html("<h2>{}</h2>", self.title)
        return heading + format_html('<p class="kr-small kr-soft">{}</p>', self.text) if self.text else heading


def new_application() -> FormHelper:
    return plain(
        pair("position", "employer_name"),
        pair("stage", "source"),
        pair("place", "pay"),
        "posting_url",
        pair("applied_on", "follow_up_on"),
        "next_step",
    )


def application_facts() -> FormHelper:
    return plain(
        "version",
        pair("position", "employer_name"),
        pair("place", "pay"),
        pair("source", "posting_url"),
        pair("applied_on", "follow_up_on"),
        "next_step",
    )


def person(is_recruiter: bool) -> FormHelper:
    """A recruiter has an agency and no choice of role; the employer's people the other way round."""
    house = ["role", pair("agency", "job_title")] if is_recruiter else [pair("role", "job_title")]
    return plain(
        pair("name", "honorific"),
        *house,
        pair("email", "phone"),
        pair("email_source", "email_source_note"),
        "salutation_name",
    )


def contact() -> FormHelper:
    return plain(
        pair("role", "honorific"),
        pair("name", "salutation_name"),
        pair("job_title", "employer_name"),
        pair("agency", "phone"),
        "email",
        pair("email_source", "email_source_note"),
        "notes",
    )


def close() -> FormHelper:
    return plain(choices("outcome"), "note")


def interview(*more: Any) -> FormHelper:
    return plain(
        pair("round", "kind"),
        pair("invited_at", "respond_by"),
        pair("starts_at", "zone"),
        pair("minutes", "with_whom"),
        "place",
        "notes",
        section(
            _("The invitation itself"),
            "invited_by",
            "invitation_subject",
            "invitation_message_id",
            text=_(
                "If it came by mail, your answer goes into the same conversation. In your mail program, look "
                "for “Show original”, “View source” or “All headers” and copy the line that begins with "
                "Message-ID."
            ),
        ),
        *more,
    )


def invitation() -> FormHelper:
    return interview("move_there")
