"""How the settings' forms are laid out. The page writes the form element and its button around them."""

from __future__ import annotations

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout


def preferences() -> FormHelper:
    return _fields(
        Div("name", "phone", css_class="kr-grid2"),
        "zone",
        Div("language", "letter_language", css_class="kr-grid2"),
        Div("undo_seconds", css_class="kr-grid2"),
    )


def after_decision() -> FormHelper:
    return _fields(_three("first_nudge_hours", "second_nudge_hours", "third_nudge_hours"))


def after_invitation() -> FormHelper:
    return _fields(_three("first_answer_hours", "second_answer_hours"))


def quiet_hours() -> FormHelper:
    return _fields(_three("quiet_from", "quiet_until"))


def nudge_ways() -> FormHelper:
    return _fields(Field("nudge_by_email"))


def mailbox() -> FormHelper:
    return _fields(
        "email",
        _three("host", "port", "security"),
        Div("username", "password", css_class="kr-grid2"),
    )


def delete_account() -> FormHelper:
    return _fields("password")


def _three(*names: str) -> Div:
    return Div(*names, css_class="kr-grid3")


def _fields(*layout: str | Div | Field) -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.add_layout(Layout(*layout))
    return helper
