"""Texts of Django and allauth that we translate ourselves, where theirs are missing or speak in another tone.

Nothing reads them from here. They are marked so that `make messages` keeps them in the catalogues, in which
ours come before those of the packages.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

LOGGING_IN = (
    gettext_noop("The email address and/or password you specified are not correct."),
    gettext_noop("Username can not be used. Please use other username."),
    gettext_noop("Invalid login."),
    gettext_noop("Please type your current password."),
    gettext_noop("Be patient, you are sending too many requests."),
    gettext_noop("Remember Me"),
    gettext_noop("Email"),
)
PASSWORDS = (
    gettext_noop("The password is too similar to the %(verbose_name)s."),
    gettext_noop("Your password can’t be too similar to your other personal information."),
    gettext_noop("This password is too common."),
    gettext_noop("Your password can’t be a commonly used password."),
    ngettext_lazy(
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
        "min_length",
    ),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
)
